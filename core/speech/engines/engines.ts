/** All speech engines by name, and the models that run on them. */

import type { Maker } from '#core/domain/transcript.ts';
import { AppError } from '#core/errors.ts';
import { onnxDevice, onnxDevices, whisperDevices, type EngineDevice } from '../devices.ts';
import type { SpeechEngine } from '../engine.ts';
import { makerOfModel, readInstalledModel, type InstalledModel } from '../installed-model.ts';
import { BUNDLED_ENGINE_ID, bundledMaker, openBundledEngine } from './bundled.ts';
import { GIGAAM_DECODING_VERSION, openGigaamEngine } from './gigaam.ts';
import { openTOneEngine, T_ONE_DECODING_VERSION } from './t-one.ts';
import { openWhisperOnnxEngine, WHISPER_ONNX_DECODING_VERSION } from './whisper/onnx-engine.ts';
import { openWhisperEngine, WHISPER_DECODING_VERSION } from './whisper/whisper.ts';

/** What engines are told beside the model; each takes what concerns it. */
export interface EngineSettings {
  /** The program that runs Whisper models, and its first arguments. */
  readonly whisperServer?: readonly string[];
  /** What the network runs on; it must have been tried on this computer. Default: the processor. */
  readonly device?: EngineDevice;
  /** ISO 639-1 or `auto`, for models of many languages. Default: Russian. */
  readonly language?: string;
}

/** Runs models that the user has installed. */
interface EngineKind {
  readonly open: (model: InstalledModel, settings: EngineSettings) => Promise<SpeechEngine>;
  readonly decodingVersion: number;
  /** Devices that may be faster than the processor; whether they are there is seen by trying. */
  readonly devices?: (settings: EngineSettings) => Promise<readonly EngineDevice[]>;
}

/** By the `engine` of the model's manifest. */
const KINDS: Readonly<Record<string, EngineKind>> = {
  'gigaam-v2-ctc': {
    open: (model, { device }) =>
      openGigaamEngine(model, { features: 'v2', hasVocabularyFile: false, device: onnxDevice(device) }),
    decodingVersion: GIGAAM_DECODING_VERSION,
    devices: onnxDevices,
  },
  'gigaam-v3-ctc': {
    open: (model, { device }) =>
      openGigaamEngine(model, { features: 'v3', hasVocabularyFile: false, device: onnxDevice(device) }),
    decodingVersion: GIGAAM_DECODING_VERSION,
    devices: onnxDevices,
  },
  'gigaam-v3-e2e-ctc': {
    open: (model, { device }) =>
      openGigaamEngine(model, { features: 'v3', hasVocabularyFile: true, device: onnxDevice(device) }),
    decodingVersion: GIGAAM_DECODING_VERSION,
    devices: onnxDevices,
  },
  // T-one stays on the processor: with its state going to and fro every 300 ms a T4 is slower (onnx-asr's benchmarks).
  't-one': { open: (model) => openTOneEngine(model), decodingVersion: T_ONE_DECODING_VERSION },
  whisper: {
    open: (model, { whisperServer = [], language = 'ru', device }) =>
      openWhisperEngine(model, { command: whisperServer, language, usesGpu: device === 'gpu' }),
    decodingVersion: WHISPER_DECODING_VERSION,
    devices: ({ whisperServer = [] }) => whisperDevices(whisperServer[0]),
  },
  'whisper-onnx': {
    open: (model, { language = 'ru' }) => openWhisperOnnxEngine(model, language),
    decodingVersion: WHISPER_ONNX_DECODING_VERSION,
  },
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
 * Throws `engine.unknown`, `model.missing`, `model.corrupt` and `engine.not-built`.
 */
export async function openEngine(
  engineId: string,
  modelFolder: string,
  settings: EngineSettings = {},
): Promise<SpeechEngine> {
  if (engineId === BUNDLED_ENGINE_ID) return openBundledEngine({ modelFolder, device: onnxDevice(settings.device) });
  const { model, kind } = await findModel(engineId, modelFolder);
  return kind.open(model, settings);
}

/** What an engine's transcripts will say of their maker, from the model cards alone. Throws as `openEngine`. */
export async function describeEngine(engineId: string, modelFolder: string): Promise<Maker> {
  if (engineId === BUNDLED_ENGINE_ID) return bundledMaker(modelFolder);
  const { model, kind } = await findModel(engineId, modelFolder);
  return makerOfModel(model, kind.decodingVersion);
}

/** Devices worth trying for an engine beside the processor. Throws as `openEngine`. */
export async function devicesToTry(
  engineId: string,
  modelFolder: string,
  settings: EngineSettings = {},
): Promise<readonly EngineDevice[]> {
  if (engineId === BUNDLED_ENGINE_ID) return [];
  const { kind } = await findModel(engineId, modelFolder);
  return (await kind.devices?.(settings)) ?? [];
}
