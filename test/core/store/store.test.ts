import Database from 'better-sqlite3';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { openStore, readStore, type Store } from '#core/store/index.ts';
import { LATEST_VERSION, MIGRATIONS } from '#core/store/migrations/index.ts';
import { aCall, anAnalysis, aTranscript, anUtterance } from '../../builders/calls.ts';
import { aFolder } from '../../builders/folders.ts';
import { fakeClock } from '../../fakes/clock.ts';

function aStore(folder = aFolder()): Store {
  const store = openStore(folder, fakeClock());
  onTestFinished(() => store.close());
  return store;
}

const withCode = (code: string): unknown => expect.objectContaining({ code });

describe('opening the data folder', () => {
  it('creates an empty database of the latest version', () => {
    const folder = aFolder();
    aStore(folder);
    const database = new Database(path.join(folder, 'razbor.db'), { readonly: true });
    expect(database.pragma('user_version', { simple: true })).toBe(LATEST_VERSION);
    database.close();
  });

  it('refuses a second program on the same folder and says which folder', () => {
    const folder = aFolder();
    aStore(folder);
    expect(() => openStore(folder, fakeClock())).toThrow(
      expect.objectContaining({ code: 'store.locked', details: { path: folder } }),
    );
  });

  it('opens again after the first program has closed', () => {
    const folder = aFolder();
    openStore(folder, fakeClock()).close();
    expect(() => aStore(folder)).not.toThrow();
  });

  it('leaves a newer database untouched', () => {
    const folder = aFolder();
    const file = path.join(folder, 'razbor.db');
    const newer = new Database(file);
    newer.pragma(`user_version = ${LATEST_VERSION + 1}`);
    newer.close();
    const before = readFileSync(file);
    expect(() => openStore(folder, fakeClock())).toThrow(withCode('store.newer-than-app'));
    expect(readFileSync(file)).toEqual(before);
  });

  it('names a file that is no database', () => {
    const folder = aFolder();
    writeFileSync(path.join(folder, 'razbor.db'), 'это не база данных'.repeat(100));
    expect(() => openStore(folder, fakeClock())).toThrow(withCode('store.corrupt'));
  });

  it('checks every page after a run that did not close', () => {
    const folder = aFolder();
    const file = path.join(folder, 'razbor.db');
    const store = openStore(folder, fakeClock());
    for (let index = 0; index < 200; index++)
      store.calls.save(aCall({ id: `demo:${index}`, externalId: String(index) }));
    store.close();
    const bytes = readFileSync(file);
    bytes.fill(0xff, Math.floor(bytes.length / 2), Math.floor(bytes.length / 2) + 6_000);
    writeFileSync(file, bytes);
    writeFileSync(`${file}.open`, '');
    expect(() => openStore(folder, fakeClock())).toThrow(withCode('store.corrupt'));
  });

  it('keeps a copy of an older database before migrating it', () => {
    const folder = aFolder();
    const file = path.join(folder, 'razbor.db');
    const older = new Database(file);
    older.exec('CREATE TABLE kept (x TEXT) STRICT');
    older.pragma('user_version = 1');
    older.close();
    aStore(folder);
    expect(existsSync(`${file}.v1.backup`)).toBe(true);
  });

  it('lets a reader see committed rows while another program works', () => {
    const folder = aFolder();
    const store = aStore(folder);
    store.calls.save(aCall());
    const reader = readStore(folder, fakeClock());
    expect(reader.calls.count()).toBe(1);
    expect(() => reader.calls.save(aCall({ externalId: '2' }))).toThrow();
    reader.close();
  });

  it('creates the database for a reader that comes first', () => {
    const folder = path.join(aFolder(), 'новая папка');
    mkdirSync(folder);
    const reader = readStore(folder, fakeClock());
    expect(reader.calls.count()).toBe(0);
    reader.close();
  });
});

describe('migrations', () => {
  it('have ascending versions', () => {
    const versions = MIGRATIONS.map(({ version }) => version);
    expect(versions).toEqual([...new Set(versions)].sort((a, b) => a - b));
  });

  it('make every table strict', () => {
    const folder = aFolder();
    aStore(folder);
    const database = new Database(path.join(folder, 'razbor.db'), { readonly: true });
    const loose = database
      .prepare(`SELECT name FROM pragma_table_list WHERE schema = 'main' AND type = 'table' AND strict = 0`)
      .pluck()
      .all()
      .filter((name) => !/^(sqlite_|utterances_fts)/u.test(String(name)));
    database.close();
    expect(loose).toEqual([]);
  });
});

