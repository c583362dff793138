/**
 * The two networks of a Whisper model on onnxruntime: sound to what the encoder makes of it, tokens to what may follow.
 * Contract: Hugging Face's merged exports with the attention to the sound (`onnx-community/whisper-*_timestamped`).
 */

import { inferenceThreads, openSession, type ModelSession, type TensorData } from '#core/inference/index.ts';

import { AppError } from '#core/errors.ts';
import { WHISPER_FRAMES } from '../../features/whisper-mel.ts';
import { fileEnding, type InstalledModel } from '../../installed-model.ts';
import type { WhisperConfig } from './onnx-config.ts';

/** What the decoder says after some tokens. */
export interface Step {
  /** A row of natural logits over all tokens for each token that went in. */
  readonly logits: Float32Array;
  /** Of each alignment head, a row over the frames of the window (20 ms each) for each token that went in. */
  readonly attention: readonly Float32Array[];
}

/** A text in the making; tokens that went in stay. */
export interface Decoding {
  step(tokens: readonly number[]): Promise<Step>;
}

export interface WhisperNetwork {
  /** @param mel 3000 frames of features, row by row */
  encode(mel: Float32Array): Promise<TensorData>;
  decode(sound: TensorData): Decoding;
  close(): Promise<void>;
}

type Cache = Readonly<Record<string, TensorData>>;

const bool = (value: boolean): TensorData => ({ type: 'bool', data: Uint8Array.of(value ? 1 : 0), dims: [1] });

/** Throws `model.missing` and `model.corrupt`. */
export async function openWhisperNetwork(model: InstalledModel, config: WhisperConfig): Promise<WhisperNetwork> {
  const threads = await inferenceThreads();
  const encoder = await openSession(fileEnding(model, 'encoder_model_quantized.onnx'), { threads });
  const decoder = await openSession(fileEnding(model, 'decoder_model_merged_quantized.onnx'), { threads });
  const network = { encoder, decoder, config };
  if (!isWhisper(network)) {
    await Promise.all([encoder.close(), decoder.close()]);
    throw new AppError('model.corrupt', { model: model.id, reason: 'a model for another task' });
  }
  return {
    async encode(mel) {
      const input = { type: 'float32', data: mel, dims: [1, config.melBands, WHISPER_FRAMES] } as const;
      const { last_hidden_state: sound } = await encoder.run({ input_features: input });
      return sound!;
    },
    decode: (sound) => startDecoding(network, sound),
    async close() {
      await Promise.all([encoder.close(), decoder.close()]);
    },
  };
}

interface Networks {
  readonly encoder: ModelSession;
  readonly decoder: ModelSession;
  readonly config: WhisperConfig;
}

function isWhisper({ encoder, decoder, config }: Networks): boolean {
  const layers = [...config.alignmentHeads.map(([layer]) => layer), config.layers - 1];
  return (
    encoder.inputNames.join() === 'input_features' &&
    encoder.outputNames.includes('last_hidden_state') &&
    ['input_ids', 'encoder_hidden_states', 'use_cache_branch'].every((name) => decoder.inputNames.includes(name)) &&
    layers.every((layer) => decoder.outputNames.includes(attentionName(layer)))
  );
}

const attentionName = (layer: number): string => `cross_attentions.${layer}`;

function startDecoding({ decoder, config }: Networks, sound: TensorData): Decoding {
  const isOfSound = (name: string): boolean => name.includes('.encoder.');
  const kept = decoder.outputNames.filter((name) => name.startsWith('present.'));
  const attended = [...new Set(config.alignmentHeads.map(([layer]) => attentionName(layer)))];
  let cache = emptyCache(decoder, config);
  let isFirst = true;
  return {
    async step(tokens) {
      const inputs = {
        input_ids: { type: 'int64', data: BigInt64Array.from(tokens, BigInt), dims: [1, tokens.length] },
        encoder_hidden_states: sound,
        use_cache_branch: bool(!isFirst),
        ...cache,
      } as const;
      // Keys and values of the sound are computed once.
      const fresh = isFirst ? kept : kept.filter((name) => !isOfSound(name));
      const outputs = await decoder.run(inputs, ['logits', ...fresh, ...attended]);
      cache = { ...cache, ...Object.fromEntries(fresh.map((name) => [pastName(name), outputs[name]!])) };
      isFirst = false;
      return {
        logits: floatsOf(outputs.logits),
        attention: config.alignmentHeads.map(([layer, head]) => headOf(outputs[attentionName(layer)], head)),
      };
    },
  };
}

const pastName = (present: string): string => present.replace('present', 'past_key_values');

function emptyCache(decoder: ModelSession, { heads, headSize }: WhisperConfig): Cache {
  const empty = { type: 'float32', data: new Float32Array(), dims: [1, heads, 0, headSize] } as const;
  const names = decoder.inputNames.filter((name) => name.startsWith('past_key_values.'));
  return Object.fromEntries(names.map((name) => [name, empty]));
}

function floatsOf(output: TensorData | undefined): Float32Array {
  if (output?.type === 'float32') return output.data;
  throw new AppError('model.corrupt', { reason: 'unexpected output' });
}

/** The rows of one head; dims are [1, heads, tokens, frames]. */
function headOf(output: TensorData | undefined, head: number): Float32Array {
  const values = floatsOf(output);
  const size = output!.dims[2]! * output!.dims[3]!;
  return values.slice(head * size, (head + 1) * size);
}
