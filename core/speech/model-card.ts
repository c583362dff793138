/** Cards of the models in a folder: small JSON files beside the weights that state size and checksum. */

import { join } from 'node:path';

import { z } from 'zod';

import { readModelBytes, type ModelFile } from '#core/inference/index.ts';

import { AppError } from '#core/errors.ts';

const cardSchema = z.object({
  file: z.string().regex(/^[\w.-]+$/),
  sha256: z.string().regex(/^[0-9a-f]{64}$/),
});

/**
 * The file that the card `<folder>/<name>.json` describes. Throws `model.missing`, and `model.corrupt` where the card
 * is not one.
 */
export async function readModelCard(folder: string, name: string): Promise<ModelFile> {
  const text = (await readModelBytes(join(folder, `${name}.json`))).toString('utf8');
  const card = cardSchema.safeParse(parseJson(text));
  if (!card.success) throw new AppError('model.corrupt', { file: `${name}.json`, reason: 'bad card' });
  return { path: join(folder, card.data.file), sha256: card.data.sha256 };
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    if (error instanceof SyntaxError) return null;
    throw error;
  }
}
