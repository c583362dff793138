/** Learned heads kept in the data folder: minutes of work that depend on the encoder and the examples alone. */

import { mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';

import { z } from 'zod';

import { hasSystemCode } from '#core/errors.ts';
import { CATEGORY_OUTPUTS } from '../models/language-model.ts';
import type { VectorHeads } from './vector-heads.ts';

const numbers = z.array(z.number());
const schema = z
  .object({ key: z.string(), width: z.int().positive(), rows: z.array(numbers), thresholds: numbers })
  .refine(
    ({ width, rows, thresholds }) =>
      rows.length === CATEGORY_OUTPUTS.length &&
      thresholds.length === rows.length &&
      rows.every((row) => row.length === width + 1),
  );

/** @returns null where there are none for this key, also where the file is damaged: they are learned anew then */
export async function readHeads(file: string, key: string): Promise<VectorHeads | null> {
  const text = await readFile(file, 'utf8').catch((error: unknown) => {
    if (hasSystemCode(error, 'ENOENT')) return null;
    throw error;
  });
  if (text === null) return null;
  const parsed = schema.safeParse(parse(text));
  return parsed.success && parsed.data.key === key ? parsed.data : null;
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    // Half a file: as good as none.
    return null;
  }
}

/** Complete or absent. */
export async function writeHeads(file: string, key: string, heads: VectorHeads): Promise<void> {
  await mkdir(dirname(file), { recursive: true });
  const temporary = `${file}.tmp`;
  await writeFile(temporary, JSON.stringify({ key, ...heads }));
  await rename(temporary, file);
}
