/** What a Whisper model for onnxruntime says of itself in its settings files. */

import path from 'node:path';

import { z } from 'zod';

import { readModelBytes } from '#core/inference/index.ts';

import { AppError } from '#core/errors.ts';

const id = z.int().min(0).max(100_000);

const configSchema = z.object({
  decoder_layers: z.int().min(1).max(64),
  decoder_attention_heads: z.int().min(1).max(64),
  d_model: z.int().min(1).max(4096),
  num_mel_bins: z.int().min(1).max(256),
});

const generationSchema = z.object({
  decoder_start_token_id: id,
  eos_token_id: z.union([id, z.tuple([id]).transform(([only]) => only)]),
  no_timestamps_token_id: id.min(2),
  lang_to_id: z.record(z.string(), id),
  task_to_id: z.object({ transcribe: id }),
  suppress_tokens: z.array(z.int()).nullish(),
  begin_suppress_tokens: z.array(z.int()).nullish(),
  alignment_heads: z.array(z.tuple([z.int().min(0), z.int().min(0)])).min(1),
});

export interface WhisperConfig {
  readonly layers: number;
  readonly heads: number;
  /** Numbers per head. */
  readonly headSize: number;
  readonly melBands: number;
  readonly start: number;
  /** All tokens of text are below it. */
  readonly end: number;
  readonly transcribe: number;
  readonly noTimes: number;
  /** Before the words that the network shall expect. */
  readonly startOfPrompt: number;
  /** Its likelihood at the start says that nobody speaks. */
  readonly noSpeech: number;
  /** By `<|ru|>` and the like. */
  readonly languages: Readonly<Record<string, number>>;
  /** Tokens that no transcript has, and those that none begins with. */
  readonly suppressed: readonly number[];
  readonly suppressedFirst: readonly number[];
  /** Layer and head of those whose attention follows the sound. */
  readonly alignmentHeads: readonly (readonly [layer: number, head: number])[];
}

/** @throws model.corrupt, model.missing */
export async function readWhisperConfig(folder: string): Promise<WhisperConfig> {
  const config = await readJson(folder, 'config.json', configSchema);
  const generation = await readJson(folder, 'generation_config.json', generationSchema);
  const { decoder_layers: layers, decoder_attention_heads: heads } = config;
  const isThere = generation.alignment_heads.every(([layer, head]) => layer < layers && head < heads);
  if (!isThere) throw new AppError('model.corrupt', { file: 'generation_config.json', reason: 'alignment heads' });
  return {
    layers,
    heads,
    headSize: config.d_model / heads,
    melBands: config.num_mel_bins,
    start: generation.decoder_start_token_id,
    end: generation.eos_token_id,
    transcribe: generation.task_to_id.transcribe,
    noTimes: generation.no_timestamps_token_id,
    // The order of openai/whisper's tokenizer.py: …, start of prompt, no speech, no times.
    startOfPrompt: generation.no_timestamps_token_id - 2,
    noSpeech: generation.no_timestamps_token_id - 1,
    languages: generation.lang_to_id,
    suppressed: generation.suppress_tokens ?? [],
    suppressedFirst: generation.begin_suppress_tokens ?? [],
    alignmentHeads: generation.alignment_heads,
  };
}

async function readJson<T>(folder: string, file: string, schema: z.ZodType<T>): Promise<T> {
  const text = (await readModelBytes(path.join(folder, file))).toString('utf8');
  try {
    return schema.parse(JSON.parse(text));
  } catch (error) {
    throw new AppError('model.corrupt', { file, reason: 'a model for another task' }, { cause: error });
  }
}
