/** The golden reference data of the speech front ends. */

import { readFile } from 'node:fs/promises';
import { join } from 'node:path';

/** Absolute path of a golden file. */
export const golden = (file: string): string => join(import.meta.dirname, '../fixtures/golden', file);

export const readGoldenJson = async (file: string): Promise<unknown> =>
  JSON.parse(await readFile(golden(file), 'utf8')) as unknown;

/** Raw little-endian float32. */
export async function readFloats(file: string): Promise<Float32Array> {
  const bytes = await readFile(golden(file));
  return Float32Array.from({ length: bytes.length / 4 }, (_, i) => bytes.readFloatLE(4 * i));
}
