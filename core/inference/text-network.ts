/** Transformers over texts: sentence vectors, and classes by their names. */

import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setImmediate as nextTurn } from 'node:timers/promises';

import { z } from 'zod';

import { AppError } from '#core/errors.ts';
import type { ModelFile } from './model-file.ts';
import { openSession, type ModelSession, type TensorData } from './session.ts';
import { openTokenizer, type TextTokenizer } from './tokenizer.ts';

/** Where a transformer lies: its folder with tokenizer and configuration, and its checked weights. */
export interface TextModelFiles {
  readonly folder: string;
  readonly weights: ModelFile;
}

export interface SentenceEncoder {
  /** One vector of length 1 per text, in order. */
  embed(texts: readonly string[]): Promise<Float32Array[]>;
  close(): Promise<void>;
}

export interface TextClassifier {
  /** Names of the classes, lower case, in the model's order. */
  readonly labels: readonly string[];
  /** Probabilities per text, in the order of `labels`. */
  classify(texts: readonly string[]): Promise<number[][]>;
  close(): Promise<void>;
}

/** A turn of a minute and a half; a longer one is judged by its beginning. */
const MOST_TOKENS = 256;
/** Small batches: the thread is free for others in between. */
const BATCH = 4;
const THREADS = 2;

type Float = Extract<TensorData, { type: 'float32' }>;

function openNetwork({
  folder,
  weights,
}: TextModelFiles): Promise<{ session: ModelSession; tokenizer: TextTokenizer }> {
  return Promise.all([openSession(weights, { threads: THREADS }), openTokenizer(folder, MOST_TOKENS)]).then(
    ([session, tokenizer]) => ({ session, tokenizer }),
  );
}

async function runBatch(
  { session, tokenizer }: { session: ModelSession; tokenizer: TextTokenizer },
  texts: readonly string[],
): Promise<{ output: Float; mask: BigInt64Array }> {
  const { ids, mask, dims } = tokenizer.encode(texts);
  const types: TensorData = { type: 'int64', data: new BigInt64Array(dims[0] * dims[1]), dims };
  const all: Readonly<Record<string, TensorData>> = { input_ids: ids, attention_mask: mask, token_type_ids: types };
  const inputs = Object.fromEntries(
    session.inputNames.map((name) => {
      const input = all[name];
      if (!input) throw new AppError('model.corrupt', { reason: `unknown input ${name}` });
      return [name, input];
    }),
  );
  const outputs = await session.run(inputs);
  const output = outputs[session.outputNames[0]!];
  if (output?.type !== 'float32') throw new AppError('model.corrupt', { reason: 'output is no float32' });
  return { output, mask: mask.data as BigInt64Array };
}

/** Runs texts batch by batch, texts of like length together. */
async function inBatches<Row>(
  texts: readonly string[],
  run: (batch: readonly string[]) => Promise<Row[]>,
): Promise<Row[]> {
  const order = texts.map((_, at) => at).sort((a, b) => texts[a]!.length - texts[b]!.length);
  const rows = new Array<Row>(texts.length);
  for (let from = 0; from < order.length; from += BATCH) {
    const places = order.slice(from, from + BATCH);
    const found = await run(places.map((at) => texts[at]!));
    places.forEach((at, place) => (rows[at] = found[place]!));
    await nextTurn();
  }
  return rows;
}

/** Mean over the real tokens, scaled to length 1 (the model card of multilingual-e5; models.md section 5). */
function meanPool({ data, dims }: Float, mask: BigInt64Array): Float32Array[] {
  const [rows, tokens, width] = dims;
  if (dims.length !== 3 || rows === undefined || tokens === undefined || width === undefined) {
    throw new AppError('model.corrupt', { reason: `output of ${dims.length} dimensions` });
  }
  return Array.from({ length: rows }, (_, row) => {
    const sum = new Float32Array(width);
    for (let token = 0; token < tokens; token++) {
      if (mask[row * tokens + token] === 0n) continue;
      const from = (row * tokens + token) * width;
      for (let at = 0; at < width; at++) sum[at]! += data[from + at]!;
    }
    const length = Math.hypot(...sum) || 1;
    return sum.map((value) => value / length);
  });
}

/** @param prefix put before every text, as the model was trained (`query: ` for e5) @throws model.missing, model.corrupt */
export async function openSentenceEncoder(files: TextModelFiles, prefix: string): Promise<SentenceEncoder> {
  const network = await openNetwork(files);
  return {
    embed: (texts) =>
      inBatches(texts, async (batch) => {
        const { output, mask } = await runBatch(
          network,
          batch.map((text) => prefix + text),
        );
        return meanPool(output, mask);
      }),
    close: () => network.session.close(),
  };
}

const configSchema = z.object({ id2label: z.record(z.string().regex(/^\d+$/u), z.string()) });

/** Names of the classes from `config.json`, in order. */
async function readLabels(folder: string): Promise<string[]> {
  try {
    const { id2label } = configSchema.parse(JSON.parse(await readFile(join(folder, 'config.json'), 'utf8')));
    return Object.keys(id2label)
      .sort((a, b) => Number(a) - Number(b))
      .map((id) => id2label[id]!.toLowerCase());
  } catch (error) {
    throw new AppError('model.corrupt', { file: 'config.json', reason: 'labels unreadable' }, { cause: error });
  }
}

function softmaxRows({ data, dims }: Float): number[][] {
  const width = dims[1] ?? 0;
  return Array.from({ length: dims[0] ?? 0 }, (_, row) => {
    const logits = [...data.subarray(row * width, (row + 1) * width)];
    const top = Math.max(...logits);
    const powers = logits.map((logit) => Math.exp(logit - top));
    const sum = powers.reduce((total, power) => total + power, 0);
    return powers.map((power) => power / sum);
  });
}

/** @param labels in place of those in `config.json`, where that is known to be wrong @throws model.missing, model.corrupt */
export async function openTextClassifier(files: TextModelFiles, labels?: readonly string[]): Promise<TextClassifier> {
  const names = labels ?? (await readLabels(files.folder));
  const network = await openNetwork(files);
  return {
    labels: names,
    classify: (texts) =>
      inBatches(texts, async (batch) => {
        const { output } = await runBatch(network, batch);
        if (output.dims[1] !== names.length) throw new AppError('model.corrupt', { reason: 'labels do not fit' });
        return softmaxRows(output);
      }),
    close: () => network.session.close(),
  };
}
