/** The background that ships with the program. */

import { readFile } from 'node:fs/promises';
import path from 'node:path';
import type { TextReading } from '#core/domain/candidate.ts';
import { AppError, hasSystemCode } from '#core/errors.ts';
import { createBackground } from './background.ts';
import type { Background } from './background.ts';

const FILE = 'background-ru.txt';

/** @param directory of the bundled language model @throws `model.missing` */
export async function loadBackground(directory: string, read: (text: string) => TextReading): Promise<Background> {
  try {
    const texts = (await readFile(path.join(directory, FILE), 'utf8')).split('\n').filter((line) => line !== '');
    return createBackground(texts.map(read));
  } catch (error) {
    if (hasSystemCode(error, 'ENOENT')) throw new AppError('model.missing', { file: FILE }, { cause: error });
    throw error;
  }
}