describe('rows', () => {
  it('give back a call, its transcript and its analysis as they were saved', () => {
    const store = aStore();
    const call = aCall({ sourceRef: { rowId: 5 } });
    store.calls.save(call);
    const transcript = aTranscript();
    const transcriptId = store.transcripts.save(call.id, transcript, 'abc');
    const analysis = anAnalysis();
    store.analyses.save({ callId: call.id, transcriptId, maker: { id: 'text', version: '1' } }, analysis);

    expect(store.calls.find(call.id)).toEqual(call);
    expect(store.transcripts.findCurrent(call.id)).toMatchObject(transcript);
    expect(store.analyses.findCurrent(call.id)).toMatchObject(analysis);
  });

  it('keep a name that a later listing of the source does not know', () => {
    const store = aStore();
    store.calls.save(aCall({ agentName: 'Анна Белова', clientName: 'ООО «Ромашка»' }));
    store.calls.save(aCall({ agentName: null, clientName: null, durationMs: 90_000 }));
    expect(store.calls.find('demo:1')).toMatchObject({
      agentName: 'Анна Белова',
      clientName: 'ООО «Ромашка»',
      durationMs: 90_000,
    });
  });

  it('keep the older transcript when a new one becomes current', () => {
    const folder = aFolder();
    const store = aStore(folder);
    store.calls.save(aCall());
    store.transcripts.save('demo:1', aTranscript(), 'abc');
    store.transcripts.save('demo:1', aTranscript({ utterances: [anUtterance({ text: 'иначе' })] }), 'abc');
    expect(store.transcripts.findCurrent('demo:1')?.utterances[0]?.text).toBe('иначе');
    const database = new Database(path.join(folder, 'razbor.db'), { readonly: true });
    expect(database.prepare('SELECT count(*) FROM transcripts').pluck().get()).toBe(2);
    expect(
      database.prepare(`SELECT count(*) FROM utterances_fts WHERE utterances_fts MATCH 'дорого'`).pluck().get(),
    ).toBe(1);
    database.close();
  });

  it('are kept all or not at all by a transaction', () => {
    const store = aStore();
    expect(() =>
      store.transaction(() => {
        store.calls.save(aCall());
        throw new Error('stop');
      }),
    ).toThrow();
    expect(store.calls.count()).toBe(0);
  });
});

describe('jobs', () => {
  const work = { callId: 'demo:1', stage: 'transcribe' } as const;

  function withCall(): Store {
    const store = aStore();
    store.calls.save(aCall());
    return store;
  }

  it('that a killed run left running are open again', () => {
    const store = withCall();
    store.jobs.plan(work.callId, work.stage, 'a');
    store.jobs.start(work.callId, work.stage);
    expect(store.jobs.open('transcribe')).toMatchObject([{ state: 'running', attempts: 1 }]);
  });

  it('that failed are not planned again for the same work', () => {
    const store = withCall();
    store.jobs.plan(work.callId, work.stage, 'a');
    store.jobs.fail(work.callId, work.stage, { code: 'audio.corrupt', message: '', details: {} });
    store.jobs.plan(work.callId, work.stage, 'a');
    expect(store.jobs.open('transcribe')).toEqual([]);
    expect(store.jobs.failed('transcribe')).toMatchObject([{ error: { code: 'audio.corrupt' } }]);
  });

  it('that failed are planned again when the input or the maker changed', () => {
    const store = withCall();
    store.jobs.plan(work.callId, work.stage, 'a');
    store.jobs.fail(work.callId, work.stage, { code: 'audio.corrupt', message: '', details: {} });
    store.jobs.plan(work.callId, work.stage, 'b');
    expect(store.jobs.open('transcribe')).toMatchObject([{ state: 'pending', attempts: 0, error: null }]);
  });

  it('that failed are planned again on demand', () => {
    const store = withCall();
    store.jobs.plan(work.callId, work.stage, 'a');
    store.jobs.fail(work.callId, work.stage, { code: 'engine.crashed', message: '', details: {} });
    expect(store.jobs.retryFailed('transcribe')).toBe(1);
    expect(store.jobs.open('transcribe')).toHaveLength(1);
  });

  it('that were stopped do not count as an attempt', () => {
    const store = withCall();
    store.jobs.plan(work.callId, work.stage, 'a');
    store.jobs.start(work.callId, work.stage);
    store.jobs.release(work.callId, work.stage);
    expect(store.jobs.open('transcribe')).toMatchObject([{ state: 'pending', attempts: 0 }]);
  });
});

