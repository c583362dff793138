import { describe, expect, test } from 'vitest';

import { ALPHABET } from '#core/speech/decoding/alphabet.ts';
import { alignText } from '#core/speech/decoding/alignment.ts';
import { DEFAULT_BEAM } from '#core/speech/decoding/beam-options.ts';
import { createBeamSearch } from '#core/speech/decoding/beam-search.ts';
import { readWordLm, writeWordLm } from '#core/speech/decoding/word-lm-file.ts';
import { createWordLm, type WordLm } from '#core/speech/decoding/word-lm.ts';
import { wordsOf } from '#core/speech/decoding/words.ts';
import { buildAutomaton } from '../../../../models/training/language-model/automaton.ts';
import { buildNgrams } from '../../../../models/training/language-model/ngrams.ts';

const SYMBOLS = 34;
const BLANK = 33;

/** A small model of these lines, and a dictionary with words that they lack. */
function lmOf(lines: readonly string[], dictionary: readonly string[] = []): WordLm {
  const { edges, root } = buildAutomaton(dictionary.toSorted());
  const file = writeWordLm({ ...buildNgrams(lines), dictionary: edges, dictionaryRoot: root });
  return createWordLm(readWordLm(file));
}

/**
 * Log-probabilities from rows like `д`, `_` (blank) or `о:0.6 а:0.4`; what is left of 1 is spread over the other
 * symbols.
 */
function matrix(rows: string) {
  const list = rows.split('|').map((row) => row.trim());
  const data = new Float32Array(list.length * SYMBOLS);
  list.forEach((row, frame) => {
    const given = new Map(
      row.split(/\s+/).map((part) => {
        const [letter, probability = '0.98'] = part.split(':');
        return [letter === '_' ? BLANK : letter === '.' ? 0 : ALPHABET.indexOf(letter!), Number(probability)] as const;
      }),
    );
    const rest = (1 - [...given.values()].reduce((sum, p) => sum + p, 0)) / (SYMBOLS - given.size);
    for (let symbol = 0; symbol < SYMBOLS; symbol += 1) {
      data[frame * SYMBOLS + symbol] = Math.log(given.get(symbol) ?? rest);
    }
  });
  return { data, frames: list.length, symbols: SYMBOLS };
}
const spelled = (text: Uint8Array): string => Array.from(text, (symbol) => ALPHABET[symbol]).join('');

describe('the word model', () => {
  test('knows words, prefixes and their order', () => {
    const lm = lmOf(['добрый день', 'добрый день', 'добрый вечер', 'день добрый']);
    const walk = (word: string): number =>
      Array.from(word).reduce((node, letter) => lm.nextPrefix(node, ALPHABET.indexOf(letter)), 0);
    const number = (word: string): number => lm.wordAt(walk(word));
    const [dobry, day, evening] = [number('добрый'), number('день'), number('вечер')];
    expect(number('добры')).toBe(-1);
    expect(walk('добрб')).toBe(-1);
    const log = (word: number, last: number, before = -1): number => lm.logProbability(word, last, before);
    expect(log(day, dobry)).toBeGreaterThan(log(evening, dobry));
    expect(log(evening, dobry)).toBeGreaterThan(log(evening, day));
    expect(log(day, dobry, lm.sentenceStart)).toBeGreaterThan(log(day, lm.sentenceStart));
  });

  test('gives probabilities that sum to one after every history', () => {
    const lm = lmOf(['а б а в', 'б а', 'в в а б', 'а б б']);
    for (const last of [-1, 0, 1, 2, 3]) {
      for (const before of [-1, 0, 1, 2, 3]) {
        const sum = [0, 1, 2].reduce((total, word) => total + Math.exp(lm.logProbability(word, last, before)), 0);
        // Logarithms are stored in steps of 1/16.
        expect(sum).toBeGreaterThan(0.9);
        expect(sum).toBeLessThan(1.1);
      }
    }
  });

  test('is refused when it is something else', () => {
    expect(() => readWordLm(Buffer.from('<html>'))).toThrow('model.corrupt');
    expect(() =>
      readWordLm(
        writeWordLm({ ...buildNgrams(['а']), dictionary: new Uint32Array(1), dictionaryRoot: 0 }).subarray(0, -4),
      ),
    ).toThrow('model.corrupt');
  });
});

