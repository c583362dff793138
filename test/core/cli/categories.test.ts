import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { runCli } from '../../builders/cli.ts';
import { aFolder } from '../../builders/folders.ts';

const CATEGORIES = {
  format: 'razbor-categories',
  version: 1,
  categories: [
    { id: 'price', name: 'Высокая цена', enabled: false, builtin: true },
    { name: 'Тендер', recommendation: 'Узнать срок тендера', keywords: ['тендер*'] },
  ],
};

const CALL = {
  id: 'a',
  direction: 'out',
  utterances: [
    { speaker: 'agent', text: 'Предлагаем вам поставку бумаги.' },
    { speaker: 'client', text: 'Это слишком дорого для нас.' },
    { speaker: 'agent', text: 'Понимаю.' },
    { speaker: 'client', text: 'И напрямую нам нельзя, мы покупаем только через тендер.' },
    { speaker: 'agent', text: 'Хорошо, до свидания.' },
  ],
};

function aFile(content: unknown): { folder: string; file: string } {
  const folder = aFolder();
  mkdirSync(folder, { recursive: true });
  const file = path.join(folder, 'categories.json');
  writeFileSync(file, JSON.stringify(content));
  return { folder, file };
}

describe('razbor categories', { timeout: 120_000 }, () => {
  it('imports a file, lists what is there and writes it out again', async () => {
    const { folder, file } = aFile(CATEGORIES);
    const data = path.join(folder, 'data');
    const imported = await runCli(['categories', 'import', file, '--data', data, '--json']);
    expect(imported).toMatchObject({ code: 0 });
    expect(JSON.parse(imported.stdout)).toEqual({
      ...{ added: ['Тендер'], changed: ['Высокая цена'], unchanged: [], calls: 0 },
    });
    const again = await runCli(['categories', 'import', file, '--data', data, '--json']);
    expect(JSON.parse(again.stdout)).toMatchObject({ added: [], changed: [], unchanged: ['Высокая цена', 'Тендер'] });
    const listed = await runCli(['categories', 'list', '--data', data]);
    expect(listed.stdout).toContain('- Высокая цена');
    expect(listed.stdout).toContain('+ Тендер');
    const target = path.join(folder, 'out.json');
    expect(await runCli(['categories', 'export', target, '--data', data])).toMatchObject({ code: 0 });
    const written = JSON.parse(readFileSync(target, 'utf8')) as { categories: object[] };
    expect(written).toMatchObject({ format: 'razbor-categories', version: 1 });
    expect(written.categories).toHaveLength(11);
  });

  it('says what is wrong with a file and changes nothing', async () => {
    const { folder, file } = aFile({ format: 'something' });
    const failed = await runCli(['categories', 'import', file, '--data', path.join(folder, 'data')]);
    expect(failed.code).toBe(1);
    expect(failed.stderr).toContain('это не файл категорий');
    expect((await runCli(['categories', 'import', path.join(folder, 'none.json')])).stderr).toContain('Файл не найден');
  });
});

describe('razbor classify --categories', { timeout: 120_000 }, () => {
  it('finds the categories of the file and leaves out those it switches off', async () => {
    const { folder, file } = aFile(CATEGORIES);
    const [input, output] = [path.join(folder, 'in.jsonl'), path.join(folder, 'out.jsonl')];
    writeFileSync(input, `${JSON.stringify(CALL)}\n`);
    const found = async (extra: string[]) => {
      expect(await runCli(['classify', '--input', input, '--output', output, ...extra])).toMatchObject({ code: 0 });
      const line = JSON.parse(readFileSync(output, 'utf8')) as {
        objections: { category: string; utterance: number }[];
      };
      return line.objections.map(({ category, utterance }) => `${utterance} ${category}`);
    };
    expect(await found([])).toContain('1 price');
    const own = await found(['--categories', file]);
    expect(own).not.toContain('1 price');
    expect(own.filter((place) => place.startsWith('3 '))).toEqual(['3 тендер']);
  });
});
