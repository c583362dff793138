import { createHash } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { describe, expect, test } from 'vitest';

import { readWordLm } from '#core/speech/decoding/word-lm-file.ts';
import { bare, readCorpus } from '../../../models/training/language-model/corpus.ts';
import { readWordForms } from '../../../models/training/language-model/hunspell.ts';
import { numberWords, spellNumbers } from '../../../models/training/language-model/numbers.ts';
import { aFolder } from '../../builders/folders.ts';

describe('numbers as words', () => {
  test.each([
    [0, 'ноль'],
    [21, 'двадцать один'],
    [340, 'триста сорок'],
    [1000, 'одна тысяча'],
    [2100, 'две тысячи сто'],
    [61_200, 'шестьдесят одна тысяча двести'],
    [12_000_005, 'двенадцать миллионов пять'],
  ])('%i', (value, words) => {
    expect(numberWords(value)).toBe(words);
  });

  test('stand in a line as they are said', () => {
    expect(bare(spellNumbers('В 15:30 — 61 200 ₽, скидка 5%, код 007'))).toBe(
      'в пятнадцать тридцать шестьдесят одна тысяча двести рублей скидка пять процентов код ноль ноль семь',
    );
  });
});

test('the corpus is read line by line, each once, without foreign words', () => {
  const folder = aFolder();
  const rows = [
    { text: 'Ещё дорого!', labels: [] },
    { utterances: [{ speaker: 'agent', text: 'Добрый день.' }, { text: 'еще дорого' }, { text: 'Купите iPhone' }] },
  ];
  writeFileSync(join(folder, 'a.jsonl'), rows.map((row) => JSON.stringify(row)).join('\n'));
  expect(readCorpus(folder)).toEqual(['еще дорого', 'добрый день']);
});

test('dictionary stems grow the endings that their flags allow', () => {
  const folder = aFolder();
  const [dictionary, affixes] = [join(folder, 'x.dic'), join(folder, 'x.aff')];
  writeFileSync(dictionary, '3\nкот/A\nМосква\nёж/AB\nдом-2\n');
  writeFileSync(affixes, 'SFX A Y 2\nSFX A 0 а т\nSFX A 0 ы [^ж]\nSFX B Y 1\nSFX B еж ежик [её]ж\nSFX B ёж ежик ёж\n');
  expect(readWordForms({ dictionary, affixes })).toEqual(['еж', 'ежик', 'кот', 'кота', 'коты', 'москва']);
});

test('the shipped file is the one on its card, small enough and readable', () => {
  const folder = 'models/bundled/speech';
  const card = JSON.parse(readFileSync(join(folder, 'word-lm.json'), 'utf8')) as Record<string, unknown>;
  const bytes = readFileSync(join(folder, 'word-lm.bin'));
  expect(createHash('sha256').update(bytes).digest('hex')).toBe(card.sha256);
  expect(bytes.length).toBeLessThan(4_000_000);
  expect(readWordLm(bytes).words).toBe(card.words);
});
