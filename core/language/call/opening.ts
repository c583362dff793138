/** The part of a call that tells its topic, as features that know who speaks. */

import type { CallText } from '../../domain/finding.ts';
import { extractFeatures } from '../features/features.ts';
import type { FeatureGroups } from '../features/features.ts';
import { hashPair, hashText } from '../features/hash.ts';
import { tokenise } from '../text/tokens.ts';

/** Turns at the start that state why somebody calls. */
const OPENING_TURNS = 8;

export interface SpokenPart {
  readonly role: string;
  readonly text: string;
}

/** Texts by role: the opening of each side, and both together. */
export function opening(call: CallText): SpokenPart[] {
  const first = call.utterances.slice(0, OPENING_TURNS);
  const of = (speaker: string): string =>
    first
      .filter((turn) => turn.speaker === speaker)
      .map((turn) => turn.text)
      .join(' ');
  const client = of('client');
  const agent = of('agent');
  return [
    { role: 'client', text: client },
    { role: 'agent', text: agent },
    { role: 'both', text: first.map((turn) => turn.text).join(' ') },
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
  return { words, chars };
}
