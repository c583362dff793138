/** All speech engines by name, and the models that run on them. */

import type { Maker } from '#core/domain/transcript.ts';
import { AppError } from '#core/errors.ts';
import type { SpeechEngine } from '../engine.ts';
import { makerOfModel, readInstalledModel, type InstalledModel } from '../installed-model.ts';
import { BUNDLED_ENGINE_ID, bundledMaker, openBundledEngine } from './bundled.ts';
import { GIGAAM_DECODING_VERSION, openGigaamEngine } from './gigaam.ts';
import { openTOneEngine, T_ONE_DECODING_VERSION } from './t-one.ts';

/** Runs models that the user has installed. */
interface EngineKind {
  readonly open: (model: InstalledModel) => Promise<SpeechEngine>;
  readonly decodingVersion: number;
}

/** By the `engine` of the model's manifest. */
const KINDS: Readonly<Record<string, EngineKind>> = {
  'gigaam-v2-ctc': {
    open: (model) => openGigaamEngine(model, { features: 'v2', hasVocabularyFile: false }),
    decodingVersion: GIGAAM_DECODING_VERSION,
  },
  'gigaam-v3-ctc': {
    open: (model) => openGigaamEngine(model, { features: 'v3', hasVocabularyFile: false }),
    decodingVersion: GIGAAM_DECODING_VERSION,
  },
  'gigaam-v3-e2e-ctc': {
    open: (model) => openGigaamEngine(model, { features: 'v3', hasVocabularyFile: true }),
    decodingVersion: GIGAAM_DECODING_VERSION,
  },
  't-one': { open: openTOneEngine, decodingVersion: T_ONE_DECODING_VERSION },
};

/** Names of the engines that run installed models, as the catalogue's `engine` states them. */
export const INSTALLABLE_ENGINES: readonly string[] = Object.keys(KINDS);

async function findModel(engineId: string, modelFolder: string): Promise<{ model: InstalledModel; kind: EngineKind }> {
  const model = await readInstalledModel(modelFolder).catch((error: unknown) => {
    if (error instanceof AppError && error.code === 'model.missing') {
      throw new AppError('model.missing', { model: engineId }, { cause: error });
    }
    throw error;
  });
  const kind = Object.hasOwn(KINDS, model.engine) ? KINDS[model.engine] : undefined;
  if (kind === undefined || model.id !== engineId) throw new AppError('engine.unknown', { engine: engineId });
  return { model, kind };
}

/**
 * Opens an engine.
 *
 * @param engineId the bundled engine's id, or the id of an installed model
 * @param modelFolder folder of the bundled models, or of that installed model
 * Throws `engine.unknown`, `model.missing` and `model.corrupt`.
 */
export async function openEngine(engineId: string, modelFolder: string): Promise<SpeechEngine> {
  if (engineId === BUNDLED_ENGINE_ID) return openBundledEngine({ modelFolder });
  const { model, kind } = await findModel(engineId, modelFolder);
  return kind.open(model);
}

/** What an engine's transcripts will say of their maker, from the model cards alone. Throws as `openEngine`. */
export async function describeEngine(engineId: string, modelFolder: string): Promise<Maker> {
  if (engineId === BUNDLED_ENGINE_ID) return bundledMaker(modelFolder);
  const { model, kind } = await findModel(engineId, modelFolder);
  return makerOfModel(model, kind.decodingVersion);
}
