/** Text files of the user, read line by line so that their size does not matter. */

import { createReadStream } from 'node:fs';
import { createInterface } from 'node:readline';
import { AppError, hasSystemCode } from '#core/errors.ts';

/** Non-empty lines with their 1-based numbers. @throws file.not-found, file.unreadable */
export async function* readLines(file: string): AsyncGenerator<readonly [line: string, number: number]> {
  const lines = createInterface({ input: createReadStream(file, 'utf8'), crlfDelay: Infinity });
  let number = 0;
  try {
    for await (const line of lines) {
      number++;
      // A byte order mark is what Windows editors leave at the start.
      const text = number === 1 ? line.replace(/^\uFEFF/u, '') : line;
      if (text.trim() !== '') yield [text, number];
    }
  } catch (error) {
    if (hasSystemCode(error, 'ENOENT')) throw new AppError('file.not-found', { path: file }, { cause: error });
    if (error instanceof Error && 'syscall' in error)
      throw new AppError('file.unreadable', { path: file }, { cause: error });
    throw error;
  }
}
