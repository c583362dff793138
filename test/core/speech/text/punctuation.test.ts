import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { describe, expect, onTestFinished, test } from 'vitest';

import { openPunctuator } from '#core/speech/index.ts';
import { readWordPieces } from '#core/speech/text/word-pieces.ts';
import { anUtterance } from '../../../builders/calls.ts';
import { aPunctuationModel } from '../../../builders/punctuation-model.ts';

const aPunctuator = async (labels: Readonly<Record<string, string>>) => {
  const punctuator = await openPunctuator(aPunctuationModel(labels));
  onTestFinished(() => punctuator.close());
  return punctuator;
};
const said = (text: string) =>
  anUtterance({ text, words: text.split(' ').map((word, i) => ({ text: word, startMs: i, endMs: i + 1 })) });

const LABELS = {
  добрый: 'UPPER_O',
  день: 'LOWER_COMMA',
  скаж: 'LOWER_O',
  '##ите': 'UPPER_QUESTION',
  ооо: 'UPPER_TOTAL_O',
  сфера: 'UPPER_PERIOD',
  это: 'LOWER_TIRE',
  слово: 'LOWER_O',
};

describe('punctuation', () => {
  test('puts marks and capitals, a word has the label of its first piece', async () => {
    const punctuator = await aPunctuator(LABELS);
    const [turn] = await punctuator.punctuate([said('добрый день скажите ооо сфера')]);
    expect(turn!.text).toBe('Добрый день, скажите ООО Сфера.');
    expect(turn!.words.map(({ text }) => text)).toEqual(['Добрый', 'день,', 'скажите', 'ООО', 'Сфера.']);
    expect(turn!.words.map(({ startMs }) => startMs)).toEqual([0, 1, 2, 3, 4]);
    expect((await punctuator.punctuate([said('это слово незнакомое')]))[0]!.text).toBe('это — слово незнакомое');
  });

  test('leaves alone what the engine has punctuated, and silence', async () => {
    const punctuator = await aPunctuator(LABELS);
    const turns = [said('да, добрый день'), anUtterance({ text: '', words: [] })];
    expect(await punctuator.punctuate(turns)).toEqual(turns);
  });

  test('reads turns of any length', async () => {
    const punctuator = await aPunctuator(LABELS);
    const words = Array.from({ length: 1300 }, (_, i) => (i % 2 === 0 ? 'скажите' : 'день'));
    const [turn] = await punctuator.punctuate([said(words.join(' '))]);
    expect(turn!.text).toBe(words.map((word) => (word === 'день' ? 'день,' : word)).join(' '));
  });

  test('refuses models with other labels', async () => {
    const folder = aPunctuationModel(LABELS);
    const manifest = readFileSync(join(folder, 'manifest.json'), 'utf8');
    writeFileSync(join(folder, 'config.json'), '{}');
    await expect(openPunctuator(folder)).rejects.toMatchObject({ code: 'model.corrupt' });
    writeFileSync(join(folder, 'manifest.json'), manifest.replace('rupunct_small_int8.onnx', 'none.onnx'));
    await expect(openPunctuator(folder)).rejects.toMatchObject({ code: 'model.corrupt' });
  });
});

test('words are cut as BERT cuts them', () => {
  const vocab = { '[UNK]': 0, '[CLS]': 1, '[SEP]': 2, пол: 3, '##ет': 4, '##е': 5, '-': 6, еж: 7 };
  const pieces = readWordPieces({ normalizer: { lowercase: true }, model: { vocab } });
  expect(pieces.of('Полет')).toEqual([3, 4]);
  expect(pieces.of('поле-ёж')).toEqual([3, 5, 6, 7]);
  expect(pieces.of('полк')).toEqual([0]);
  expect(() => readWordPieces({ model: { vocab: { да: 1 } } })).toThrow('model.corrupt');
});
