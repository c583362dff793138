import { copyFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it, vi } from 'vitest';
import { ROOT, runCli, startCli } from '../../builders/cli.ts';
import { aFolder } from '../../builders/folders.ts';
import { aWaveFile } from '../../builders/wave-file.ts';

const SAMPLE = path.join(ROOT, 'models/bundled/speech/sample.wav');
const NAME = 'out-74951234567-101-20260415-103045-1713166245.123.wav';

describe('razbor import', () => {
  it('shows what is seen in the names and imports nothing', async () => {
    const [data, incoming] = [aFolder(), aFolder()];
    copyFileSync(SAMPLE, path.join(incoming, NAME));
    const { code, stdout } = await runCli(['import', incoming, '--preview', '--managers', '101=Олег', '--data', data]);
    expect(code).toBe(0);
    for (const part of ['Распознано 1 из 1', 'Asterisk', 'исходящий', '+74951234567', 'Олег'])
      expect(stdout).toContain(part);
  });

  it('says which names told nothing, and which lines of the table are wrong', async () => {
    const [data, incoming] = [aFolder(), aFolder()];
    copyFileSync(SAMPLE, path.join(incoming, 'разговор.wav'));
    writeFileSync(path.join(incoming, 'b.wav'), aWaveFile(1_000));
    writeFileSync(path.join(incoming, 'calls.csv'), 'файл;направление\nb.wav;вверх\n');
    const { code, stdout } = await runCli(['import', incoming, '--data', data]);
    expect(code).toBe(3);
    expect(stdout).toContain('Дата взята из времени файла, потому что в имени её нет (1): разговор.wav.');
    expect(stdout).toContain('calls.csv, строка 2: направление');
  });

  it.each([
    [['--pattern', 'freebpx'], 'freepbx'],
    [['--pattern', '{телефон}'], 'Неизвестное поле'],
    [['--managers', 'Олег=101'], '101=Олег Иванов'],
    [['--watch', '.'], 'нужна одна папка'],
  ])('refuses %j with a hint', async (options, hint) => {
    const { code, stderr } = await runCli(['import', aFolder(), ...options, '--data', aFolder()]);
    expect(code).toBe(1);
    expect(stderr).toContain(hint);
  });

  it('watches a folder, processes what comes, and ends well when it is told to', async () => {
    const [data, incoming] = [aFolder(), aFolder()];
    const options = ['--watch', '--process', '--settle', '1', '--json', '--data', data];
    const running = startCli(['import', incoming, ...options]);
    await vi.waitFor(() => expect(running.output()).toContain('Наблюдаю'), { timeout: 20_000 });
    copyFileSync(SAMPLE, path.join(incoming, NAME));
    await vi.waitFor(() => expect(running.output()).toContain('Добавлено: 1 запись'), { timeout: 20_000 });
    running.child.kill('SIGINT');
    const { code, stdout } = await running.result;
    expect(code).toBe(0);
    expect(JSON.parse(stdout)).toEqual({ imported: 1, failed: [] });
    expect((await runCli(['process', '--data', data, '--json'])).code).toBe(0);
  });
});
