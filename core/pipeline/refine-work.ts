/** The speech process's side of refining: models are opened for one transcript and closed behind it. */

import { openDiarizer, openPunctuator, splitUtterances } from '#core/speech/index.ts';

import type { Utterance } from '#core/domain/transcript.ts';
import { channelBlocks } from './channel-blocks.ts';
import type { RefineMessage } from './refine-messages.ts';

const DIARIZATION_RATE_HZ = 16_000;

/** Punctuation is rarely asked for other models: the last one stays open. */
let punctuator: { readonly folder: string; readonly opened: ReturnType<typeof openPunctuator> } | null = null;

/**
 * @returns null where nothing can be said @throws model.missing, model.corrupt, and what opening the recording throws
 */
export async function refine(
  message: RefineMessage,
  onProgress: (audioDoneMs: number) => void,
): Promise<readonly Utterance[] | null> {
  if (message.step === 'punctuate') {
    if (punctuator?.folder !== message.folder) {
      const previous = punctuator;
      punctuator = { folder: message.folder, opened: openPunctuator(message.folder) };
      await previous?.opened.then((one) => one.close()).catch(() => undefined);
    }
    try {
      return await (await punctuator.opened).punctuate(message.utterances);
    } catch (error) {
      punctuator = null;
      throw error;
    }
  }
  const diarizer = await openDiarizer(message.folders);
  try {
    const blocks = await channelBlocks(message.path, DIARIZATION_RATE_HZ);
    const { turns, isConfident } = await diarizer.diarize(blocks, { onProgress });
    return isConfident ? splitUtterances(message.utterances, turns, message) : null;
  } finally {
    await diarizer.close();
  }
}
