/** Loads the bundled language model after checking that its file is whole and ours. */

import { createHash } from 'node:crypto';
import { readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';

import { z } from 'zod';

import { AppError, hasSystemCode } from '#core/errors.ts';
import { analyseCall } from '../analyse.ts';
import type { DirectCallAnalyser } from '../analyser.ts';
import type { Maker } from '#core/domain/transcript.ts';
import { unpackModel } from './container.ts';
import type { LanguageModel } from './language-model.ts';

export const CARD_FILE = 'bundled-text-ru.json';

/** No bundled file is larger; keeps a wrong file from filling the memory. */
const LARGEST_FILE_BYTES = 32 * 1024 * 1024;

/**
 * Grows with every change of code that changes findings of the same weights: clauses, rules of outcomes and times. Stored
 * analyses by another version are made anew.
 */
const CODE_VERSION = 2;

const cardSchema = z.object({
  id: z.string().min(1),
  version: z.string().min(1),
  file: z.string().regex(/^[\w.-]+$/u),
  sizeBytes: z.number().int().positive().max(LARGEST_FILE_BYTES),
  sha256: z.string().regex(/^[0-9a-f]{64}$/u),
});

async function readOrMiss(path: string, name: string): Promise<Buffer> {
  try {
    return await readFile(path);
  } catch (error) {
    if (hasSystemCode(error, 'ENOENT')) throw new AppError('model.missing', { file: name }, { cause: error });
    throw error;
  }
}

async function readCard(directory: string): Promise<z.infer<typeof cardSchema>> {
  const text = (await readOrMiss(join(directory, CARD_FILE), CARD_FILE)).toString('utf8');
  try {
    return cardSchema.parse(JSON.parse(text));
  } catch (error) {
    throw new AppError('model.corrupt', { file: CARD_FILE, reason: 'card unreadable' }, { cause: error });
  }
}

/**
 * @param directory that holds `bundled-text-ru.json` and the file it names (models/bundled/language)
 * @throws `model.missing`, or `model.corrupt` when size, checksum or content are not what the card says
 */
export async function loadBundledModel(directory: string): Promise<{ maker: Maker; model: LanguageModel }> {
  const card = await readCard(directory);
  const path = join(directory, card.file);
  const size = await stat(path).then(
    (found) => found.size,
    () => card.sizeBytes,
  );
  if (size !== card.sizeBytes) throw new AppError('model.corrupt', { file: card.file, reason: 'wrong size' });
  const bytes = await readOrMiss(path, card.file);
  if (createHash('sha256').update(bytes).digest('hex') !== card.sha256) {
    throw new AppError('model.corrupt', { file: card.file, reason: 'wrong checksum' });
  }
  return { maker: makerOf(card), model: unpackModel(bytes, card.file) };
}

const makerOf = ({ id, version, sha256 }: z.infer<typeof cardSchema>): Maker => ({
  id,
  version: `${version}+${sha256.slice(0, 8)}.${CODE_VERSION}`,
});

/** What names the results of the bundled model; the model itself is not read. @throws model.missing, model.corrupt */
export async function bundledMaker(directory: string): Promise<Maker> {
  return makerOf(await readCard(directory));
}

/** @throws as `loadBundledModel` */
export async function loadBundledAnalyser(directory: string): Promise<DirectCallAnalyser> {
  const { maker, model } = await loadBundledModel(directory);
  return {
    maker,
    analyse: (call) => Promise.resolve(analyseCall(call, model)),
    analyseNow: (call) => analyseCall(call, model),
  };
}
