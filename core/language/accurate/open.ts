/**
 * The accurate profile: the bundled model, and a sentence encoder and a sentiment transformer that count as much. Topic,
 * next step, handling and outcome stay with the bundled model: they depend on the course of a call, not on its wording.
 */

import { createHash } from 'node:crypto';

import type { CallText } from '#core/domain/finding.ts';
import type { Maker } from '#core/domain/transcript.ts';
import type { SentenceEncoder } from '#core/inference/index.ts';
import { judgeSignals } from '../analyse.ts';
import type { SecondOpinion } from '../analyse.ts';
import type { CallAnalyser } from '../analyser.ts';
import { readSignals } from '../call/signals.ts';
import type { CallSignals } from '../call/signals.ts';
import { bundledMaker, loadBundledModel } from '../models/load.ts';
import { CATEGORY_OUTPUTS } from '../models/language-model.ts';
import { cutClauses } from '../text/clauses.ts';
import { readExamples } from './examples.ts';
import { readHeads, writeHeads } from './heads-file.ts';
import type { ToneReader } from './tone.ts';
import { trainVectorHeads, vectorExcesses } from './vector-heads.ts';
import type { VectorHeads } from './vector-heads.ts';

export interface AccurateOptions {
  /** Folder of the bundled language model and its examples. */
  readonly directory: string;
  readonly encoder: SentenceEncoder;
  /** What the encoder is: its id and the checksum of its weights. */
  readonly encoderKey: string;
  /** Null: tones stay with the bundled model. */
  readonly tone: { readonly reader: ToneReader; readonly key: string } | null;
  /** Where learned heads are kept. */
  readonly headsFile: string;
  readonly signal: AbortSignal;
  /** 0..1 while heads are learned, which happens once per encoder. */
  readonly onLearning?: (fraction: number) => void;
}

/** Grows with every change of the heads' training. */
const HEADS_VERSION = 1;
/** Examples between two reports of progress. */
const PORTION = 64;
/** Longer turns are read by clause too, as the bundled model does. */
const READ_WHOLE = 16;

const keyOf = (...parts: readonly string[]): string =>
  createHash('sha256').update(parts.join('\n')).digest('hex').slice(0, 12);

/** Embeds the examples and learns the heads. @throws job.cancelled when the signal aborts */
async function learnHeads({ directory, encoder, signal, onLearning }: AccurateOptions): Promise<VectorHeads> {
  const examples = await readExamples(directory);
  const vectors: Float32Array[] = [];
  for (let from = 0; from < examples.length; from += PORTION) {
    signal.throwIfAborted();
    vectors.push(...(await encoder.embed(examples.slice(from, from + PORTION).map(({ text }) => text))));
    onLearning?.((0.95 * vectors.length) / examples.length);
  }
  const rows = examples.map(({ outputs }, at) => ({ outputs, vector: vectors[at]! }));
  return trainVectorHeads(rows, CATEGORY_OUTPUTS.length, () => signal.throwIfAborted());
}

/** A turn as texts to embed: the whole, and its clauses where it is long. */
function partsOf(text: string, words: number): string[] {
  if (words === 0) return [];
  if (words <= READ_WHOLE) return [text];
  return [text, ...cutClauses(text).map((clause) => clause.text)];
}

async function opinionOn(
  signals: CallSignals,
  heads: VectorHeads,
  { encoder, tone }: Pick<AccurateOptions, 'encoder' | 'tone'>,
): Promise<SecondOpinion> {
  const parts = signals.clients.map(({ utterance, words }) => partsOf(signals.call.utterances[utterance]!.text, words));
  const vectors = (await encoder.embed(parts.flat())).values();
  const objections = parts.map((texts) => {
    const excesses = texts.map(() => vectorExcesses(heads, vectors.next().value!));
    if (excesses.length === 0) return null;
    return CATEGORY_OUTPUTS.map((_, output) => Math.max(...excesses.map((excess) => excess[output]!)));
  });
  return { objections, tones: tone ? await tonesOf(signals, tone.reader) : [] };
}

async function tonesOf({ call, turns }: CallSignals, reader: ToneReader): Promise<(readonly number[] | null)[]> {
  const spoken = call.utterances.flatMap((_, at) => (turns[at]!.words > 0 ? [at] : []));
  const shares = await reader.read(spoken.map((at) => call.utterances[at]!.text));
  const tones: (readonly number[] | null)[] = call.utterances.map(() => null);
  spoken.forEach((at, place) => (tones[at] = shares[place]!));
  return tones;
}

/** What names the results of the accurate profile with these models; nothing is opened. */
export async function accurateMaker({
  directory,
  encoderKey,
  toneKey,
}: Pick<AccurateOptions, 'directory' | 'encoderKey'> & { readonly toneKey: string | null }): Promise<Maker> {
  const maker = await bundledMaker(directory);
  return makerOf(headsKey(encoderKey, maker), maker, toneKey);
}

const headsKey = (encoderKey: string, bundled: Maker): string =>
  keyOf(encoderKey, bundled.version, String(HEADS_VERSION));

const makerOf = (heads: string, bundled: Maker, toneKey: string | null): Maker => ({
  id: 'accurate-text-ru',
  version: `${bundled.version}-${keyOf(heads, toneKey ?? '')}`,
});

/**
 * Learns the heads where the data folder has none for this encoder, minutes of work the first time.
 * @throws model.missing, model.corrupt; job.cancelled when the signal aborts
 */
export async function openAccurateAnalyser(options: AccurateOptions): Promise<CallAnalyser> {
  const { maker, model } = await loadBundledModel(options.directory);
  const key = headsKey(options.encoderKey, maker);
  let heads = await readHeads(options.headsFile, key);
  if (!heads) {
    heads = await learnHeads(options);
    await writeHeads(options.headsFile, key, heads);
    options.onLearning?.(1);
  }
  const known = heads;
  return {
    maker: makerOf(key, maker, options.tone?.key ?? null),
    async analyse(call: CallText) {
      const signals = readSignals(call, model.banks);
      return judgeSignals(signals, model, await opinionOn(signals, known, options));
    },
  };
}
