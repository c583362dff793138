/** All speech engines by id. */

import type { Maker } from '../../domain/transcript.ts';
import { AppError } from '../../errors.ts';
import type { SpeechEngine } from '../engine.ts';
import { BUNDLED_ENGINE_ID, bundledMaker, openBundledEngine } from './bundled.ts';

interface EngineKind {
  readonly open: (modelFolder: string) => Promise<SpeechEngine>;
  readonly describe: (modelFolder: string) => Promise<Maker>;
}

const ENGINES: Readonly<Record<string, EngineKind>> = {
  [BUNDLED_ENGINE_ID]: {
    open: (modelFolder) => openBundledEngine({ modelFolder }),
    describe: bundledMaker,
  },
};

const kindOf = (engineId: string): EngineKind => {
  const kind = Object.hasOwn(ENGINES, engineId) ? ENGINES[engineId] : undefined;
  if (kind === undefined) throw new AppError('engine.unknown', { engine: engineId });
  return kind;
};

/** Opens an engine. Throws `engine.unknown`, `model.missing` and `model.corrupt`. */
export async function openEngine(engineId: string, modelFolder: string): Promise<SpeechEngine> {
  return kindOf(engineId).open(modelFolder);
}

/** What an engine's transcripts will say of their maker, from the model cards alone. Throws as `openEngine`. */
export async function describeEngine(engineId: string, modelFolder: string): Promise<Maker> {
  return kindOf(engineId).describe(modelFolder);
}
