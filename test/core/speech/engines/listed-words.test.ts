/** What every engine does with the user's words: stand-in networks hear coded signals and are unsure of some letters. */

import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { afterAll, describe, expect, test } from 'vitest';

import { openEngine, type RecognizedPiece } from '#core/speech/index.ts';
import { PLAIN_VOCABULARY } from '#core/speech/engines/gigaam.ts';
import { T_ONE_VOCABULARY } from '#core/speech/engines/t-one.ts';
import { codedForGigaam, codedForTOne, type CodedFrame } from '../../../builders/coded-speech.ts';
import { golden } from '../../../builders/golden.ts';
import { installByHand } from '../../../builders/installed-model.ts';

const folder = mkdtempSync(join(tmpdir(), 'razbor-test-'));
afterAll(() => rmSync(folder, { recursive: true }));

/** Sub-words at will and the blank, as many as the stand-in has outputs. */
const SUB_WORDS = Array.from(
  { length: 34 },
  (_, i) => ['▁Это', '▁Ка', '▁Ко', 'жу', 'хов', ',', '▁да', '▁', '24'][i] ?? `x${i}`,
);
function writeSubWords(): string {
  const file = join(folder, 'v3_e2e_ctc_vocab.txt');
  const lines = SUB_WORDS.map((token, i) => `${i === 33 ? '<blk>' : token} ${i}`);
  writeFileSync(file, lines.join('\n'));
  return file;
}
const gigaam = golden('standin/gigaam_v3_ctc_standin.onnx');

const ENGINES = [
  {
    engine: 't-one',
    files: [golden('standin/tone_standin.onnx')],
    vocabulary: T_ONE_VOCABULARY,
    code: codedForTOne,
    said: Array.from('это кажухов да'),
    heard: 'это кажухов да',
    listed: 'это кожухов да',
  },
  {
    engine: 'gigaam-v3-ctc',
    files: [gigaam],
    vocabulary: PLAIN_VOCABULARY,
    code: codedForGigaam,
    said: Array.from('это кажухов да'),
    heard: 'это кажухов да',
    listed: 'это кожухов да',
  },
  {
    engine: 'gigaam-v3-e2e-ctc',
    files: [gigaam, writeSubWords()],
    vocabulary: SUB_WORDS,
    code: codedForGigaam,
    said: ['▁Это', '▁Ка', 'жу', 'хов', ',', '▁да'],
    heard: 'Это Кажухов, да',
    listed: 'Это Кожухов, да',
  },
];

describe.each(ENGINES)('$engine', async ({ engine: engineId, files, vocabulary, code, said, heard, listed }) => {
  const engine = await openEngine(engineId, installByHand(folder, { id: engineId, engine: engineId, files }));
  afterAll(() => engine.close());
  /** Two blanks, then a frame and a blank for each token. @param unsure number of the token that is nearly another one */
  const hear = (words: readonly string[], unsure: number | null): Promise<RecognizedPiece> => {
    const frames: CodedFrame[] = said.flatMap((token, i) => [
      { token: vocabulary.indexOf(token), isUnsure: i === unsure },
      null,
    ]);
    return engine.recognize(code([null, null, ...frames]), { vocabulary: words });
  };
  const wrong = said.findIndex((token) => ['а', '▁Ка'].includes(token));

  test('hears a listed word that narrowly lost, and leaves the others and their times', async () => {
    const without = await hear([], wrong);
    const withWord = await hear(['Кожухов'], wrong);
    expect(without.text).toBe(heard);
    expect(withWord.text).toBe(listed);
    expect(withWord.words.map(({ startMs, endMs }) => [startMs, endMs])).toEqual(
      without.words.map(({ startMs, endMs }) => [startMs, endMs]),
    );
    expect([withWord.words[0], withWord.words[2]]).toEqual([without.words[0], without.words[2]]);
    expect(withWord.words[1]!.confidence).toBeLessThan(without.words[1]!.confidence);
  });

  test('hears what was said where the network is sure of it', async () => {
    expect(await hear(['Кожухов'], null)).toEqual(await hear([], null));
  });

  test('hears a piece without listed words as without a list', async () => {
    const others = ['Петров', 'новый дом', 'Битрикс', 'каждую', 'жухлый', 'эта'];
    expect(await hear(others, wrong)).toEqual(await hear([], wrong));
  });
});
