/** Tries a model on a known short input inside the speech process: a broken one takes down that one and nothing else. */

import { createResampler } from '#core/audio/index.ts';
import { openSentenceEncoder, openTextClassifier, type TextModelFiles } from '#core/inference/index.ts';
import { openToneReader } from '#core/language/index.ts';
import { tryPunctuation, trySegmentation, tryVoicePrints } from '#core/speech/index.ts';

import { AppError } from '#core/errors.ts';
import { channelBlocks } from './channel-blocks.ts';
import type { TrialRequest } from './trial-messages.ts';

const RATE_HZ = 16_000;
/** Slower and deeper by this much a voice is another one: models of voices are trained with such copies as new people. */
const DEEPER = 4 / 3;
/** The first two mean nearly the same. */
const SENTENCES = ['это слишком дорого для нас', 'нам это очень дорого', 'завтра я позвоню вашему директору'] as const;

/** @throws model.missing, and model.corrupt where the model cannot be loaded or does not do what it is for */
export async function tryModel(request: TrialRequest): Promise<void> {
  switch (request.trial) {
    case 'punctuation':
      return tryPunctuation(request.folder);
    case 'segmentation':
      return trySegmentation(request.folder, await samplesOf(request.samplePath));
    case 'voices': {
      const speech = await samplesOf(request.samplePath);
      return tryVoicePrints(request.folder, speech, deeper(speech));
    }
    case 'sentences':
      return trySentences(request, request.prefix);
    case 'tones': {
      // Opening the reader makes it read sentences whose tone is beyond doubt.
      const classifier = await openTextClassifier(request, request.labels);
      return openToneReader(classifier)
        .then(() => undefined)
        .finally(() => classifier.close());
    }
  }
}

async function trySentences(files: TextModelFiles, prefix: string): Promise<void> {
  const encoder = await openSentenceEncoder(files, prefix);
  try {
    const [first, alike, other] = await encoder.embed(SENTENCES);
    const [near, far] = [cosine(first!, alike!), cosine(first!, other!)];
    if (!(near > far)) throw new AppError('model.corrupt', { reason: 'golden check', near, far });
  } finally {
    await encoder.close();
  }
}

/** Vectors of length 1. */
const cosine = (a: Float32Array, b: Float32Array): number => a.reduce((sum, value, i) => sum + value * b[i]!, 0);

async function samplesOf(samplePath: string): Promise<Float32Array> {
  const blocks: Float32Array[] = [];
  for await (const block of await channelBlocks(samplePath, RATE_HZ)) blocks.push(block);
  return joined(blocks);
}

function deeper(speech: Float32Array): Float32Array {
  const resampler = createResampler(RATE_HZ / DEEPER, RATE_HZ);
  return joined([resampler.push(speech), resampler.flush()]);
}

function joined(blocks: readonly Float32Array[]): Float32Array {
  const all = new Float32Array(blocks.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const block of blocks) {
    all.set(block, at);
    at += block.length;
  }
  return all;
}
