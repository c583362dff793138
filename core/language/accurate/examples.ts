/** Labelled lines that ship with the program, from which the heads over sentence vectors are learned on this computer. */

import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';

import { z } from 'zod';

import { AppError, hasSystemCode } from '#core/errors.ts';

export const EXAMPLES_FILE = 'examples-ru.json.gz';

/** No such file is larger when unpacked. */
const MOST_BYTES = 8 * 1024 * 1024;

const schema = z.array(z.tuple([z.string(), z.array(z.int().nonnegative())]));

export interface Example {
  readonly text: string;
  /** Places in `CATEGORY_OUTPUTS`; empty for a line that is no objection. */
  readonly outputs: readonly number[];
}

/** @param directory of the bundled language model @throws model.missing, model.corrupt */
export async function readExamples(directory: string): Promise<readonly Example[]> {
  const packed = await readFile(join(directory, EXAMPLES_FILE)).catch((error: unknown) => {
    if (hasSystemCode(error, 'ENOENT')) throw new AppError('model.missing', { file: EXAMPLES_FILE }, { cause: error });
    throw error;
  });
  try {
    const rows = schema.parse(JSON.parse(gunzipSync(packed, { maxOutputLength: MOST_BYTES }).toString('utf8')));
    return rows.map(([text, outputs]) => ({ text, outputs }));
  } catch (error) {
    throw new AppError('model.corrupt', { file: EXAMPLES_FILE, reason: 'unreadable' }, { cause: error });
  }
}
