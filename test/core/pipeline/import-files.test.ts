import { copyFileSync, existsSync, mkdirSync, utimesSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { importFiles, type ImportOptions, type ImportSummary } from '#core/pipeline/import-files.ts';
import { openStore, type Store } from '#core/store/index.ts';
import { aFolder } from '../../builders/folders.ts';
import { fakeClock } from '../../fakes/clock.ts';

const SAMPLE = path.join(import.meta.dirname, '../../../models/bundled/speech/sample.wav');

function setUp(): {
  store: Store;
  dataDir: string;
  incoming: string;
  run: (...paths: string[]) => Promise<ImportSummary>;
  runWith: (options: Partial<ImportOptions>) => Promise<ImportSummary>;
} {
  const dataDir = aFolder();
  const store = openStore(dataDir, fakeClock());
  onTestFinished(() => store.close());
  const incoming = aFolder();
  const { signal } = new AbortController();
  const base = { store, dataDir, timeZone: 'Europe/Moscow', signal };
  const runWith = (more: Partial<ImportOptions>) => importFiles({ ...base, paths: [incoming], ...more });
  return { store, dataDir, incoming, runWith, run: (...paths) => runWith({ paths }) };
}

const callOf = (store: Store) => {
  const [stale] = store.staleWork.toTranscribe({ id: 'any', version: '1' });
  return store.calls.find(stale?.callId ?? '');
};

describe('importing recordings', () => {
  it('copies a file into the data folder and takes the call from the sidecar', async () => {
    const { store, dataDir, incoming, run } = setUp();
    const file = path.join(incoming, 'разговор.wav');
    copyFileSync(SAMPLE, file);
    const fields = { direction: 'in', startedAt: '2026-11-03T15:20:00+03:00', agent: 'Олег', client: 'ООО «Ромашка»' };
    writeFileSync(path.join(incoming, 'разговор.json'), JSON.stringify(fields));

    expect(await run(file)).toMatchObject({ imported: 1, alreadyThere: 0, timeFromFile: [], failed: [] });
    const call = callOf(store);
    expect(call).toMatchObject({
      direction: 'in',
      startedAt: '2026-11-03T12:20:00.000Z',
      agentName: 'Олег',
      clientName: 'ООО «Ромашка»',
      sourceRef: { fileName: 'разговор.wav' },
    });
    const recording = store.recordings.findStored(call!.id);
    expect(recording?.path).toMatch(/^recordings\/2026-11-03\/file_[0-9a-f]{16}\.wav$/u);
    expect(existsSync(path.join(dataDir, recording!.path))).toBe(true);
  });

  it('when nobody tells, takes the file time as the start and says so', async () => {
    const { store, incoming, run } = setUp();
    const file = path.join(incoming, 'a.wav');
    copyFileSync(SAMPLE, file);
    utimesSync(file, new Date('2026-11-05T08:00:00Z'), new Date('2026-11-05T08:00:00Z'));
    expect(await run(file)).toMatchObject({ imported: 1, timeFromFile: ['a.wav'] });
    expect(callOf(store)?.startedAt).toBe('2026-11-05T08:00:00.000Z');
  });

  it('reads folders with everything below them and takes the same audio once', async () => {
    const { incoming, run } = setUp();
    mkdirSync(path.join(incoming, 'ноябрь'));
    copyFileSync(SAMPLE, path.join(incoming, 'a.wav'));
    copyFileSync(SAMPLE, path.join(incoming, 'ноябрь', 'копия.wav'));
    writeFileSync(path.join(incoming, 'заметки.txt'), 'не запись');
    expect(await run(incoming)).toMatchObject({ imported: 1, alreadyThere: 1, failed: [] });
    expect(await run(incoming)).toMatchObject({ imported: 0, alreadyThere: 2, failed: [] });
  });

  it('names each file that is no recording and goes on', async () => {
    const { incoming, run } = setUp();
    writeFileSync(path.join(incoming, 'empty.wav'), '');
    writeFileSync(path.join(incoming, 'page.mp3'), '<!doctype html><html>Войдите</html>');
    writeFileSync(path.join(incoming, 'noise.wav'), 'просто текст');
    copyFileSync(SAMPLE, path.join(incoming, 'good.wav'));
    const { imported, failed } = await run(incoming);
    expect(imported).toBe(1);
    expect(Object.fromEntries(failed.map(({ callId, error }) => [callId, error.code]))).toEqual({
      'empty.wav': 'audio.empty',
      'page.mp3': 'recording.not-audio',
      'noise.wav': 'audio.unknown-format',
    });
  });

  it('says which path does not exist', async () => {
    const { run } = setUp();
    expect((await run('/нет/такого/файла.wav')).failed).toMatchObject([
      { callId: 'файла.wav', error: { code: 'file.not-found', details: { path: 'файла.wav' } } },
    ]);
  });

  it.each([
    ['broken JSON', '{"direction":'],
    ['a wrong value', '{"direction":"sideways"}'],
    ['a file too large for a description', `{"agent":"${'я'.repeat(70_000)}"}`],
  ])('refuses a sidecar with %s and imports nothing for it', async (_name, sidecar) => {
    const { store, incoming, run } = setUp();
    copyFileSync(SAMPLE, path.join(incoming, 'a.wav'));
    writeFileSync(path.join(incoming, 'a.json'), sidecar);
    const { imported, failed } = await run(path.join(incoming, 'a.wav'));
    expect({ imported, code: failed[0]?.error.code }).toEqual({ imported: 0, code: 'input.invalid' });
    expect(store.calls.count()).toBe(0);
  });

  it('takes date, direction, phone and manager from names made by an exchange', async () => {
    const { store, incoming, runWith } = setUp();
    copyFileSync(SAMPLE, path.join(incoming, 'external-101-89261234567-20260415-103045-1713166245.7.wav'));
    const summary = await runWith({ managers: { '101': 'Олег' } });
    expect(summary).toMatchObject({ imported: 1, patternTitle: 'Asterisk, FreePBX, Issabel', timeFromFile: [] });
    expect(callOf(store)).toMatchObject({
      direction: 'in',
      startedAt: '2026-04-15T07:30:45.000Z',
      agentName: 'Олег',
      clientPhone: '+79261234567',
    });
  });

  it('believes a table more than the name, and a sidecar more than the table', async () => {
    const { store, incoming, runWith } = setUp();
    copyFileSync(SAMPLE, path.join(incoming, 'Анна_79261234567.wav'));
    writeFileSync(
      path.join(incoming, 'calls.csv'),
      'файл;дата;менеджер;клиент\nанна_79261234567.wav;15.04.2026 10:30;Мария;Ромашка\n',
    );
    writeFileSync(path.join(incoming, 'Анна_79261234567.json'), JSON.stringify({ client: 'Лютик' }));
    const pattern = { kind: 'template', template: '{manager}_{phone}' } as const;
    expect(await runWith({ pattern })).toMatchObject({ imported: 1, failed: [], timeFromFile: [] });
    expect(callOf(store)).toMatchObject({
      startedAt: '2026-04-15T07:30:00.000Z',
      agentName: 'Мария',
      clientName: 'Лютик',
      clientPhone: '+79261234567',
    });
  });

  it('lists the lines of a table that are wrong and holds their recordings back until they are right', async () => {
    const { incoming, run } = setUp();
    copyFileSync(SAMPLE, path.join(incoming, 'a.wav'));
    writeFileSync(path.join(incoming, 'calls.csv'), 'file,startedAt\na.wav,вчера\nb.wav,2026-04-15\n');
    const { imported, failed } = await run(incoming);
    expect(imported).toBe(0);
    expect(failed.map(({ callId, error }) => [callId, error.details.reason])).toEqual([
      ['calls.csv:2', expect.stringContaining('строка 2: дата')],
      ['calls.csv:3', expect.stringContaining('файла «b.wav» в папке нет')],
    ]);
    writeFileSync(path.join(incoming, 'calls.csv'), 'file,startedAt\na.wav,2026-04-15 10:00\n');
    expect(await run(incoming)).toMatchObject({ imported: 1, failed: [] });
  });

  it('names a table that is none once, and imports nothing beside it', async () => {
    const { incoming, run } = setUp();
    copyFileSync(SAMPLE, path.join(incoming, 'a.wav'));
    copyFileSync(SAMPLE, path.join(incoming, 'b.wav'));
    writeFileSync(path.join(incoming, 'calls.csv'), 'телефон\n1\n');
    const { imported, failed } = await run(incoming);
    expect({ imported, items: failed.map(({ callId }) => callId) }).toEqual({ imported: 0, items: ['calls.csv'] });
  });

  it('refuses a wrong template before anything is read', async () => {
    const { runWith } = setUp();
    await expect(runWith({ pattern: { kind: 'template', template: '{телефон}' } })).rejects.toMatchObject({
      code: 'input.invalid',
    });
  });
});
