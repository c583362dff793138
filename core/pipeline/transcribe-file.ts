/** One recording to a transcript: the place where audio and speech meet. Runs inside the speech process. */

import { analyseChannels, createResampler, openAudio, type AudioSource } from '#core/audio/index.ts';
import type { ModelSession } from '#core/inference/index.ts';
import {
  assignRoles,
  mergeUtterances,
  recognize,
  type CallFacts,
  type ChannelRoles,
  type SpeechEngine,
} from '#core/speech/index.ts';

import type { Speaker, Transcript } from '#core/domain/transcript.ts';
import { AppError } from '#core/errors.ts';

export interface TranscribeInput extends CallFacts {
  /** Absolute path of the recording. */
  readonly path: string;
  readonly channelRoles: ChannelRoles;
  /** Words and names to listen for. */
  readonly vocabulary?: readonly string[];
}

export interface TranscribeTools {
  readonly engine: SpeechEngine;
  readonly vad: ModelSession;
  readonly signal?: AbortSignal;
  readonly onProgress?: (audioDoneMs: number, audioTotalMs: number) => void;
}

/**
 * Throws what opening the recording throws (`openAudio`), `audio.empty` where it holds no samples, and the signal's
 * reason when aborted. A recording without speech is no error: its transcript has no utterances.
 */
export async function transcribeFile(input: TranscribeInput, tools: TranscribeTools): Promise<Transcript> {
  const { engine, vad, signal, onProgress } = tools;
  const source = await openAudio(input.path, signal === undefined ? {} : { signal });
  const { channels } = await analyseChannels(source);
  const { durationMs, segments } = await recognize(
    { channels: channels.length, blocks: () => resampledBlocks(source, channels, engine.sampleRateHz) },
    {
      engine,
      vad,
      ...(input.vocabulary === undefined ? {} : { vocabulary: input.vocabulary }),
      ...(signal === undefined ? {} : { signal }),
      onProgress: (audioDoneMs) => onProgress?.(audioDoneMs, Math.max(audioDoneMs, source.durationMs)),
    },
  );
  if (durationMs === 0) throw new AppError('audio.empty');
  const speakers: readonly Speaker[] =
    channels.length === 1 ? ['unknown'] : assignRoles(segments, input.channelRoles, input);
  return {
    durationMs,
    channels: channels.length,
    agentChannel: agentChannelOf(speakers, channels),
    engine: engine.maker,
    utterances: mergeUtterances(segments, speakers),
  };
}

/** @param channels numbers in the recording, one per speaker */
function agentChannelOf(speakers: readonly Speaker[], channels: readonly number[]): 0 | 1 | null {
  const channel = channels[speakers.indexOf('agent')];
  return channel === 0 || channel === 1 ? channel : null;
}

/** The chosen channels of a recording at another sample rate. */
async function* resampledBlocks(
  source: AudioSource,
  channels: readonly number[],
  sampleRateHz: number,
): AsyncGenerator<Float32Array[]> {
  const resamplers = channels.map(() => createResampler(source.sampleRateHz, sampleRateHz));
  for await (const block of source.blocks()) {
    yield channels.map((channel, i) => resamplers[i]!.push(block[channel]!));
  }
  yield resamplers.map((resampler) => resampler.flush());
}
