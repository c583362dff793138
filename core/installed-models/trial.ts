/** A model that is being installed is tried on a known short input, in a process of its own, before it counts. */

import path from 'node:path';
import { KNOWN_LABELS } from '#core/language/index.ts';
import type { CatalogModel } from '#core/model-files/index.ts';
import { createSpeechProcess, createTranscriber, type TrialRequest } from '#core/pipeline/index.ts';
import { AppError } from '#core/errors.ts';
import type { ProcessForker } from '#core/ports.ts';
import type { Resources } from '#core/resources.ts';
import { isForTexts, isRunnable, REFINERS, settingsOf } from './speech.ts';
import { ENCODER_PREFIX, textModelIn } from './text.ts';

export interface TrialOptions {
  readonly resources: Resources;
  readonly forker: ProcessForker;
  readonly signal: AbortSignal;
}

/**
 * Models that this version does not use are not tried.
 *
 * @param folder of the model with its manifest
 * @throws model.corrupt where it is not what its task wants, engine.crashed where it took the process down, job.cancelled
 */
export async function tryModel(model: CatalogModel, folder: string, options: TrialOptions): Promise<void> {
  if (isRunnable(model)) return hearSample(model.id, folder, options);
  const request = await requestFor(model, folder, options.resources);
  if (request === null) return;
  const { forker, resources, signal } = options;
  const process = createSpeechProcess({ forker, workerPath: resources.speechWorker });
  try {
    await process.tryModel(request, { signal });
  } finally {
    process.close();
  }
}

const sampleOf = ({ modelsDir }: Resources): string => path.join(modelsDir, 'speech', 'sample.wav');

async function hearSample(
  engineId: string,
  folder: string,
  { resources, forker, signal }: TrialOptions,
): Promise<void> {
  const transcriber = await createTranscriber({
    ...{ forker, engineId, modelFolder: folder, modulePath: resources.speechWorker },
    engineSettings: settingsOf(resources),
  });
  try {
    await transcriber.transcribe(
      { path: sampleOf(resources), direction: null },
      { signal, onProgress: () => undefined },
    );
  } catch (error) {
    // Whisper's program is built later; its model is tried with the first call then.
    if (!(error instanceof AppError) || error.code !== 'engine.not-built') throw error;
  } finally {
    transcriber.close();
  }
}

async function requestFor(model: CatalogModel, folder: string, resources: Resources): Promise<TrialRequest | null> {
  const { id, task } = model;
  if (id === REFINERS.punctuation) return { trial: 'punctuation', folder };
  if (id === REFINERS.segmentation) return { trial: 'segmentation', folder, samplePath: sampleOf(resources) };
  if (id === REFINERS.voices) return { trial: 'voices', folder, samplePath: sampleOf(resources) };
  if (!isForTexts(model)) return null;
  const { weights } = await textModelIn(folder, id);
  if (task === 'embedding') return { trial: 'sentences', folder, weights, prefix: ENCODER_PREFIX };
  const labels = KNOWN_LABELS[id];
  return { trial: 'tones', folder, weights, ...(labels === undefined ? {} : { labels }) };
}
