import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect, it } from 'vitest';
import { ROOT, runCli } from '../../builders/cli.ts';
import { aFolder } from '../../builders/folders.ts';

/** «…сегодня весь день занят, у меня приёмка товара»: misheard unless listed. */
const RECORDING = path.join(ROOT, 'core/demo/recordings/demo-02.mp3');

async function transcribe(args: readonly string[]): Promise<string> {
  const { code, stdout, stderr } = await runCli(['transcribe', RECORDING, '--json', ...args]);
  expect({ code, stderr }).toMatchObject({ code: 0 });
  const { utterances } = JSON.parse(stdout) as { utterances: { text: string; words: { text: string }[] }[] };
  for (const { text, words } of utterances) expect(words.map((word) => word.text).join(' ')).toBe(text);
  return utterances.map(({ text }) => text).join(' ');
}

it('listens for the words of a file and puts them in place of their variants', { timeout: 120_000 }, async () => {
  const file = path.join(aFolder(), 'слова.csv');
  writeFileSync(file, 'Приёмка;приемка;да\nутро;день;нет\n');
  const without = await transcribe(['--data', path.join(aFolder(), 'нет')]);
  expect(without).toContain('день');
  expect(without).not.toMatch(/при[её]мка/iu);
  const text = await transcribe(['--data', path.join(aFolder(), 'нет'), '--vocabulary', file]);
  expect(text).toContain('Приёмка');
  expect(text).toContain('утро');
  expect(text).not.toMatch(/(^| )день/u);
});

it('knows the words of the data folder, unless it is told not to', { timeout: 120_000 }, async () => {
  const folder = aFolder();
  const data = ['--data', path.join(folder, 'data')];
  const file = path.join(folder, 'слова.csv');
  writeFileSync(file, 'приёмка\n');
  await runCli(['vocabulary', 'import', file, ...data]);
  expect(await transcribe(data)).toContain('приемка');
  expect(await transcribe([...data, '--no-vocabulary'])).not.toContain('приемка');
});

it('says what is wrong with the file of words', async () => {
  const file = path.join(aFolder(), 'слова.json');
  writeFileSync(file, '{"format":"other"}');
  const wrong = await runCli(['transcribe', RECORDING, '--vocabulary', file]);
  expect({ code: wrong.code, text: wrong.stderr }).toMatchObject({
    code: 1,
    text: expect.stringContaining('не файл словаря') as string,
  });
  const absent = await runCli(['transcribe', RECORDING, '--vocabulary', 'нет.csv']);
  expect({ code: absent.code, text: absent.stderr }).toMatchObject({
    code: 1,
    text: expect.stringContaining('нет.csv') as string,
  });
});
