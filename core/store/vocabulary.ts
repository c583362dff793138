/** The user's words, and what they change in stored transcripts. */

import type { Word } from '#core/domain/transcript.ts';
import type { VocabularyEntry } from '#core/domain/vocabulary.ts';
import type { Connection } from './database.ts';
import { packWords, unpackWords } from './packed-words.ts';
import { spellings } from './spellings.ts';

interface EntryRow {
  position: number;
  word: string;
  variants: string;
  is_boosted: 0 | 1;
}

interface SpokenText {
  readonly text: string;
  readonly words: readonly Word[];
}

interface UtteranceRow {
  id: number;
  transcript_id: number;
  text: string;
  words: string;
  original: string | null;
}

/** Makes the replacements in what was recognised; null where there are none. */
type Replace = (recognized: SpokenText) => SpokenText | null;

const COLUMNS = 'id, transcript_id, text, words, original';

/**
 * Utterances that may hold the variant, for the full-text index: all of its words anywhere, each with ё in any place,
 * because the index tells ё from е. What is found is looked at closely afterwards.
 */
const queryOf = (variant: string): string =>
  variant
    .toLowerCase()
    .split(' ')
    .filter((word) => /[\p{L}\p{N}]/u.test(word))
    .map((word) => `(${spellings(word).map(quoted).join(' OR ')})`)
    .join(' AND ');

const quoted = (word: string): string => `"${word.replaceAll('"', ' ')}"`;

export function createVocabulary(database: Connection) {
  const list = database.prepare<[], EntryRow>('SELECT * FROM vocabulary ORDER BY position');
  const clear = database.prepare('DELETE FROM vocabulary');
  const insert = database.prepare<[EntryRow]>(
    'INSERT INTO vocabulary VALUES (@position, @word, @variants, @is_boosted)',
  );
  const replaced = database.prepare<[], { count: number }>(
    'SELECT count(*) AS count FROM utterances WHERE original IS NOT NULL',
  );
  const changed = database.prepare<[], UtteranceRow>(`SELECT ${COLUMNS} FROM utterances WHERE original IS NOT NULL`);
  const matching = database.prepare<[string], UtteranceRow>(`
    SELECT ${COLUMNS} FROM utterances WHERE id IN (SELECT rowid FROM utterances_fts WHERE utterances_fts MATCH ?)`);
  const ofTranscript = database.prepare<[number], UtteranceRow>(
    `SELECT ${COLUMNS} FROM utterances WHERE transcript_id = ?`,
  );
  const update = database.prepare<[Omit<UtteranceRow, 'transcript_id'>]>(
    'UPDATE utterances SET text = @text, words = @words, original = @original WHERE id = @id',
  );
  const revise = database.prepare<[number]>('UPDATE transcripts SET text_revision = text_revision + 1 WHERE id = ?');

  function rewrite(rows: Iterable<UtteranceRow>, replace: Replace): number {
    const transcripts = new Set<number>();
    let count = 0;
    for (const row of rows) {
      const recognized: SpokenText =
        row.original === null ? { text: row.text, words: unpackWords(row.words) } : unpackOriginal(row.original);
      const result = replace(recognized);
      const { text, words } = result ?? recognized;
      if (text === row.text) continue;
      const original = result && packOriginal(recognized);
      update.run({ id: row.id, text, words: packWords(words), original });
      transcripts.add(row.transcript_id);
      count += 1;
    }
    for (const id of transcripts) revise.run(id);
    return count;
  }

  return {
    list: (): VocabularyEntry[] =>
      list.all().map(({ word, variants, is_boosted: isBoosted }) => ({
        word,
        variants: JSON.parse(variants) as string[],
        isBoosted: isBoosted === 1,
      })),
    /** Stores the entries in place of those before; transcripts change with `rewriteAll`. */
    save(entries: readonly VocabularyEntry[]): void {
      clear.run();
      for (const [position, { word, variants, isBoosted }] of entries.entries()) {
        insert.run({ position, word, variants: JSON.stringify(variants), is_boosted: isBoosted ? 1 : 0 });
      }
    },
    /** How many utterances read otherwise than recognised. */
    countReplaced: (): number => replaced.get()?.count ?? 0,
    /**
     * Brings all transcripts to the stored entries: earlier replacements are made anew from what was recognised. The
     * full-text index finds the places, so the work grows with what changes and not with the number of calls.
     * @returns how many utterances changed
     */
    rewriteAll(variants: readonly string[], replace: Replace): number {
      const rows = new Map(changed.all().map((row) => [row.id, row]));
      for (const variant of variants) for (const row of matching.all(queryOf(variant))) rows.set(row.id, row);
      return rewrite(rows.values(), replace);
    },
    /** The same for one transcript, e.g. a new one. */
    rewriteTranscript: (transcriptId: number, replace: Replace): number =>
      rewrite(ofTranscript.all(transcriptId), replace),
  };
}

const packOriginal = ({ text, words }: SpokenText): string => JSON.stringify({ text, words: packWords(words) });

function unpackOriginal(json: string): SpokenText {
  const { text, words } = JSON.parse(json) as { text: string; words: string };
  return { text, words: unpackWords(words) };
}
