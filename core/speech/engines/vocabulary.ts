/** Vocabulary files that come with models: one `token number` per line. */

import { AppError } from '#core/errors.ts';

/** Real ones have 257 tokens; a page of a website has other lines. */
const MOST_TOKENS = 100_000;

/** Tokens by their numbers; the last one is the blank. Throws `model.corrupt`. */
export function readVocabulary(bytes: Buffer): readonly string[] {
  const tokens: string[] = [];
  const lines = bytes.toString('utf8').split(/\r?\n/).filter(Boolean);
  for (const line of lines) {
    const match = /^(\S+) (\d{1,6})$/.exec(line);
    const number = Number(match?.[2]);
    if (!match || number >= MOST_TOKENS) throw new AppError('model.corrupt', { reason: 'not a vocabulary' });
    tokens[number] = match[1]!;
  }
  const isComplete = lines.length > 1 && tokens.length === lines.length && !tokens.includes(undefined as never);
  if (!isComplete || !/^<(blk|blank)>$/.test(tokens.at(-1)!)) {
    throw new AppError('model.corrupt', { reason: 'not a vocabulary' });
  }
  return tokens.map((token) => (token === '<unk>' ? '' : token));
}
