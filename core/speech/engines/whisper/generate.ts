/** Tokens for a window of sound, one after the other. Rules: openai/whisper, whisper/decoding.py (MIT), without times. */

import type { TensorData } from '#core/inference/index.ts';

import { AppError } from '#core/errors.ts';
import type { WhisperConfig } from './onnx-config.ts';
import type { Step, WhisperNetwork } from './onnx-network.ts';
import type { AttentionRows } from './token-times.ts';

export interface GenerateOptions {
  /** The token of the language that is spoken. */
  readonly language: number;
  /** Tokens of the words to expect. */
  readonly prompt: readonly number[];
  /** 0 takes the likeliest token each time; above, tokens are drawn. */
  readonly temperature: number;
  /** Frames of 20 ms that the audio has. */
  readonly frames: number;
  readonly signal?: AbortSignal | undefined;
}

export interface Generated {
  /** Without the end. */
  readonly tokens: readonly { readonly id: number; readonly logprob: number }[];
  /** Mean of the natural log-probabilities, the end's among them. */
  readonly meanLogprob: number;
  /** 0..1: how sure the network is that nobody speaks. */
  readonly noSpeech: number;
  /** How tokens and the end attend to the sound. */
  readonly attention: AttentionRows;
}

/** Half of the decoder's 448 places; the other half is the prompt's. */
const MOST_TOKENS = 224;
const MOST_PROMPT = 219;

interface Whisper {
  readonly network: WhisperNetwork;
  readonly config: WhisperConfig;
}

/** Throws the signal's reason. */
export async function generate(
  { network, config }: Whisper,
  sound: TensorData,
  options: GenerateOptions,
): Promise<Generated> {
  const { language, signal, temperature } = options;
  const expected = options.prompt.slice(-MOST_PROMPT);
  const before = expected.length === 0 ? [] : [config.startOfPrompt, ...expected];
  const prompt = [...before, config.start, language, config.transcribe, config.noTimes];
  const decoding = network.decode(sound);
  const rows = config.alignmentHeads.map((): Float32Array[] => []);
  const draw = createDraw();
  const tokens: { id: number; logprob: number }[] = [];

  let step = await decoding.step(prompt);
  keepAttention(rows, step);
  const noSpeech = probabilityOf(rowOf(step, before.length, prompt.length), config.noSpeech);
  let row = rowOf(step, prompt.length - 1, prompt.length);
  for (;;) {
    signal?.throwIfAborted();
    suppress(row, config, tokens.length === 0);
    const chosen = temperature === 0 ? likeliest(row) : draw(row, temperature);
    tokens.push(chosen);
    // The end attends to the sound too: where the last word ends.
    step = await decoding.step([chosen.id]);
    keepAttention(rows, step);
    if (chosen.id === config.end || tokens.length === MOST_TOKENS) break;
    row = step.logits;
  }
  const said = tokens.filter(({ id }) => id !== config.end);
  return {
    tokens: said,
    meanLogprob: tokens.reduce((sum, { logprob }) => sum + logprob, 0) / tokens.length,
    noSpeech,
    attention: {
      heads: rows.map(joinRows),
      tokens: prompt.length + tokens.length,
      window: step.attention[0]!.length,
      frames: options.frames,
      prompt: prompt.length,
    },
  };
}

/** @param language ISO 639-1, or `auto`: heard in the sound @throws input.invalid for one that the model does not know */
export async function languageToken(
  { network, config }: Whisper,
  sound: TensorData,
  language: string,
): Promise<number> {
  if (language !== 'auto') {
    const token = config.languages[`<|${language}|>`];
    if (token === undefined) throw new AppError('input.invalid', { reason: `Модель не знает языка «${language}»` });
    return token;
  }
  const { logits } = await network.decode(sound).step([config.start]);
  return Object.values(config.languages).reduce((best, token) => (logits[token]! > logits[best]! ? token : best));
}

function keepAttention(rows: readonly Float32Array[][], { attention }: Step): void {
  rows.forEach((ofHead, i) => ofHead.push(attention[i]!));
}

function joinRows(parts: readonly Float32Array[]): Float32Array {
  const joined = new Float32Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    joined.set(part, at);
    at += part.length;
  }
  return joined;
}

/** The row of one of `count` tokens that went in. */
function rowOf({ logits }: Step, token: number, count: number): Float32Array {
  const size = logits.length / count;
  return logits.subarray(token * size, (token + 1) * size);
}

/** Only text and its end may follow. */
function suppress(row: Float32Array, config: WhisperConfig, isFirst: boolean): void {
  row.fill(-Infinity, config.end + 1);
  for (const token of config.suppressed) if (token >= 0 && token < config.end) row[token] = -Infinity;
  if (!isFirst) return;
  for (const token of config.suppressedFirst) if (token >= 0 && token < row.length) row[token] = -Infinity;
}

function logSum(row: Float32Array, peak: number, temperature = 1): number {
  let sum = 0;
  for (const value of row) sum += Math.exp((value - peak) / temperature);
  return peak / temperature + Math.log(sum);
}

const peakOf = (row: Float32Array): number => row.reduce((most, value) => Math.max(most, value), -Infinity);

const probabilityOf = (row: Float32Array, token: number): number => Math.exp(row[token]! - logSum(row, peakOf(row)));

function likeliest(row: Float32Array): { id: number; logprob: number } {
  const peak = peakOf(row);
  return { id: row.indexOf(peak), logprob: peak - logSum(row, peak) };
}

/** Draws by likelihood, the same way each time: a recording heard twice gives one text. */
function createDraw(): (row: Float32Array, temperature: number) => { id: number; logprob: number } {
  let seed = 1;
  // Park and Miller, 1988: the minimal standard generator.
  const random = (): number => (seed = (seed * 48_271) % 2_147_483_647) / 2_147_483_647;
  return (row, temperature) => {
    const peak = peakOf(row);
    const sum = logSum(row, peak, temperature);
    let rest = random();
    let id = row.indexOf(peak);
    for (const [token, value] of row.entries()) {
      rest -= Math.exp(value / temperature - sum);
      if (rest >= 0) continue;
      id = token;
      break;
    }
    return { id, logprob: row[id]! - logSum(row, peak) };
  };
}
