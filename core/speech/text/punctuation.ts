/**
 * Punctuation and capitals by RUPunct: a BERT that gives each word one of 33 labels (3 cases x 11 marks). Contract:
 * models.md of the project's design notes; `input_ids`, `attention_mask`, `token_type_ids` int64 -> logits [B, S, 33].
 */

import { openSession, readVerifiedModel, type ModelSession } from '#core/inference/index.ts';
import { z } from 'zod';

import type { Utterance } from '#core/domain/transcript.ts';
import { AppError } from '#core/errors.ts';
import { fileEnding, readInstalledModel, type InstalledModel } from '../installed-model.ts';
import { readWordPieces, type WordPieces } from './word-pieces.ts';

export interface Punctuator {
  /** Words that have marks or capitals already stay as they are, and so does every time. */
  punctuate(utterances: readonly Utterance[]): Promise<Utterance[]>;
  close(): Promise<void>;
}

const MARKS: Readonly<Record<string, string>> = {
  O: '',
  PERIOD: '.',
  COMMA: ',',
  QUESTION: '?',
  TIRE: ' —',
  DVOETOCHIE: ':',
  VOSKL: '!',
  PERIODCOMMA: ';',
  // Hyphens would join two words that have times of their own.
  DEFIS: '',
  MNOGOTOCHIE: '…',
  QUESTIONVOSKL: '?!',
};
const LABEL = /^(LOWER|UPPER|UPPER_TOTAL)_([A-Z]+)$/;
/** BERT reads 512 pieces; longer turns are read in parts. */
const MOST_PIECES = 510;
const INPUTS = ['input_ids', 'attention_mask', 'token_type_ids'];

interface Label {
  readonly letters: string;
  readonly mark: string;
}

/** @param folder of the installed model @throws model.missing, model.corrupt */
export async function openPunctuator(folder: string): Promise<Punctuator> {
  const model = await readInstalledModel(folder);
  const pieces = readWordPieces(await readJson(model, 'tokenizer.json'));
  const labels = readLabels(await readJson(model, 'config.json'));
  const session = await openSession(fileEnding(model, '.onnx'), { threads: 1 });
  if (!INPUTS.every((name) => session.inputNames.includes(name))) {
    await session.close();
    throw new AppError('model.corrupt', { reason: 'a model for another task' });
  }
  return {
    async punctuate(utterances) {
      const result: Utterance[] = [];
      for (const utterance of utterances) {
        const texts = utterance.text.split(' ').filter(Boolean);
        // The model continues nothing that has been punctuated by the engine.
        if (texts.length === 0 || /[.,!?…:;]/.test(utterance.text)) result.push(utterance);
        else result.push(withTexts(utterance, await punctuateWords(texts, { session, pieces, labels })));
      }
      return result;
    },
    close: () => session.close(),
  };
}

interface Tools {
  readonly session: ModelSession;
  readonly pieces: WordPieces;
  readonly labels: readonly Label[];
}

async function punctuateWords(words: readonly string[], tools: Tools): Promise<string[]> {
  const { pieces } = tools;
  const result: string[] = [];
  let part: { ids: number[]; firsts: number[]; words: string[] } = { ids: [], firsts: [], words: [] };
  const finish = async (): Promise<void> => {
    const labels = await labelsOf([pieces.start, ...part.ids, pieces.end], tools);
    part.words.forEach((word, i) => result.push(written(word, labels[1 + part.firsts[i]!]!)));
    part = { ids: [], firsts: [], words: [] };
  };
  for (const word of words) {
    const ids = pieces.of(word).slice(0, MOST_PIECES);
    if (part.ids.length + ids.length > MOST_PIECES) await finish();
    part.firsts.push(part.ids.length);
    part.ids.push(...ids);
    part.words.push(word);
  }
  await finish();
  return result;
}

/** The likeliest label of each piece. */
async function labelsOf(ids: readonly number[], { session, labels }: Tools): Promise<Label[]> {
  const tensor = (value: (i: number) => number) =>
    ({ type: 'int64', data: BigInt64Array.from(ids, (_, i) => BigInt(value(i))), dims: [1, ids.length] }) as const;
  const { logits } = await session.run({
    input_ids: tensor((i) => ids[i]!),
    attention_mask: tensor(() => 1),
    token_type_ids: tensor(() => 0),
  });
  if (logits?.type !== 'float32' || logits.data.length !== ids.length * labels.length) {
    throw new AppError('model.corrupt', { reason: 'unexpected output' });
  }
  return ids.map((_, i) => {
    const row = logits.data.subarray(i * labels.length, (i + 1) * labels.length);
    return labels[row.reduce((best, value, at) => (value > row[best]! ? at : best), 0)]!;
  });
}

function written(word: string, { letters, mark }: Label): string {
  if (letters === 'UPPER_TOTAL') return word.toUpperCase() + mark;
  return (letters === 'UPPER' ? word.charAt(0).toUpperCase() + word.slice(1) : word) + mark;
}

function withTexts(utterance: Utterance, texts: readonly string[]): Utterance {
  const { words } = utterance;
  const isAligned = words.length === texts.length;
  return {
    ...utterance,
    text: texts.join(' '),
    words: isAligned ? words.map((word, i) => ({ ...word, text: texts[i]! })) : words,
  };
}

/** Labels by their names, never by their numbers. */
function readLabels(json: unknown): Label[] {
  const config = z.object({ id2label: z.record(z.string(), z.string()) }).safeParse(json);
  const names = config.success ? config.data.id2label : {};
  return Array.from({ length: Math.max(1, Object.keys(names).length) }, (_, number) => {
    const [, letters, mark] = LABEL.exec(names[String(number)] ?? '') ?? [];
    const text = MARKS[mark ?? ''];
    if (letters === undefined || text === undefined) throw new AppError('model.corrupt', { file: 'config.json' });
    return { letters, mark: text };
  });
}

async function readJson(model: InstalledModel, name: string): Promise<unknown> {
  const text = (await readVerifiedModel(fileEnding(model, name))).toString('utf8');
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new AppError('model.corrupt', { file: name }, { cause: error });
  }
}
