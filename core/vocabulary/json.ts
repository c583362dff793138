/** The vocabulary as a JSON file. */

import { z } from 'zod';
import type { VocabularyEntry } from '#core/domain/vocabulary.ts';
import { AppError } from '#core/errors.ts';
import { checkEntries } from './entries.ts';

const FORMAT = 'razbor-vocabulary';
const file = z.object({ format: z.literal(FORMAT), version: z.literal(1), entries: z.array(z.unknown()) });

export const writeVocabularyJson = (entries: readonly VocabularyEntry[]): string =>
  `${JSON.stringify({ format: FORMAT, version: 1, entries }, null, 2)}\n`;

/** @throws `input.invalid` */
export function readVocabularyJson(text: string): VocabularyEntry[] {
  const parsed = file.safeParse(parse(text));
  if (!parsed.success) throw new AppError('input.invalid', { reason: 'Это не файл словаря Разбора' });
  return checkEntries(parsed.data.entries);
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text.replace(/^\uFEFF/, ''));
  } catch (error) {
    throw new AppError('input.invalid', { reason: 'Это не файл JSON' }, { cause: error });
  }
}
