import Database from 'better-sqlite3';
import { copyFileSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { openStore } from '#core/store/index.ts';
import { ROOT, runCli, startCli } from '../../builders/cli.ts';
import { aFolder } from '../../builders/folders.ts';
import { fakeClock } from '../../fakes/clock.ts';

const SAMPLE = path.join(ROOT, 'models/bundled/speech/sample.wav');

const aCallLine = (id: string, text: string) =>
  JSON.stringify({
    id,
    direction: 'out',
    utterances: [
      { speaker: 'agent', text: 'добрый день' },
      { speaker: 'client', text },
    ],
  });

describe('wrong usage', () => {
  it.each([
    ['no command', []],
    ['an unknown command', ['разобрать']],
    ['an unknown option', ['process', '--speed', '9']],
    ['a missing option', ['report', '--from', '2026-11-01']],
    ['a day that does not exist', ['report', '--from', '2026-02-30', '--to', '2026-03-01', '--out', 'x.html']],
    ['a count that is none', ['process', '--limit', '0']],
  ])('with %s ends with code 2 and an explanation', async (_name, args) => {
    const { code, stderr } = await runCli(args);
    expect(code).toBe(2);
    expect(stderr).not.toBe('');
    expect(stderr).not.toMatch(/error:|Usage:|Options:|is invalid|unknown|missing/u);
  });

  it('is explained in Russian, with the command that was probably meant', async () => {
    expect((await runCli(['transcrib'])).stderr).toBe('Нет такой команды: transcrib.\nМожет быть, transcribe?\n');
    expect((await runCli(['transcribe'])).stderr).toBe('Не хватает: <файл>.\n');
    expect((await runCli(['process', '--limit', '0'])).stderr).toMatch(
      /^Параметр --limit .* не может быть «0»\. Нужно/u,
    );
  });

  it('is a report under a name that nothing would open it by, and a folder in the place of a recording', async () => {
    const period = ['--from', '2026-11-01', '--to', '2026-11-02', '--data', aFolder()];
    const report = await runCli(['report', ...period, '--out', 'отчёт.pdf']);
    expect([report.code === 0, report.stderr]).toEqual([false, expect.stringContaining('.html, .csv или .xlsx')]);
    const transcript = await runCli(['transcribe', aFolder()]);
    expect([transcript.code === 0, transcript.stderr]).toEqual([false, expect.stringContaining('razbor import')]);
  });

  it('is avoided by --help, which every command has', async () => {
    const { code, stdout } = await runCli(['process', '--help']);
    expect(code).toBe(0);
    expect(stdout).toContain('--data');
    expect(stdout).toContain('--json');
    expect(stdout).toContain('Как вызвать: razbor process [параметры]');
  });
});

describe('transcribe', () => {
  it('prints the transcript as one JSON document', async () => {
    const { code, stdout } = await runCli(['transcribe', SAMPLE, '--json']);
    expect(code).toBe(0);
    const transcript = JSON.parse(stdout) as { utterances: { text: string; words: object[] }[] };
    expect(transcript).toMatchObject({ channels: 1, engine: { id: 'bundled-ru-8k' } });
    expect(transcript.utterances[0]).toMatchObject({ speaker: 'unknown' });
    expect(transcript.utterances.map(({ text }) => text).join(' ')).toContain('добрый день меня зовут');
    expect(transcript.utterances[0]?.words[0]).toMatchObject({ text: 'добрый' });
  });

  it('prints a dialogue for people', async () => {
    const { stdout } = await runCli(['transcribe', SAMPLE]);
    expect(stdout).toMatch(/^0:0\d Говорящий: добрый день/u);
  });

  it.each([
    ['a page instead of audio', '<!doctype html><title>Вход</title>', 'получен другой файл'],
    ['an empty file', '', 'пуст'],
    ['an unknown format', 'это заметки, а не запись', 'не похож на аудиозапись'],
    ['AMR with several channels', '#!AMR_MC1.0\n\0\0\0\u0002', 'не поддерживается: AMR'],
  ])('says what is wrong with %s', async (_name, content, message) => {
    const file = path.join(aFolder(), 'запись.wav');
    writeFileSync(file, content);
    const { code, stderr, stdout } = await runCli(['transcribe', file, '--json']);
    expect({ code, stderr }).toMatchObject({ code: 1, stderr: expect.stringContaining(message) as string });
    expect(JSON.parse(stdout)).toHaveProperty('error.code');
  });

  it('says which file does not exist', async () => {
    const { code, stderr } = await runCli(['transcribe', 'нет такого.wav']);
    expect(code).toBe(1);
    expect(stderr).toContain('нет такого.wav');
  });

  it('says which engine it does not know', async () => {
    const { code, stderr } = await runCli(['transcribe', SAMPLE, '--engine', 'волшебный']);
    expect(code).toBe(1);
    expect(stderr).toContain('волшебный');
  });
});

describe('import and process', () => {
  it('take a folder to a report, naming the files that could not be used', async () => {
    const data = aFolder();
    const incoming = aFolder();
    copyFileSync(SAMPLE, path.join(incoming, 'звонок.wav'));
    writeFileSync(
      path.join(incoming, 'звонок.json'),
      JSON.stringify({ direction: 'out', startedAt: '2026-11-03T10:00:00Z' }),
    );
    writeFileSync(path.join(incoming, 'битый.mp3'), '<html>нет доступа</html>');

    const imported = await runCli(['import', incoming, '--data', data]);
    expect(imported.code).toBe(3);
    expect(imported.stdout).toContain('битый.mp3');

    const processed = await runCli(['process', '--data', data, '--json']);
    expect(processed.code).toBe(0);
    expect(JSON.parse(processed.stdout)).toEqual({ transcribed: 1, analysed: 1, failed: [] });

    const out = path.join(aFolder(), 'папка', 'отчёт.html');
    const report = await runCli(['report', '--from', '2026-11-01', '--to', '2026-11-30', '--out', out, '--data', data]);
    expect(report.code).toBe(0);
    expect(readFileSync(out, 'utf8')).toContain('<!doctype html>');
    const json = JSON.parse(readFileSync(out.replace('.html', '.json'), 'utf8')) as { calls: unknown[] };
    expect(json.calls).toMatchObject([{ direction: 'out', startedAt: '2026-11-03T10:00:00.000Z' }]);
    const empty = await runCli(['report', '--from', '2025-11-01', '--to', '2025-11-30', '--out', out, '--data', data]);
    expect(`${empty.stdout}${empty.stderr}`).toContain('За эти дни звонков нет');
  });

  it('set aside a recording that is cut to nothing, say so and do not try it again', async () => {
    const data = aFolder();
    const incoming = aFolder();
    copyFileSync(SAMPLE, path.join(incoming, 'хороший.wav'));
    writeFileSync(path.join(incoming, 'обрезан.wav'), readFileSync(SAMPLE).subarray(0, 44));
    await runCli(['import', incoming, '--data', data]);
    const first = await runCli(['process', '--data', data]);
    expect(first.code).toBe(3);
    expect(first.stdout).toContain('Не удалось (1)');
    const second = await runCli(['process', '--data', data, '--json']);
    expect(second.code).toBe(0);
    expect(JSON.parse(second.stdout)).toEqual({ transcribed: 0, analysed: 0, failed: [] });
  });
});

describe('the data folder', () => {
  it('is refused while another program works in it, but a report can be made', async () => {
    const data = aFolder();
    const store = openStore(data, fakeClock());
    onTestFinished(() => store.close());
    const { code, stderr } = await runCli(['process', '--data', data]);
    expect(code).toBe(1);
    expect(stderr).toContain('другая копия');
    expect(stderr).toContain(data);
    const report = await runCli([
      'report',
      '--from',
      '2026-11-01',
      '--to',
      '2026-11-02',
      '--out',
      path.join(data, 'r.html'),
      '--data',
      data,
    ]);
    expect(report.code).toBe(0);
  });

  it('made by a newer version is left untouched', async () => {
    const data = aFolder();
    const newer = new Database(path.join(data, 'razbor.db'));
    newer.pragma('user_version = 9999');
    newer.close();
    const { code, stderr } = await runCli(['process', '--data', data]);
    expect(code).toBe(1);
    expect(stderr).toContain('более новой версией');
  });

  it('is not left behind by a command that stores nothing', async () => {
    const data = path.join(aFolder(), 'нет');
    await runCli(['transcribe', SAMPLE, '--data', data]);
    expect(existsSync(data)).toBe(false);
  });
});

describe('pull', () => {
  const period = ['--from', '2026-11-01', '--to', '2026-11-02'];

  it('asks for a webhook when there is none', async () => {
    const { code, stderr } = await runCli(['pull', ...period, '--data', aFolder()]);
    expect(code).toBe(1);
    expect(stderr).toContain('razbor connect');
  });

  it('does not repeat a wrong webhook, which may hold a key', async () => {
    const data = aFolder();
    const { code, stderr, stdout } = await runCli(['pull', ...period, '--data', data], {
      RAZBOR_WEBHOOK: 'http://firma.bitrix24.ru/rest/1/verysecretkey/',
    });
    expect(code).toBe(1);
    expect(stderr).toContain('Адрес вебхука не распознан');
    expect(stderr + stdout).not.toContain('verysecretkey');
  });
});

describe('classify, suggest and eval', () => {
  it('give one line per call in the same order', async () => {
    const folder = aFolder();
    const [input, output] = [path.join(folder, 'in.jsonl'), path.join(folder, 'out.jsonl')];
    writeFileSync(
      input,
      `\uFEFF${aCallLine('б', 'это очень дорого для нас')}\n\n${aCallLine('а', 'хорошо договорились')}\n`,
    );
    const { code } = await runCli(['classify', '--input', input, '--output', output]);
    expect(code).toBe(0);
    const lines = readFileSync(output, 'utf8')
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as { id: string });
    expect(lines.map(({ id }) => id)).toEqual(['б', 'а']);
    expect(lines[0]).toMatchObject({ objections: [{ category: 'price', utterance: 1 }] });
    expect(lines[1]).toMatchObject({ objections: [] });
  });

  it('name the line that cannot be read and write nothing', async () => {
    const folder = aFolder();
    const [input, output] = [path.join(folder, 'in.jsonl'), path.join(folder, 'out.jsonl')];
    writeFileSync(input, `${aCallLine('1', 'да')}\n{"id":"2"`);
    const { code, stderr } = await runCli(['classify', '--input', input, '--output', output]);
    expect(code).toBe(1);
    expect(stderr).toContain('строка 2');
    expect(existsSync(output)).toBe(false);
  });

  it('suggest writes a list', async () => {
    const folder = aFolder();
    const [input, output] = [path.join(folder, 'in.jsonl'), path.join(folder, 'out.json')];
    writeFileSync(input, aCallLine('1', 'спасибо всё понятно'));
    expect((await runCli(['suggest', '--input', input, '--output', output])).code).toBe(0);
    expect(JSON.parse(readFileSync(output, 'utf8'))).toEqual([]);
  });

  it('eval prints figures for labelled calls', async () => {
    const input = path.join(aFolder(), 'calls.jsonl');
    const call = JSON.parse(aCallLine('1', 'это очень дорого для нас')) as object;
    const objections = [{ category: 'price', utterance: 1, handled: false }];
    writeFileSync(
      input,
      JSON.stringify({ ...call, topic: 'sales', sentiment: 'neutral', next_step: null, objections }),
    );
    const { code, stdout } = await runCli(['eval', '--input', input]);
    expect(code).toBe(0);
    expect(stdout).toContain('Высокая цена');
  });
});

describe('stopping', () => {
  it('by a signal ends with code 130 and keeps the folder usable', async () => {
    const data = aFolder();
    const incoming = aFolder();
    mkdirSync(incoming, { recursive: true });
    copyFileSync(SAMPLE, path.join(incoming, 'a.wav'));
    await runCli(['import', incoming, '--data', data]);
    const running = startCli(['serve', '--data', data]);
    await expect.poll(() => running.output(), { timeout: 15_000 }).toContain('http://127.0.0.1:');
    running.child.kill('SIGTERM');
    expect((await running.result).code).toBe(0);
    expect((await runCli(['process', '--data', data])).code).toBe(0);
  });
});
