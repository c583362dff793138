/** The lines that ship with the program for learning over sentence vectors: some of every category, and ordinary talk. */

import { gzipSync } from 'node:zlib';

import { hashText } from '#core/language/features/hash.ts';
import { CATEGORY_OUTPUTS } from '#core/language/models/language-model.ts';

import { toCategory } from './corpus.ts';
import type { Corpus, CorpusLine } from './corpus.ts';

/** Embedding them all takes minutes on a laptop, and the file must stay small. */
const PER_CATEGORY = 220;
const QUIET = 1400;
const LONGEST_CHARS = 110;

/** @returns the bytes of `examples-ru.json.gz`: `[text, [category places]]` rows; the same corpus gives the same bytes */
export function packExamples({ lines }: Corpus): Uint8Array {
  const usable = lines
    .filter(({ speaker, text }) => speaker === 'client' && text.length <= LONGEST_CHARS)
    .map((line) => ({ line, order: hashText(line.text) }))
    .sort((a, b) => a.order - b.order)
    .map(({ line }) => line);
  const places = ({ labels }: CorpusLine): number[] =>
    [...new Set(labels.map((label) => (CATEGORY_OUTPUTS as readonly string[]).indexOf(toCategory(label))))].sort(
      (a, b) => a - b,
    );
  const taken = CATEGORY_OUTPUTS.map(() => 0);
  let quiet = 0;
  const rows = usable.flatMap((line): [string, number[]][] => {
    const outputs = places(line);
    const isWanted = outputs.length === 0 ? quiet < QUIET : outputs.some((output) => taken[output]! < PER_CATEGORY);
    if (!isWanted) return [];
    if (outputs.length === 0) quiet++;
    for (const output of outputs) taken[output]!++;
    return [[line.text, outputs]];
  });
  return gzipSync(JSON.stringify(rows), { level: 9 });
}
