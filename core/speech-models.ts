/** Which speech engine works, and whether an installed model does what its engine expects. */

import path from 'node:path';
import { installedIds, modelFolder, readCatalog, type CatalogModel } from '#core/model-files/index.ts';
import { BUNDLED_ENGINE_ID, INSTALLABLE_ENGINES, openEngine } from '#core/speech/index.ts';
import { AppError } from './errors.ts';
import type { Resources } from './resources.ts';

/** Installed models lie in the data folder. */
export const installedModelsDir = (dataDir: string): string => path.join(dataDir, 'models');

/** Whether this version of the program can run the model. */
export const isRunnable = ({ task, engine }: CatalogModel): boolean =>
  task === 'speech' && INSTALLABLE_ENGINES.includes(engine);

/**
 * What the speech process needs for an engine; the bundled one where none is named.
 * @throws engine.unknown, and model.missing for a model that can be installed and is not
 */
export async function findSpeechEngine(options: {
  readonly resources: Resources;
  readonly dataDir: string;
  readonly engineId: string | undefined;
}): Promise<{ readonly modulePath: string; readonly engineId: string; readonly modelFolder: string }> {
  const { resources, dataDir, engineId = BUNDLED_ENGINE_ID } = options;
  const modulePath = resources.speechWorker;
  if (engineId === BUNDLED_ENGINE_ID) {
    return { modulePath, engineId, modelFolder: path.join(resources.modelsDir, 'speech') };
  }
  const modelsDir = installedModelsDir(dataDir);
  if ((await installedIds(modelsDir)).includes(engineId)) {
    return { modulePath, engineId, modelFolder: modelFolder(modelsDir, engineId) };
  }
  const catalog = await readCatalog(resources.modelCatalog);
  const isKnown = catalog.some((model) => model.id === engineId && isRunnable(model));
  throw new AppError(isKnown ? 'model.missing' : 'engine.unknown', { engine: engineId, model: engineId });
}

/**
 * Opens a speech model and lets it hear a second of silence: wrong, incomplete and broken files are found out before the
 * first call. Models of other tasks are not tried.
 * @throws model.corrupt
 */
export async function tryModel(model: CatalogModel, folder: string): Promise<void> {
  if (!isRunnable(model)) return;
  const engine = await openEngine(model.id, folder);
  try {
    await engine.recognize(new Float32Array(engine.sampleRateHz), {});
  } finally {
    await engine.close();
  }
}
