import { describe, expect, test } from 'vitest';

import { greedyTokens } from '#core/speech/decoding/path-tokens.ts';
import { createTokenDecoder } from '#core/speech/decoding/token-decoder.ts';
import { symbolsOfToken } from '#core/speech/decoding/token-symbols.ts';
import { wordsOfTokens } from '#core/speech/decoding/token-words.ts';
import { T_ONE_VOCABULARY } from '#core/speech/engines/t-one.ts';
import { seededRandom } from '../../../builders/random.ts';

/** Letters with ё and the space behind them, and some sub-words. */
const SUB_WORDS = [
  '▁',
  '▁Ко',
  '▁ко',
  'жу',
  'ху',
  'хов',
  '▁Ка',
  '▁Иван',
  ',',
  '.',
  '▁да',
  'да',
  '▁24',
  '▁Но',
  'вый',
  '',
];

/**
 * A frame for each part: tokens with their probabilities, `_` is the blank. What is left of 1 is spread over the other
 * tokens; `о/а` stands for the first one at 0.6 and the second at 0.39.
 */
function matrix(frames: readonly string[], vocabulary: readonly string[]) {
  const symbols = vocabulary.length;
  const data = new Float32Array(frames.length * symbols);
  frames.forEach((frame, at) => {
    const [first, second] = frame.split('/').map((token) => (token === '_' ? symbols - 1 : vocabulary.indexOf(token)));
    const sure = second === undefined ? 0.98 : 0.99;
    const row = new Float32Array(symbols).fill((1 - sure) / (symbols - (second === undefined ? 1 : 2)));
    row[first!] = second === undefined ? 0.98 : 0.6;
    if (second !== undefined) row[second] = 0.39;
    data.set(row.map(Math.log), at * symbols);
  });
  return { data, frames: frames.length, symbols };
}

const hear = (frames: readonly string[], words: readonly string[], vocabulary: readonly string[]): string => {
  const logProbs = matrix(frames, vocabulary);
  const tokens = createTokenDecoder(vocabulary)(logProbs, words);
  return wordsOfTokens(tokens, vocabulary, { frameMs: 30, pieceMs: 30 * frames.length }).text;
};
const letters = (text: string): string[] => Array.from(text);

describe('letters', () => {
  const say = (frames: readonly string[], words: readonly string[]): string => hear(frames, words, T_ONE_VOCABULARY);

  test('give a listed word where each doubtful letter is nearly its own', () => {
    const frames = ['я', ' ', 'к', 'а/о', 'ж', 'у', 'х', 'о', 'в/ф', ' ', 'т', 'у', 'т'];
    expect(say(frames, [])).toBe('я кажухов тут');
    expect(say(frames, ['Кожухов'])).toBe('я кожухов тут');
    expect(say(frames, ['Кожухова', 'Лазарев'])).toBe('я кожухов тут');
  });

  test('are not bent to a word that does not come to its end', () => {
    const frames = ['к', 'а/о', 'ж', 'у', 'р', 'а'];
    expect(say(frames, ['Кожухов'])).toBe('кажура');
    expect(say(frames.slice(0, 4), ['Кожухов'])).toBe('кажу');
  });

  test('are not bent to a word that is far away, however long', () => {
    expect(say(letters('кажадов'), ['Кожухов'])).toBe('кажадов');
    expect(say(letters('завтра'), ['автор', 'автобусная остановка'])).toBe('завтра');
  });

  test('give a form of a listed word only where that form was heard', () => {
    expect(say(letters('у товара нет'), ['товар'])).toBe('у товара нет');
    expect(say(['т', 'о', 'в/ф', 'а', 'р', 'а/о', 'м'], ['товарищ', 'товар'])).toBe('товарам');
  });

  test('count ё as е on both sides', () => {
    expect(say(['с', 'и/е', 'м', 'ё/о', 'н'], ['Семен'])).toBe('семён');
    expect(say(['с', 'и/е', 'м', 'е', 'н'], ['Семён'])).toBe('семен');
  });

  test('give phrases, and words without the space that went missing', () => {
    expect(say(['н', 'о', 'в', 'ы', 'и/й', ' ', 'т/д', 'о', 'м'], ['новый дом'])).toBe('новый дом');
    expect(say(['я', '_/ ', 'к', 'а/о', 'ж', 'у', 'х', 'о', 'в'], ['Кожухов'])).toBe('я кожухов');
    expect(say(['н', 'о', 'в', 'ы', 'и/й', ' ', 'т', 'а', 'м'], ['новый дом'])).toBe('новыи там');
  });

  test('keep doubled letters apart', () => {
    expect(say(['а', 'л', '_', 'л', 'о/а'], ['Алла'])).toBe('алла');
    expect(say(['а', 'л', 'л', 'л', 'о/а'], ['Алла'])).toBe('ало');
  });
});

describe('sub-words', () => {
  const say = (frames: readonly string[], words: readonly string[]): string => hear(frames, words, SUB_WORDS);

  test('give a listed word however it is cut, with its capital and marks', () => {
    const frames = ['▁да', ',', '▁Ка/▁Ко', 'жу', 'хов', '.'];
    expect(say(frames, [])).toBe('да, Кажухов.');
    expect(say(frames, ['кожухов'])).toBe('да, Кожухов.');
    expect(say(['▁', '▁ко', 'жу', '_', 'хов', '▁24'], ['Кожухов'])).toBe('кожухов 24');
  });

  test('are not glued to what follows a listed word', () => {
    expect(say(['▁Ка/▁Ко', 'жу', 'хов', 'да'], ['Кожухов'])).toBe('Кажуховда');
    expect(say(['▁Ка/▁Ко', 'жу', 'хов', '▁да'], ['Кожухов'])).toBe('Кожухов да');
  });

  test('give two listed words in a row', () => {
    expect(say(['▁Иван', '▁Ка/▁Ко', 'жу', 'хов'], ['Иван', 'Кожухов'])).toBe('Иван Кожухов');
  });

  test('spell letters, spaces and marks', () => {
    expect(symbolsOfToken('▁Ёж')).toEqual([0, 6, 7]);
    expect(symbolsOfToken(',')).toEqual([0]);
    expect(symbolsOfToken('▁CRM2')).toEqual([0, -1, -1, -1, -1]);
    expect(symbolsOfToken('')).toEqual([-1]);
  });
});

test('with nothing to listen for tokens are the greedy ones, whatever was said', () => {
  const random = seededRandom(7);
  const symbols = T_ONE_VOCABULARY.length;
  const data = Float32Array.from({ length: 200 * symbols }, () => -5 * random.fraction());
  const logProbs = { data, frames: 200, symbols };
  const decode = createTokenDecoder(T_ONE_VOCABULARY);
  for (const words of [undefined, [], ['Bitrix24', '1С']]) {
    expect(decode(logProbs, words)).toEqual(greedyTokens(logProbs));
    expect(decode(logProbs, words, { from: 20, to: 90 })).toEqual(greedyTokens(logProbs, 20, 90));
  }
});
