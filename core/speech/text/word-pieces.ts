/** Words to the pieces that a BERT model knows (WordPiece), from the model's `tokenizer.json`. */

import { z } from 'zod';

import { AppError } from '#core/errors.ts';

const tokenizerSchema = z.object({
  normalizer: z.object({ lowercase: z.boolean().nullish(), strip_accents: z.boolean().nullish() }).nullish(),
  model: z.object({
    vocab: z.record(z.string(), z.int().min(0)),
    continuing_subword_prefix: z.string().default('##'),
    unk_token: z.string().default('[UNK]'),
  }),
});

export interface WordPieces {
  /** Numbers of the marks around a text. */
  readonly start: number;
  readonly end: number;
  /** Numbers of a word's pieces, at least one. */
  of(word: string): number[];
}

/** @throws model.corrupt where the file describes something else */
export function readWordPieces(json: unknown): WordPieces {
  const parsed = tokenizerSchema.safeParse(json);
  if (!parsed.success) throw new AppError('model.corrupt', { file: 'tokenizer.json' });
  const { normalizer, model } = parsed.data;
  const numbers = new Map(Object.entries(model.vocab));
  const known = (piece: string): number => {
    const number = numbers.get(piece);
    if (number === undefined) throw new AppError('model.corrupt', { file: 'tokenizer.json', reason: `no ${piece}` });
    return number;
  };
  const unknown = known(model.unk_token);
  const isLower = normalizer?.lowercase === true;
  // BERT takes accents off together with capitals unless it is told otherwise; й and ё lose theirs as well.
  const hasAccents = !(normalizer?.strip_accents ?? isLower);
  const normal = (word: string): string => {
    const cased = isLower ? word.toLowerCase() : word;
    return hasAccents ? cased : cased.normalize('NFD').replace(/\p{Mn}/gu, '');
  };

  /** The longest known beginning, then the longest continuation, and so on; a word with an unknown part is unknown. */
  const split = (word: string): number[] => {
    const pieces: number[] = [];
    const letters = Array.from(word);
    for (let from = 0; from < letters.length;) {
      let to = letters.length;
      const piece = (): string => (from > 0 ? model.continuing_subword_prefix : '') + letters.slice(from, to).join('');
      while (to > from && !numbers.has(piece())) to -= 1;
      if (to === from) return [unknown];
      pieces.push(numbers.get(piece())!);
      from = to;
    }
    return pieces;
  };

  return {
    start: known('[CLS]'),
    end: known('[SEP]'),
    of(word) {
      // Marks are pieces of their own.
      const parts = normal(word).match(/[\p{L}\p{N}]+|[^\s\p{L}\p{N}]/gu) ?? [];
      return parts.length === 0 ? [unknown] : parts.flatMap(split);
    },
  };
}
