/** Long turns cut into clauses, with or without punctuation. */

import { tokenise } from './tokens.ts';
import type { Token } from './tokens.ts';

/** A part of an utterance. `start` and `end` are offsets in its text; `tokens` keep offsets of the whole text. */
export interface Clause {
  readonly start: number;
  readonly end: number;
  readonly text: string;
  readonly tokens: readonly Token[];
}

/** Words that open a new thought in speech that comes without punctuation. */
const OPENERS = new Set([
  'но', 'а', 'поэтому', 'потому', 'однако', 'зато', 'только', 'если', 'хотя', 'просто', 'короче', 'значит', 'тем',
  'чтобы', 'так', 'нет', 'да', 'и', 'вообще', 'давайте', 'слушайте', 'понимаете', 'то', 'мне', 'у', 'я', 'мы', 'вы', 'пока',
]); // prettier-ignore

/** Openers that are only trusted once the clause has grown: they also stand inside a thought. */
const WEAK_OPENERS = new Set(['и', 'так', 'да', 'то', 'мне', 'у', 'я', 'мы', 'вы', 'только', 'если', 'просто', 'пока']);

const SHORTEST_CLAUSE = 3;
const WEAK_OPENER_FROM = 6;
const LONGEST_CLAUSE = 14;

/** True where punctuation between two tokens ends a clause; `strength` 2 is the end of a sentence. */
function breakStrength(gap: string): number {
  if (/[.!?;…]/u.test(gap)) return 2;
  return /[,:—–]/u.test(gap) ? 1 : 0;
}

/** `length`: words of the clause so far; `word` would open the next; `gap`: what stands between them in the text. */
function isCut(length: number, word: string, gap: string): boolean {
  const strength = breakStrength(gap);
  if (strength === 2) return length >= 2;
  if (length < SHORTEST_CLAUSE) return false;
  if (length >= LONGEST_CLAUSE) return true;
  if (strength === 1) return length >= WEAK_OPENER_FROM - 1 || (OPENERS.has(word) && !WEAK_OPENERS.has(word));
  if (!OPENERS.has(word)) return false;
  return length >= (WEAK_OPENERS.has(word) ? WEAK_OPENER_FROM : SHORTEST_CLAUSE + 1);
}

/**
 * Cuts at sentence ends, at commas and conjunctions once a clause has some length, and after 14 words at the latest.
 * @returns clauses in order; together they hold every word; empty for a text without words
 */
export function cutClauses(text: string, tokens: readonly Token[] = tokenise(text)): Clause[] {
  const clauses: Clause[] = [];
  let from = 0;
  const close = (to: number): void => {
    const part = tokens.slice(from, to);
    const first = part[0];
    const last = part.at(-1);
    if (first !== undefined && last !== undefined) {
      clauses.push({ start: first.start, end: last.end, text: text.slice(first.start, last.end), tokens: part });
    }
    from = to;
  };
  for (let at = 1; at < tokens.length; at++) {
    const token = tokens[at]!;
    const previous = tokens[at - 1]!;
    if (token.word === '?') continue;
    const gapFrom = previous.word === '?' ? previous.start : previous.end;
    if (isCut(at - from, token.word, text.slice(gapFrom, token.start))) close(at);
  }
  close(tokens.length);
  return clauses;
}
