/** What engines can run on beside the processor. */

import { candidateDevices, DEVICES, type Device } from '#core/inference/index.ts';

import { isBuiltForGpu } from './engines/whisper/build-facts.ts';

/** onnxruntime's devices, and the graphics card by the interface that whisper.cpp's program was built for. */
export const ENGINE_DEVICES = [...DEVICES, 'gpu'] as const;
export type EngineDevice = (typeof ENGINE_DEVICES)[number];

/** For engines on onnxruntime. */
export const onnxDevices = (): Promise<readonly EngineDevice[]> => Promise.resolve(candidateDevices());

/** What an engine on onnxruntime is told: the other engines' card is none of its devices. */
export const onnxDevice = (device: EngineDevice | undefined): Device | undefined =>
  device === 'gpu' ? undefined : device;

/** @param program whisper.cpp's */
export const whisperDevices = async (program: string | undefined): Promise<readonly EngineDevice[]> =>
  program !== undefined && (await isBuiltForGpu(program)) ? ['gpu'] : [];
