/** A file of the user's words as commands take it. */

import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { AppError, hasSystemCode } from '#core/errors.ts';
import type { VocabularyFormat } from '#core/services/index.ts';

/** Ten times what the largest allowed vocabulary takes is no vocabulary. */
const MOST_BYTES = 20_000_000;

/** @throws file.not-found, file.unreadable, and input.invalid for what cannot be a vocabulary */
export async function readVocabularyText(file: string): Promise<{ text: string; format: VocabularyFormat }> {
  const format = vocabularyFormatOf(file);
  try {
    const bytes = await readFile(file);
    if (bytes.length > MOST_BYTES) throw new AppError('input.invalid', { reason: 'Файл слишком велик для словаря' });
    return { text: bytes.toString('utf8'), format };
  } catch (error) {
    if (error instanceof AppError) throw error;
    const code = hasSystemCode(error, 'ENOENT') ? 'file.not-found' : 'file.unreadable';
    throw new AppError(code, { path: file }, { cause: error });
  }
}

/** @throws input.invalid */
export function vocabularyFormatOf(file: string): VocabularyFormat {
  const extension = path.extname(file).toLowerCase();
  if (extension === '.json') return 'json';
  if (extension === '.csv') return 'csv';
  throw new AppError('input.invalid', { reason: 'Нужен файл .json или .csv' });
}
