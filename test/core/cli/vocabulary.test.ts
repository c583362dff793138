import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect, it } from 'vitest';
import { runCli } from '../../builders/cli.ts';
import { aFolder } from '../../builders/folders.ts';

it('takes words from a file, lists them, writes them into a file and forgets them', { timeout: 180_000 }, async () => {
  const folder = aFolder();
  const data = ['--data', path.join(folder, 'data')];
  const file = path.join(folder, 'слова.csv');
  writeFileSync(file, 'Слово;Варианты;Узнавать\nБитрикс24;битрикс | бит рикс;да\nСфера;;нет\n');
  const imported = await runCli(['vocabulary', 'import', file, ...data, '--json']);
  expect(JSON.parse(imported.stdout)).toEqual({ entries: 2, changed: 0 });
  const { stdout } = await runCli(['vocabulary', 'list', ...data]);
  expect(stdout).toBe('Битрикс24 ← битрикс, бит рикс\nСфера (только замена)\n');
  const exported = path.join(folder, 'слова.json');
  expect((await runCli(['vocabulary', 'export', exported, ...data])).code).toBe(0);
  expect(JSON.parse(readFileSync(exported, 'utf8'))).toMatchObject({ format: 'razbor-vocabulary' });
  await runCli(['vocabulary', 'clear', ...data]);
  expect((await runCli(['vocabulary', 'list', ...data])).stdout).toBe('Словарь пуст.\n');
});

it('says what is wrong with a file', { timeout: 180_000 }, async () => {
  const folder = aFolder();
  const data = ['--data', path.join(folder, 'data')];
  const file = path.join(folder, 'слова.csv');
  writeFileSync(file, 'кот;кит\nкит;кот\n');
  const circle = await runCli(['vocabulary', 'import', file, ...data]);
  expect({ code: circle.code, text: circle.stderr }).toMatchObject({
    code: 1,
    text: expect.stringContaining('по кругу') as string,
  });
  expect((await runCli(['vocabulary', 'import', 'нет.csv', ...data])).code).toBe(1);
  expect((await runCli(['vocabulary', 'export', 'слова.txt', ...data])).stderr).toContain('.json или .csv');
});
