/** The lines of the training corpus as bare words: lower case, no yo, no punctuation, numbers spelled. */

import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { crc32 } from 'node:zlib';

import { spellNumbers } from './numbers.ts';

/** Fields of the corpus that hold something spoken. */
const SPOKEN_FIELDS = new Set(['text', 'objection', 'reply', 'reaction']);
/** One line in forty is never trained on; the acoustic model keeps the same lines out. */
const HELD_OUT_SHARE = 40;

/** Letters and single spaces only. */
export const bare = (line: string): string =>
  line
    .toLowerCase()
    .replaceAll('ё', 'е')
    .replace(/[^а-я]+/g, ' ')
    .trim();

/** Whether a bare line belongs to the validation split; depends on its letters only. */
export const isHeldOut = (line: string): boolean => crc32(line) % HELD_OUT_SHARE === 0;

function* spokenLines(value: unknown): Generator<string> {
  if (Array.isArray(value)) {
    for (const item of value as unknown[]) yield* spokenLines(item);
  } else if (typeof value === 'object' && value !== null) {
    for (const [key, item] of Object.entries(value)) {
      if (SPOKEN_FIELDS.has(key) && typeof item === 'string') yield item;
      else yield* spokenLines(item);
    }
  }
}

/** Unique bare lines of all .jsonl files of a folder, in a fixed order; lines with Latin letters are left out. */
export function readCorpus(folder: string): string[] {
  const lines = new Set<string>();
  const files = readdirSync(folder).filter((file) => file.endsWith('.jsonl'));
  for (const file of files.sort()) {
    for (const row of readFileSync(join(folder, file), 'utf8').split('\n')) {
      if (row.trim() === '') continue;
      for (const line of spokenLines(JSON.parse(row))) {
        const words = bare(spellNumbers(line));
        if (!/[A-Za-z]/.test(line) && words !== '') lines.add(words);
      }
    }
  }
  return [...lines];
}
