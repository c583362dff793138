/** Which language analysis works: the one that needs no download, or the accurate one where its models are installed. */

import path from 'node:path';
import { openSentenceEncoder, openTextClassifier, type TextModelFiles } from '#core/inference/index.ts';
import type { Profile } from '#core/domain/profile.ts';
import type { Maker } from '#core/domain/transcript.ts';
import {
  accurateMaker,
  bundledMaker,
  KNOWN_LABELS,
  loadBundledAnalyser,
  openAccurateAnalyser,
  openToneReader,
  type AccurateOptions,
  type CallAnalyser,
} from '#core/language/index.ts';
import { modelFolder, readManifest } from '#core/model-files/index.ts';
import { AppError, toAppError, type ErrorData } from '#core/errors.ts';
import type { Resources } from '#core/resources.ts';
import { installedModelsDir } from './speech.ts';

export { PROFILES, type Profile } from '#core/domain/profile.ts';

/** Names the profile of a data folder in its settings. */
export const PROFILE_SETTING = 'language.profile';

/** The catalogue's models of the accurate profile. Without the second the tones stay with the bundled model. */
export const ENCODER_ID = 'multilingual-e5-small';
export const SENTIMENT_ID = 'rubert-tiny-sentiment';
/** What e5 was trained with: without it vectors are worse (models.md, section 5). */
export const ENCODER_PREFIX = 'query: ';

export interface AnalyserRequest {
  readonly resources: Resources;
  readonly dataDir: string;
  readonly profile: Profile;
  readonly signal: AbortSignal;
  /** 0..1 while the accurate profile learns, once after its models were installed. */
  readonly onLearning?: (fraction: number) => void;
}

/** What works now, which may be less than what was asked for. */
export interface OpenedAnalyser {
  readonly analyser: CallAnalyser;
  readonly profile: Profile;
  /** Models of the accurate profile that do not take part, and why; empty where all do, or none was asked for. */
  readonly missing: readonly { readonly model: string; readonly error: ErrorData }[];
  close(): Promise<void>;
}

interface Found extends TextModelFiles {
  readonly key: string;
}

const findTextModel = (dataDir: string, id: string): Promise<Found> =>
  textModelIn(modelFolder(installedModelsDir(dataDir), id), id);

/** @param folder with the manifest of the model @throws model.missing */
export async function textModelIn(folder: string, id: string): Promise<Found> {
  const manifest = await readManifest(folder);
  const weights = manifest?.files.find((file) => file.path.endsWith('.onnx'));
  if (!weights) throw new AppError('model.missing', { model: id });
  const { sha256 } = weights;
  return { folder, weights: { path: path.join(folder, weights.path), sha256 }, key: `${id} ${sha256}` };
}

async function openTone(dataDir: string): Promise<NonNullable<AccurateOptions['tone']>> {
  const found = await findTextModel(dataDir, SENTIMENT_ID);
  const classifier = await openTextClassifier(found, KNOWN_LABELS[SENTIMENT_ID]);
  try {
    return { reader: await openToneReader(classifier), key: found.key };
  } catch (error) {
    await classifier.close();
    throw error;
  }
}

const bundled = ({ modelsDir }: Resources): Promise<CallAnalyser> =>
  loadBundledAnalyser(path.join(modelsDir, 'language'));

/**
 * Falls back to the bundled profile where a model of the accurate one is missing or broken, and says so in the result.
 * @throws job.cancelled when the signal aborts; model.missing and model.corrupt for the bundled model itself
 */
export async function openAnalyser(request: AnalyserRequest): Promise<OpenedAnalyser> {
  const { resources, dataDir, profile, signal, onLearning } = request;
  const nothing = (): Promise<void> => Promise.resolve();
  if (profile === 'bundled') {
    return { analyser: await bundled(resources), profile, missing: [], close: nothing };
  }
  const missing: { model: string; error: ErrorData }[] = [];
  const note = (model: string, error: unknown): null => {
    missing.push({ model, error: toAppError(error).toData() });
    return null;
  };
  const files = await findTextModel(dataDir, ENCODER_ID).catch((error: unknown) => note(ENCODER_ID, error));
  const encoder =
    files && (await openSentenceEncoder(files, ENCODER_PREFIX).catch((e: unknown) => note(ENCODER_ID, e)));
  if (!files || !encoder) {
    return { analyser: await bundled(resources), profile: 'bundled', missing, close: nothing };
  }
  const tone = await openTone(dataDir).catch((error: unknown) => note(SENTIMENT_ID, error));
  const close = async (): Promise<void> => {
    await Promise.all([encoder.close(), tone?.reader.close()]);
  };
  try {
    const analyser = await openAccurateAnalyser({
      directory: path.join(resources.modelsDir, 'language'),
      headsFile: path.join(installedModelsDir(dataDir), '.text-heads.json'),
      encoder,
      encoderKey: files.key,
      tone,
      signal,
      ...(onLearning ? { onLearning } : {}),
    });
    return { analyser, profile, missing, close };
  } catch (error) {
    await close();
    throw error;
  }
}

/** What is installed of the accurate profile, by the names of the catalogue; nothing is opened. */
export async function findTextModels(dataDir: string): Promise<{ encoder: string | null; tone: string | null }> {
  const keyOf = (id: string): Promise<string | null> =>
    findTextModel(dataDir, id).then(
      ({ key }) => key,
      (error: unknown) => {
        if (error instanceof AppError && error.code === 'model.missing') return null;
        throw error;
      },
    );
  return { encoder: await keyOf(ENCODER_ID), tone: await keyOf(SENTIMENT_ID) };
}

/** What names the results that a profile would make now; the bundled one stands in for one that lacks its encoder. */
export async function makerOfProfile(
  { resources, dataDir }: Pick<AnalyserRequest, 'resources' | 'dataDir'>,
  profile: Profile,
): Promise<Maker> {
  const directory = path.join(resources.modelsDir, 'language');
  const { encoder, tone } = await findTextModels(dataDir);
  if (profile === 'bundled' || encoder === null) return await bundledMaker(directory);
  return await accurateMaker({ directory, encoderKey: encoder, toneKey: tone });
}
