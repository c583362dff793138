/** The two models of diarization, opened together. */

import { openSession } from '#core/inference/index.ts';

import { fileEnding, readInstalledModel } from '../installed-model.ts';
import { diarize, type Diarization, type DiarizeTools } from './diarize.ts';

/** Folders of the installed models. */
export interface DiarizationFolders {
  readonly segmentation: string;
  readonly voices: string;
}

export interface Diarizer {
  diarize(
    blocks: AsyncIterable<Float32Array>,
    options?: Pick<DiarizeTools, 'signal' | 'onProgress'>,
  ): Promise<Diarization>;
  close(): Promise<void>;
}

/** @throws model.missing, model.corrupt */
export async function openDiarizer(folders: DiarizationFolders): Promise<Diarizer> {
  const open = async (folder: string) =>
    openSession(fileEnding(await readInstalledModel(folder), '.onnx'), { threads: 1 });
  const segmentation = await open(folders.segmentation);
  const voices = await open(folders.voices);
  return {
    diarize: (blocks, options = {}) => diarize(blocks, { ...options, segmentation, voices }),
    async close() {
      await segmentation.close();
      await voices.close();
    },
  };
}
