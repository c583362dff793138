/** Audio of a call to segments of text per channel, piecewise: memory does not grow with the length of the call. */

import type { ModelSession } from '#core/inference/index.ts';

import type { Segment } from '#core/domain/transcript.ts';
import { createChannelBuffer, type ChannelBuffer } from './channel-buffer.ts';
import { createChunker, joinStretches, shareOut, type Chunker, type Stretch } from './chunks.ts';
import { isCrosstalk } from './crosstalk.ts';
import type { RecognizedPiece, SpeechEngine } from './engine.ts';
import { cleanPiece } from './text/clean-piece.ts';
import { createLoudnessGate } from './vad/loudness-gate.ts';
import { createSegmenter, type Segmenter, type SpeechSpan } from './vad/segmenter.ts';
import { withoutSignalTones } from './vad/signal-tones.ts';
import { createVoiceActivity, hopSamples } from './vad/voice-activity.ts';

/** The audio of the channels to recognise, at the rate that the engine wants. */
export interface SpeechAudio {
  readonly channels: number;
  /** One float32 array (-1..1) per channel and block, in order. */
  blocks(): AsyncIterable<readonly Float32Array[]>;
}

export interface RecognizeOptions {
  readonly engine: SpeechEngine;
  /** An open Silero model. */
  readonly vad: ModelSession;
  /** Words and names to listen for, as they are said. */
  readonly vocabulary?: readonly string[];
  readonly signal?: AbortSignal;
  /** @param audioDoneMs how much of the recording has been worked through */
  readonly onProgress?: (audioDoneMs: number) => void;
}

export interface RecognizedAudio {
  /** Length of what was read. */
  readonly durationMs: number;
  /** In order of their ends in each channel; no segment is empty. Silence gives none. */
  readonly segments: readonly Segment[];
}

/** Thresholds of models.md 1.1; pauses, padding and length suit sentences of a telephone call. */
const VAD = { onThreshold: 0.5, offThreshold: 0.35, minSpeechMs: 120, minGapMs: 500, padMs: 250, maxMs: 15_000 };
/** Models want some silence before speech; added where the recording starts with speech. */
const LEAD_MS = 200;

/** A stretch with fewer windows of sure speech than this share is doubtful: loud, but not like a voice. */
const SURE_SHARE = 0.1;
/**
 * Doubtful stretches are kept when the engine is at least this confident of more than a single letter: of music, ringing
 * and noise it is not.
 */
const SURE_CONFIDENCE = 0.7;
/** Text below this confidence is a guess about a sound that is no speech; badly heard speech stays above 0.5. */
const LEAST_CONFIDENCE = 0.3;

interface Channel {
  readonly index: number;
  readonly buffer: ChannelBuffer;
  readonly segmenter: Segmenter;
  readonly isLoud: (meanSquare: number) => boolean;
  readonly chunker: Chunker<SpeechStretch>;
  /** Starts of recent windows that the network is sure of. */
  sure: number[];
}

/** A stretch on its way to the engine. */
interface SpeechStretch extends Stretch {
  readonly span: SpeechSpan;
  readonly startMs: number;
  readonly isDoubtful: boolean;
}

