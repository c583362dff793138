/**
 * When each token was said, from how the decoder attends to the sound. Source: openai/whisper, whisper/timing.py (MIT), as
 * transformers has it; the text is aligned to the frames by dynamic time warping.
 */

import { setImmediate as nextTurn } from 'node:timers/promises';

/** Frames of the encoder. */
export const FRAME_MS = 20;
const MEDIAN_WIDTH = 7;

export interface AttentionRows {
  /** Of each alignment head, a row over the frames for each token. */
  readonly heads: readonly Float32Array[];
  readonly tokens: number;
  /** Frames in a row, and how many of them the audio has. */
  readonly window: number;
  readonly frames: number;
  /** Tokens at the start that are the prompt's: they count for the scale, and get no time. */
  readonly prompt: number;
}

/** Works head by head, so that others get their turn. @returns the start of each token behind the prompt, in frames */
export async function tokenTimes(rows: AttentionRows): Promise<number[]> {
  const { heads, tokens, window, frames, prompt } = rows;
  const count = tokens - prompt;
  const mean = new Float32Array(count * frames);
  const head = new Float32Array(tokens * frames);
  for (const attention of heads) {
    await nextTurn();
    for (let token = 0; token < tokens; token += 1) {
      head.set(attention.subarray(token * window, token * window + frames), token * frames);
    }
    standardize(head, tokens, frames);
    for (let token = 0; token < count; token += 1) {
      const from = (prompt + token) * frames;
      addMedians(mean.subarray(token * frames, (token + 1) * frames), head.subarray(from, from + frames));
    }
  }
  return alignedStarts(mean, count, frames);
}

/** Each frame over all tokens: mean 0, deviation 1. */
function standardize(values: Float32Array, tokens: number, frames: number): void {
  for (let frame = 0; frame < frames; frame += 1) {
    let [sum, squares] = [0, 0];
    for (let at = frame; at < values.length; at += frames) sum += values[at]!;
    const mean = sum / tokens;
    for (let at = frame; at < values.length; at += frames) squares += (values[at]! - mean) ** 2;
    // Where nothing attends to a frame, all tokens are alike.
    const deviation = Math.sqrt(squares / tokens) || 1;
    for (let at = frame; at < values.length; at += frames) values[at] = (values[at]! - mean) / deviation;
  }
}

/** Adds the running median of a row, mirrored at its ends. */
function addMedians(sum: Float32Array, row: Float32Array): void {
  const half = (MEDIAN_WIDTH - 1) / 2;
  const last = row.length - 1;
  const window = new Float32Array(MEDIAN_WIDTH);
  for (let frame = 0; frame < row.length; frame += 1) {
    for (let i = 0; i < MEDIAN_WIDTH; i += 1) {
      const at = Math.abs(frame + i - half);
      window[i] = row[Math.max(0, at > last ? 2 * last - at : at)]!;
    }
    sum[frame] = sum[frame]! + window.sort()[half]!;
  }
}

const [BOTH, NEXT_TOKEN, NEXT_FRAME] = [0, 1, 2];

/** The path through tokens and frames with the most attention; where it enters each token. */
function alignedStarts(attention: Float32Array, tokens: number, frames: number): number[] {
  const width = frames + 1;
  const cost = new Float64Array((tokens + 1) * width).fill(Infinity);
  const step = new Uint8Array(cost.length);
  cost[0] = 0;
  for (let token = 1; token <= tokens; token += 1) {
    for (let frame = 1; frame <= frames; frame += 1) {
      const at = token * width + frame;
      const [both, nextToken, nextFrame] = [cost[at - width - 1]!, cost[at - width]!, cost[at - 1]!];
      let [least, from] = [nextFrame, NEXT_FRAME];
      if (both < nextToken && both < nextFrame) [least, from] = [both, BOTH];
      else if (nextToken < both && nextToken < nextFrame) [least, from] = [nextToken, NEXT_TOKEN];
      cost[at] = least - attention[(token - 1) * frames + frame - 1]!;
      step[at] = from;
    }
  }
  const starts = new Array<number>(tokens).fill(0);
  let [token, frame] = [tokens, frames];
  while (token > 0) {
    if (frame > 0) starts[token - 1] = frame - 1;
    const from = frame === 0 ? NEXT_TOKEN : step[token * width + frame]!;
    if (from !== NEXT_FRAME) token -= 1;
    if (from !== NEXT_TOKEN) frame -= 1;
  }
  return starts;
}