describe('stale work', () => {
  const engine = { id: 'test-engine', version: '1' };

  it('is a stored recording without a transcript, with another hash, or by another version', () => {
    const store = aStore();
    store.calls.save(aCall());
    expect(store.staleWork.toTranscribe(engine)).toEqual([]);
    store.recordings.saveStored({ callId: 'demo:1', path: 'a.wav', sha256: 'one', sizeBytes: 1 });
    expect(store.staleWork.toTranscribe(engine)).toEqual([{ callId: 'demo:1', input: 'one' }]);
    store.transcripts.save('demo:1', aTranscript({ engine }), 'one');
    expect(store.staleWork.toTranscribe(engine)).toEqual([]);
    expect(store.staleWork.toTranscribe({ ...engine, version: '2' })).toHaveLength(1);
    store.recordings.saveStored({ callId: 'demo:1', path: 'a.wav', sha256: 'two', sizeBytes: 1 });
    expect(store.staleWork.toTranscribe(engine)).toHaveLength(1);
  });

  it('is a current transcript without an analysis of it', () => {
    const store = aStore();
    const maker = { id: 'text', version: '1' };
    store.calls.save(aCall());
    const transcriptId = store.transcripts.save('demo:1', aTranscript(), 'one');
    expect(store.staleWork.toAnalyse(maker)).toHaveLength(1);
    store.analyses.save({ callId: 'demo:1', transcriptId, maker }, anAnalysis());
    expect(store.staleWork.toAnalyse(maker)).toEqual([]);
    store.transcripts.save('demo:1', aTranscript(), 'one');
    expect(store.staleWork.toAnalyse(maker)).toHaveLength(1);
  });
});

describe('calls of a report', () => {
  const period = { fromUtc: '2026-11-20T00:00:00.000Z', toUtc: '2026-11-21T00:00:00.000Z' };

  it('are those that started in the period, with transcript, analysis and makers', () => {
    const store = aStore();
    const maker = { id: 'text', version: '1' };
    store.calls.save(aCall());
    store.calls.save(aCall({ externalId: '2', startedAt: '2026-11-21T00:00:00.000Z' }));
    const transcriptId = store.transcripts.save('demo:1', aTranscript(), 'one');
    store.analyses.save({ callId: 'demo:1', transcriptId, maker }, anAnalysis());
    expect(store.reportCalls.ids(period)).toEqual(['demo:1']);
    expect(store.reportCalls.find('demo:1')).toMatchObject({ topic: 'sales', channels: 2, problem: null });
    expect(store.reportCalls.makers(period)).toEqual([{ id: 'test-engine', version: '1' }, maker]);
  });

  it.each([
    ['Разговор не состоялся', { status: 'missed' as const }, undefined],
    ['Записи разговора нет', {}, undefined],
    ['Запись ещё не появилась на портале', {}, 'pending' as const],
    ['Нет прав на запись разговора', {}, 'forbidden' as const],
  ])('say why there is no transcript: %s', (problem, fields, state) => {
    const store = aStore();
    store.calls.save(aCall(fields));
    if (state) store.recordings.setState('demo:1', state);
    expect(store.reportCalls.find('demo:1')?.problem).toContain(problem);
  });

  it('carry the error of the job that failed', () => {
    const store = aStore();
    store.calls.save(aCall());
    store.jobs.plan('demo:1', 'transcribe', 'a');
    store.jobs.fail('demo:1', 'transcribe', { code: 'audio.corrupt', message: '', details: {} });
    expect(store.reportCalls.find('demo:1')?.problem).toContain('Аудиофайл повреждён');
  });
});