/** Throws what the audio and the engine throw, and the signal's reason when aborted. */
export async function recognize(audio: SpeechAudio, options: RecognizeOptions): Promise<RecognizedAudio> {
  const { engine, signal } = options;
  const rate = engine.sampleRateHz;
  const hop = hopSamples(rate);
  const toSamples = (ms: number): number => Math.round((ms * rate) / 1000);
  const voice = createVoiceActivity(options.vad, { sampleRateHz: rate, channels: audio.channels });
  const channels: Channel[] = Array.from({ length: audio.channels }, (_, index) => ({
    index,
    buffer: createChannelBuffer(),
    isLoud: createLoudnessGate(),
    sure: [],
    chunker: createChunker(toSamples(engine.chunkMs ?? 0), rate),
    segmenter: createSegmenter({
      hop,
      onThreshold: VAD.onThreshold,
      offThreshold: VAD.offThreshold,
      minSpeech: toSamples(VAD.minSpeechMs),
      minGap: toSamples(VAD.minGapMs),
      pad: toSamples(VAD.padMs),
      maxLength: toSamples(Math.min(VAD.maxMs, engine.maxPieceMs - 2 * VAD.padMs - LEAD_MS)),
    }),
  }));
  const engineOptions = {
    ...(signal === undefined ? {} : { signal }),
    ...(options.vocabulary === undefined ? {} : { vocabulary: options.vocabulary }),
  };
  const segments: Segment[] = [];

  const recognizeSpan = async (channel: Channel, span: SpeechSpan): Promise<void> => {
    signal?.throwIfAborted();
    const own = channel.buffer.read(span.start, span.end);
    const others = channels.filter((other) => other !== channel).map(({ buffer }) => buffer.read(span.start, span.end));
    if (others.some((other) => isCrosstalk(own, other))) return;
    const start = span.start < toSamples(VAD.padMs) ? span.start - toSamples(LEAD_MS) : span.start;
    const end = Math.max(span.end, start + toSamples(engine.minPieceMs));
    const sureSamples = hop * channel.sure.filter((at) => at >= span.start && at < span.end).length;
    const chunks = channel.chunker.add({
      samples: withoutSignalTones(channel.buffer.read(start, end), rate),
      span,
      startMs: (start * 1000) / rate,
      isDoubtful: sureSamples < SURE_SHARE * (span.end - span.start),
    });
    for (const chunk of chunks) await recognizeChunk(channel, chunk);
  };

  const recognizeChunk = async (channel: Channel, chunk: readonly SpeechStretch[]): Promise<void> => {
    signal?.throwIfAborted();
    const piece = await engine.recognize(joinStretches(chunk, rate), engineOptions);
    for (const [i, share] of shareOut(piece, chunk, rate).entries()) {
      const { span, startMs, isDoubtful } = chunk[i]!;
      const heard = cleanPiece(share);
      if (heard.text === '' || heard.confidence < LEAST_CONFIDENCE) continue;
      if (isDoubtful && (heard.confidence < SURE_CONFIDENCE || heard.text.length < 2)) continue;
      segments.push(segmentOf(heard, channel.index, { startMs, span, rate }));
    }
  };

  let position = 0;
  const windows = channels.map(() => new Float32Array(hop));
  const listen = async (): Promise<void> => {
    for (const { index, buffer } of channels) buffer.readInto(windows[index]!, position);
    const probabilities = await voice.listen(windows);
    for (const channel of channels) {
      const probability = probabilities[channel.index]!;
      const meanSquare = meanSquareOf(windows[channel.index]!);
      if (probability >= VAD.onThreshold) channel.sure.push(position);
      const isSpeech = channel.isLoud(meanSquare) ? Math.max(probability, VAD.onThreshold) : probability;
      const spans = channel.segmenter.push(isSpeech, meanSquare);
      for (const span of spans) await recognizeSpan(channel, span);
    }
    position += hop;
  };

  let length = 0;
  for await (const block of audio.blocks()) {
    signal?.throwIfAborted();
    for (const { index, buffer } of channels) buffer.append(block[index]!);
    length += block[0]!.length;
    while (position + hop <= length) {
      await listen();
      // One second of audio at a time: aborts and progress do not wait for long blocks.
      if (position % (hop * 32) === 0) {
        signal?.throwIfAborted();
        options.onProgress?.((position * 1000) / rate);
      }
    }
    const oldest = Math.min(...channels.map(({ segmenter }) => segmenter.oldestNeeded));
    for (const channel of channels) {
      channel.buffer.dropBefore(oldest);
      channel.sure = channel.sure.filter((at) => at >= oldest);
    }
  }
  if (position < length) await listen();
  for (const channel of channels) {
    for (const span of channel.segmenter.finish(length)) await recognizeSpan(channel, span);
    for (const chunk of channel.chunker.finish()) await recognizeChunk(channel, chunk);
  }
  const durationMs = (length * 1000) / rate;
  options.onProgress?.(durationMs);
  return { durationMs: Math.round(durationMs), segments };
}

function meanSquareOf(window: Float32Array): number {
  let sum = 0;
  for (const sample of window) sum += sample * sample;
  return sum / window.length;
}

function segmentOf(
  heard: RecognizedPiece,
  channel: number,
  place: { readonly startMs: number; readonly span: SpeechSpan; readonly rate: number },
): Segment {
  // Words may fall into the silence that was put in front of the recording.
  const at = (ms: number): number => Math.max(0, Math.round(place.startMs + ms));
  const words = heard.words.map(({ text, startMs, endMs }) => ({ text, startMs: at(startMs), endMs: at(endMs) }));
  return {
    channel,
    startMs: words[0]?.startMs ?? Math.round((place.span.start * 1000) / place.rate),
    endMs: words.at(-1)?.endMs ?? Math.round((place.span.end * 1000) / place.rate),
    text: heard.text,
    confidence: heard.confidence,
    words,
  };
}