describe('the dictionary automaton', () => {
  test('holds its words and no others', () => {
    const words = ['кот', 'кота', 'коты', 'рот', 'рота', 'роты', 'я'];
    const lm = lmOf(['да'], words);
    const knows = (word: string): boolean => {
      let node = lm.dictionaryRoot;
      let edge = 0;
      for (const letter of word) {
        edge = lm.dictionaryEdge(node, ALPHABET.indexOf(letter));
        if (edge === 0) return false;
        node = edge >>> 8;
      }
      return (edge & 64) !== 0;
    };
    expect(words.every(knows)).toBe(true);
    expect(['ко', 'котам', 'ро', 'ты', 'яя', 'кто'].some(knows)).toBe(false);
    // Equal endings are shared: к р я, о, т, (а ы).
    expect(buildAutomaton(words).edges.length).toBeLessThan(10);
  });
});

describe('the beam search', () => {
  const lm = lmOf(['добрый день', 'добрый вечер', 'это дорого', 'до свидания'], ['порог', 'дорога']);
  const decode = (rows: string): string => {
    const logProbs = matrix(rows);
    return spelled(createBeamSearch(lm).decode(logProbs.data, logProbs));
  };

  test('reads clear letters, known word or not', () => {
    expect(decode('д|е|н|ь|.|щ|_|щ|у')).toBe('день щщу');
    expect(decode('_|_|_')).toBe('');
    expect(decode('.|_|.')).toBe('');
  });

  test('prefers a known word where letters are unsure', () => {
    expect(decode('д|о|р|а:0.5 о:0.48|г|о')).toBe('дорого');
    expect(decode('п|о|р|а:0.5 о:0.48|г')).toBe('порог');
  });

  test('prefers the word that follows', () => {
    expect(decode('д|о|б|р|ы|й|.|д:0.5 т:0.48|е|н|ь')).toBe('добрый день');
  });

  test('gives the same answer again with the same buffers', () => {
    const search = createBeamSearch(lm, { ...DEFAULT_BEAM, width: 4 });
    const long = matrix(Array.from({ length: 200 }, () => 'д|о|б|р|ы|й|.|д|е|н|ь|.').join('|'));
    const first = spelled(search.decode(long.data, long));
    search.decode(matrix('п|о').data, matrix('п|о'));
    expect(spelled(search.decode(long.data, long))).toBe(first);
    expect(first.split(' ')).toHaveLength(400);
  });
});

describe('word times and confidences', () => {
  test('come from the best path of the text', () => {
    const logProbs = matrix('_|_|д:0.9|д:0.9|_|а:0.8|.|_|н:0.6|_|н:0.6|_');
    const text = Uint8Array.from('да нн', (letter) => ALPHABET.indexOf(letter));
    const { words, confidence, text: joined } = wordsOf(logProbs, text, { alphabet: ALPHABET, frameMs: 40 });
    expect(joined).toBe('да нн');
    expect(words.map(({ text: word, startMs, endMs }) => [word, startMs, endMs])).toEqual([
      ['да', 80, 240],
      ['нн', 320, 440],
    ]);
    expect(words[0]!.confidence).toBeCloseTo((0.9 * 0.9 * 0.8) ** (1 / 3), 5);
    expect(words[1]!.confidence).toBeCloseTo(0.6, 5);
    expect(confidence).toBeCloseTo((words[0]!.confidence + words[1]!.confidence) / 2, 5);
  });

  test('are none where the text does not fit', () => {
    expect(alignText(matrix('_|д'), Uint8Array.of(1, 2, 3))).toEqual([]);
    expect(alignText(matrix('_'), new Uint8Array(0))).toEqual([]);
  });
});
