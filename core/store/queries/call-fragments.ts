/** What was said that a call was found by. */

import type { CallFragment, FragmentPiece } from '#core/domain/call-list.ts';
import type { Speaker } from '#core/domain/transcript.ts';
import type { Connection } from '../database.ts';
import { searchedWords } from './call-filter.ts';

/** As much as a line of a wide window shows. */
const FRAGMENT_LETTERS = 220;
/** Before the first word that was found. */
const LETTERS_BEFORE = 40;

interface TurnRow {
  call_id: string;
  speaker: Speaker;
  start_ms: number;
  text: string;
}

/**
 * Reads the conversations of a page of calls instead of asking the index again: for a common word that would go through
 * all the calls there are.
 */
export function createFragments(database: Connection) {
  const turns = database.prepare<[string], TurnRow>(`
    SELECT t.call_id, u.speaker, u.start_ms, u.text FROM transcripts t JOIN utterances u ON u.transcript_id = t.id
    WHERE t.is_current = 1 AND t.call_id IN (SELECT value FROM json_each(?)) ORDER BY t.call_id, u.position`);

  /** @returns by call, the first turn with all the words of `text`; nothing for a call found otherwise */
  return (callIds: readonly string[], text: string): Record<string, CallFragment> => {
    const words = searchedWords(text).map(folded);
    const fragments: Record<string, CallFragment> = {};
    if (words.length === 0) return fragments;
    for (const turn of turns.iterate(JSON.stringify(callIds))) {
      if (fragments[turn.call_id]) continue;
      const pieces = fragmentOf(turn.text, words);
      if (pieces) fragments[turn.call_id] = { speaker: turn.speaker, startMs: turn.start_ms, pieces };
    }
    return fragments;
  };
}

/** As the index sees a word: without marks above letters, except й, and with е for ё, as the search asks for both. */
const folded = (word: string): string =>
  word
    .toLowerCase()
    .normalize('NFD')
    .replaceAll(/(?<!и)\p{M}/gu, '')
    .normalize('NFC');

/** @returns the turn around the first word found, null where not all of `words` begin words of it */
function fragmentOf(text: string, words: readonly string[]): FragmentPiece[] | null {
  const tokens = Array.from(text.matchAll(/[\p{L}\p{N}\p{M}]+/gu), ({ 0: token, index }) => ({
    start: index,
    end: index + token.length,
    plain: folded(token),
  }));
  if (!words.every((word) => tokens.some(({ plain }) => plain.startsWith(word)))) return null;
  const found = tokens.filter(({ plain }) => words.some((word) => plain.startsWith(word)));
  const first = found[0]!.start;
  const from = first <= LETTERS_BEFORE ? 0 : (tokens.find(({ start }) => start >= first - LETTERS_BEFORE)?.start ?? 0);
  const to = from + FRAGMENT_LETTERS >= text.length ? text.length : endBefore(tokens, from + FRAGMENT_LETTERS);
  const pieces: FragmentPiece[] = [];
  const add = (start: number, end: number, isMatch: boolean): void => {
    if (end > start) pieces.push({ text: text.slice(start, end), isMatch });
  };
  let done = from;
  for (const { start, end } of found) {
    if (end > to) break;
    add(done, start, false);
    add(start, end, true);
    done = end;
  }
  add(done, to, false);
  if (from > 0) pieces.unshift({ text: '…', isMatch: false });
  if (to < text.length) pieces.push({ text: '…', isMatch: false });
  return pieces;
}

/** Where the last whole word before a place ends; the place itself inside of one endless word. */
const endBefore = (tokens: readonly { readonly end: number }[], place: number): number =>
  tokens.findLast(({ end }) => end <= place)?.end ?? place;
