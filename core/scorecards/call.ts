/** What scoring needs to know of a call. */

import type { CountedObjection, TopicId } from '#core/domain/finding.ts';
import type { Evidence } from '#core/domain/scorecard.ts';
import type { TalkMetrics } from '#core/domain/talk.ts';
import type { Utterance } from '#core/domain/transcript.ts';
import { spokenWords, type SpokenWord } from './phrases.ts';

export interface ScorableCall {
  readonly utterances: readonly Utterance[];
  readonly talk: TalkMetrics;
  readonly topic: TopicId;
  readonly nextStep: string | null;
  readonly objections: readonly CountedObjection[];
}

/** A call whose utterances are split into words once, however many criteria look for words in them. */
export interface HeardCall extends ScorableCall {
  /** @param utterance 0-based index */
  readonly wordsOf: (utterance: number) => readonly SpokenWord[];
}

/** Nothing is split before somebody looks. */
export function heard(call: ScorableCall): HeardCall {
  const words: (readonly SpokenWord[])[] = [];
  return {
    ...call,
    wordsOf: (utterance) => (words[utterance] ??= spokenWords(call.utterances[utterance]?.text ?? '')),
  };
}

const MAX_QUOTE_CHARACTERS = 140;

/** The utterance as evidence, from `start` on where it is too long to quote whole. Null when there is no such one. */
export function quote({ utterances }: ScorableCall, utterance: number, start = 0): Evidence | null {
  const text = utterances[utterance]?.text;
  if (text === undefined || text === '') return null;
  if (text.length <= MAX_QUOTE_CHARACTERS) return { utterance, quote: text };
  // Whole words only.
  const [cut = ''] = text.slice(start).match(new RegExp(`^.{1,${MAX_QUOTE_CHARACTERS}}(?!\\S)`, 'su')) ?? [];
  return { utterance, quote: cut === '' ? text.slice(start, start + MAX_QUOTE_CHARACTERS) : cut };
}
