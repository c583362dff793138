/** Which speech engine works, and which models refine what it hears. */

import path from 'node:path';
import { installedIds, modelFolder, readCatalog, type CatalogModel } from '#core/model-files/index.ts';
import { BUNDLED_ENGINE_ID, INSTALLABLE_ENGINES, type EngineSettings } from '#core/speech/index.ts';
import type { Refiners } from '#core/pipeline/index.ts';
import { AppError } from '#core/errors.ts';
import type { Resources } from '#core/resources.ts';

/** Installed models lie in the data folder. */
export const installedModelsDir = (dataDir: string): string => path.join(dataDir, 'models');

/** Whether this version of the program can run the model. */
export const isRunnable = ({ task, engine }: CatalogModel): boolean =>
  task === 'speech' && INSTALLABLE_ENGINES.includes(engine);

/** Models that work on finished text: they are used as soon as they are installed. */
export const REFINERS = {
  punctuation: 'rupunct-small',
  segmentation: 'pyannote-segmentation',
  voices: 'wespeaker-resnet34',
};

/** Whether the model is of use to this version of the program, as an engine or beside one. */
export const isUsable = (model: CatalogModel): boolean =>
  isRunnable(model) || isForTexts(model) || Object.values(REFINERS).includes(model.id);

/** Whether the accurate profile of the language analysis takes it. */
export const isForTexts = ({ task }: CatalogModel): boolean => task === 'embedding' || task === 'sentiment';

/** Which models for punctuation and speakers are installed; telling speakers apart needs both of its models. */
export async function findRefiners(dataDir: string): Promise<Refiners> {
  const modelsDir = installedModelsDir(dataDir);
  const installed = await installedIds(modelsDir);
  const folderOf = (id: string): string | null => (installed.includes(id) ? modelFolder(modelsDir, id) : null);
  const [segmentation, voices] = [folderOf(REFINERS.segmentation), folderOf(REFINERS.voices)];
  return {
    punctuation: folderOf(REFINERS.punctuation),
    diarization: segmentation !== null && voices !== null ? { segmentation, voices } : null,
  };
}

/** What `createTranscriber` is told. */
export interface SpeechEngineChoice {
  readonly modulePath: string;
  readonly engineId: string;
  readonly modelFolder: string;
  readonly engineSettings: EngineSettings;
}

/**
 * What the speech process needs for an engine; the bundled one where none is named.
 * @throws engine.unknown, and model.missing for a model that can be installed and is not
 */
export async function findSpeechEngine(options: {
  readonly resources: Resources;
  readonly dataDir: string;
  readonly engineId: string | undefined;
  /** ISO 639-1 or `auto`, for models of many languages. */
  readonly language?: string | undefined;
}): Promise<SpeechEngineChoice> {
  const { resources, dataDir, engineId = BUNDLED_ENGINE_ID, language } = options;
  const modulePath = resources.speechWorker;
  const engineSettings = settingsOf(resources, language);
  if (engineId === BUNDLED_ENGINE_ID) {
    return { modulePath, engineId, modelFolder: path.join(resources.modelsDir, 'speech'), engineSettings };
  }
  const modelsDir = installedModelsDir(dataDir);
  if ((await installedIds(modelsDir)).includes(engineId)) {
    return { modulePath, engineId, modelFolder: modelFolder(modelsDir, engineId), engineSettings };
  }
  const catalog = await readCatalog(resources.modelCatalog);
  const isKnown = catalog.some((model) => model.id === engineId && isRunnable(model));
  throw new AppError(isKnown ? 'model.missing' : 'engine.unknown', { engine: engineId, model: engineId });
}

/** What engines are told beside their model. */
export const settingsOf = ({ whisperServer }: Resources, language?: string): EngineSettings => ({
  whisperServer: [whisperServer],
  ...(language === undefined ? {} : { language }),
});
