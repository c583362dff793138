/** The part of a call that tells its topic, as features that know who speaks. */

import type { CallText } from '#core/domain/finding.ts';
import { extractFeatures } from '../features/features.ts';
import type { FeatureGroups } from '../features/features.ts';
import { hashPair, hashText } from '../features/hash.ts';
import { tokenise } from '../text/tokens.ts';

/** Turns at the start in which each side says why it calls. */
const REASON_TURNS = 4;
/** Turns by which the purpose has become clear. */
const PURPOSE_TURNS = 12;

export interface SpokenPart {
  readonly role: string;
  readonly text: string;
}

/** Texts by role: how each side opens, and what both say until the purpose is clear. */
export function opening(call: CallText): SpokenPart[] {
  const said = (count: number, speaker: string | null): string =>
    call.utterances
      .slice(0, count)
      .filter((turn) => speaker === null || turn.speaker === speaker)
      .map((turn) => turn.text)
      .join(' ');
  return [
    { role: 'client', text: said(REASON_TURNS, 'client') },
    { role: 'agent', text: said(REASON_TURNS, 'agent') },
    { role: 'both', text: said(PURPOSE_TURNS, null) },
  ];
}

/** Features of several parts in one bag; equal words of different roles stay apart. */
export function salted(call: Pick<CallText, 'direction'>, parts: readonly SpokenPart[]): FeatureGroups {
  const words: number[] = [hashText(`direction-${call.direction}`)];
  const chars: number[] = [];
  for (const { role, text } of parts) {
    const salt = hashText(role);
    const features = extractFeatures(tokenise(text));
    for (const hash of features.words) words.push(hashPair(salt, hash));
    if (role === 'both') for (const hash of features.chars) chars.push(hashPair(salt, hash));
  }
  return { words: Uint32Array.from(words), chars: Uint32Array.from(chars) };
}
