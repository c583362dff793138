/** A sentiment transformer with its classes taken by name, and proof that it means what the names say. */

import { SENTIMENTS } from '#core/domain/finding.ts';
import type { Sentiment } from '#core/domain/finding.ts';
import { AppError } from '#core/errors.ts';
import type { TextClassifier } from '#core/inference/index.ts';

/** What models call the three classes. */
const NAMES: Readonly<Record<string, Sentiment>> = {
  positive: 'positive', pos: 'positive', negative: 'negative', neg: 'negative', neutral: 'neutral', neu: 'neutral',
  neautral: 'neutral',
}; // prettier-ignore

/**
 * Orders of models whose files do not name them, by catalogue id. sismetanin: models.md 3.1; the classes are in
 * alphabetical order of the training set, which spells «neautral».
 */
export const KNOWN_LABELS: Readonly<Record<string, readonly string[]>> = {
  'rubert-sentiment-rureviews': ['neutral', 'negative', 'positive'],
};

/** Three sentences whose tone is beyond doubt (models.md 3.1): a model that misses one has other classes or is broken. */
const GOLDEN: readonly (readonly [string, Sentiment])[] = [
  ['ужасно, всё сломалось, верните деньги', 'negative'],
  ['обычный товар, ничего особенного', 'neutral'],
  ['отлично, очень доволен', 'positive'],
];

export interface ToneReader {
  /** Probabilities in the order of `SENTIMENTS` per text. */
  read(texts: readonly string[]): Promise<number[][]>;
  close(): Promise<void>;
}

/** @throws model.corrupt where the classes are not the three tones, or the golden sentences come out wrong */
export async function openToneReader(classifier: TextClassifier): Promise<ToneReader> {
  const tones = classifier.labels.map((label) => NAMES[label]);
  const places = SENTIMENTS.map((sentiment) => tones.indexOf(sentiment));
  if (tones.length !== SENTIMENTS.length || places.includes(-1)) {
    throw new AppError('model.corrupt', { reason: `labels ${classifier.labels.join(', ').slice(0, 100)}` });
  }
  const read = async (texts: readonly string[]): Promise<number[][]> =>
    (await classifier.classify(texts)).map((shares) => places.map((place) => shares[place]!));
  const golden = await read(GOLDEN.map(([text]) => text));
  GOLDEN.forEach(([, expected], at) => {
    const shares = golden[at]!;
    const found = SENTIMENTS[shares.indexOf(Math.max(...shares))];
    if (found !== expected)
      throw new AppError('model.corrupt', { reason: 'golden check', expected, actual: found ?? null });
  });
  return { read, close: () => classifier.close() };
}
