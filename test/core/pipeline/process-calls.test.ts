import { describe, expect, it, onTestFinished } from 'vitest';
import type { Progress } from '#core/domain/job.ts';
import { AppError, type ErrorCode } from '#core/errors.ts';
import { processCalls, type Analyser, type ProcessOptions, type Transcriber } from '#core/pipeline/process-calls.ts';
import { openStore, type Store } from '#core/store/index.ts';
import { aCall, anAnalysis, aTranscript } from '../../builders/calls.ts';
import { aFolder } from '../../builders/folders.ts';
import { fakeClock } from '../../fakes/clock.ts';
import { memoryLogger } from '../../fakes/logger.ts';

/** A store with `count` calls whose recordings lie on the disk. */
function aStoreWithRecordings(count: number): Store {
  const store = openStore(aFolder(), fakeClock());
  onTestFinished(() => store.close());
  for (let index = 1; index <= count; index++) {
    const externalId = String(index);
    store.calls.save(aCall({ externalId, startedAt: `2026-11-20T09:0${index}:00.000Z` }));
    store.recordings.saveStored({
      callId: `demo:${index}`,
      path: `${index}.wav`,
      sha256: `hash-${index}`,
      sizeBytes: 1,
    });
  }
  return store;
}

/** A transcriber that answers at once and remembers what it was asked; `fail` decides by path and attempt. */
function aTranscriber(fail: (path: string, attempt: number) => ErrorCode | undefined = () => undefined) {
  const asked: string[] = [];
  const transcriber: Transcriber = {
    maker: { id: 'test-engine', version: '1' },
    transcribe: ({ path }, { onProgress, signal }) => {
      signal.throwIfAborted();
      asked.push(path);
      const code = fail(path, asked.filter((other) => other === path).length);
      if (code) return Promise.reject(new AppError(code));
      onProgress(30_000);
      return Promise.resolve(aTranscript());
    },
  };
  return { transcriber, asked };
}

const anAnalyser = (version = '1'): Analyser & { readonly asked: number[] } => {
  const asked: number[] = [];
  return {
    asked,
    maker: { id: 'text', version },
    analyse: (call) => {
      asked.push(call.utterances.length);
      return anAnalysis();
    },
  };
};

const options = (store: Store, fields: Partial<ProcessOptions> = {}): ProcessOptions => ({
  store,
  transcriber: aTranscriber().transcriber,
  analyser: anAnalyser(),
  logger: memoryLogger(),
  resolvePath: (relative) => `/data/${relative}`,
  signal: new AbortController().signal,
  ...fields,
});

describe('processing', () => {
  it('transcribes and analyses every stored recording, oldest call first', async () => {
    const store = aStoreWithRecordings(3);
    const { transcriber, asked } = aTranscriber();
    const summary = await processCalls(options(store, { transcriber }));
    expect(summary).toEqual({ transcribed: 3, analysed: 3, failed: [] });
    expect(asked).toEqual(['/data/1.wav', '/data/2.wav', '/data/3.wav']);
    expect(store.analyses.findCurrent('demo:3')?.objections).toHaveLength(1);
  });

  it('does nothing the second time', async () => {
    const store = aStoreWithRecordings(2);
    await processCalls(options(store));
    const { transcriber, asked } = aTranscriber();
    const analyser = anAnalyser();
    expect(await processCalls(options(store, { transcriber, analyser }))).toEqual({
      transcribed: 0,
      analysed: 0,
      failed: [],
    });
    expect(asked).toEqual([]);
    expect(analyser.asked).toEqual([]);
  });

  it('re-analyses without touching audio when only the analyser changed', async () => {
    const store = aStoreWithRecordings(2);
    await processCalls(options(store));
    const { transcriber, asked } = aTranscriber();
    const summary = await processCalls(options(store, { transcriber, analyser: anAnalyser('2') }));
    expect(summary).toMatchObject({ transcribed: 0, analysed: 2 });
    expect(asked).toEqual([]);
  });

  it('goes on with the other calls when one cannot be read, and does not try that one again', async () => {
    const store = aStoreWithRecordings(3);
    const { transcriber, asked } = aTranscriber((path) => (path.endsWith('2.wav') ? 'audio.corrupt' : undefined));
    const summary = await processCalls(options(store, { transcriber }));
    expect(summary).toMatchObject({
      transcribed: 2,
      failed: [{ callId: 'demo:2', stage: 'transcribe', error: { code: 'audio.corrupt' } }],
    });
    expect(await processCalls(options(store, { transcriber }))).toMatchObject({ transcribed: 0, failed: [] });
    expect(asked.filter((path) => path.endsWith('2.wav'))).toHaveLength(1);
  });

  it('gives a crashed engine two more attempts, then sets the call aside', async () => {
    const store = aStoreWithRecordings(2);
    const { transcriber, asked } = aTranscriber((path, attempt) =>
      path.endsWith('1.wav') || attempt === 1 ? 'engine.crashed' : undefined,
    );
    const summary = await processCalls(options(store, { transcriber }));
    expect(asked).toEqual(['/data/1.wav', '/data/1.wav', '/data/1.wav', '/data/2.wav', '/data/2.wav']);
    expect(summary).toMatchObject({
      transcribed: 1,
      failed: [{ callId: 'demo:1', error: { code: 'engine.crashed' } }],
    });
  });

  it('sets aside a call that brought the whole program down three times', async () => {
    const store = aStoreWithRecordings(1);
    const { transcriber, asked } = aTranscriber();
    store.jobs.plan('demo:1', 'transcribe', 'hash-1|test-engine@1');
    for (let crash = 0; crash < 3; crash++) store.jobs.start('demo:1', 'transcribe');
    const summary = await processCalls(options(store, { transcriber }));
    expect(asked).toEqual([]);
    expect(summary.failed).toMatchObject([{ error: { code: 'engine.crashed' } }]);
  });

  it('stops at a full disk and keeps the call for later', async () => {
    const store = aStoreWithRecordings(2);
    const { transcriber } = aTranscriber(() => 'disk.full');
    await expect(processCalls(options(store, { transcriber }))).rejects.toMatchObject({ code: 'disk.full' });
    expect(store.jobs.open('transcribe')).toMatchObject([{ attempts: 0 }, { attempts: 0 }]);
  });

  it('stops when cancelled, keeps what is done and continues from there', async () => {
    const store = aStoreWithRecordings(3);
    const controller = new AbortController();
    const { transcriber } = aTranscriber((path) => {
      if (path.endsWith('2.wav')) controller.abort();
      return undefined;
    });
    await expect(processCalls(options(store, { transcriber, signal: controller.signal }))).rejects.toMatchObject({
      code: 'job.cancelled',
    });
    const { transcriber: later, asked } = aTranscriber();
    await processCalls(options(store, { transcriber: later }));
    expect(asked).toEqual(['/data/3.wav']);
  });

  it('transcribes no more than the limit', async () => {
    const store = aStoreWithRecordings(3);
    expect(await processCalls(options(store, { limit: 2 }))).toMatchObject({ transcribed: 2, analysed: 2 });
  });

  it('counts progress in milliseconds of audio up to the total', async () => {
    const store = aStoreWithRecordings(2);
    const seen: Progress[] = [];
    await processCalls(options(store, { onProgress: (progress) => seen.push(progress) }));
    expect(seen[0]).toMatchObject({ audioDoneMs: 0, audioTotalMs: 120_000, callsDone: 0, callsTotal: 2 });
    expect(seen[1]).toMatchObject({ audioDoneMs: 30_000, audioTotalMs: 120_000, callsDone: 0, callsTotal: 2 });
    expect(seen.at(-1)).toMatchObject({ audioDoneMs: 120_000, callsDone: 2 });
    expect(seen.map(({ audioDoneMs }) => audioDoneMs)).toEqual(
      seen.map(({ audioDoneMs }) => audioDoneMs).sort((a, b) => a - b),
    );
  });

  it('tells how far each call is that is worked on, and at which step', async () => {
    const store = aStoreWithRecordings(2);
    const steps: string[] = [];
    const onProgress = ({ current }: Progress): void => {
      const told = current.map((call) => `${call.callId} ${call.stage} ${call.audioDoneMs}/${call.audioTotalMs}`);
      steps.push(told.join(', '));
    };
    await processCalls(options(store, { onProgress }));
    const ofOne = (id: string): string[] => [
      `${id} transcribe 0/60000`,
      `${id} transcribe 30000/60000`,
      '',
      `${id} analyse 0/60000`,
      '',
    ];
    expect(steps).toEqual([...ofOne('demo:1'), ...ofOne('demo:2')]);
  });

  it('counts texts while stored ones are analysed, and calls after', async () => {
    const store = aStoreWithRecordings(3);
    await processCalls(options(store));
    store.recordings.saveStored({ callId: 'demo:1', path: '1.wav', sha256: 'other', sizeBytes: 1 });
    const seen: string[] = [];
    const onProgress = ({ stage, callsDone }: Progress): void => void seen.push(`${stage} ${callsDone}`);
    await processCalls(options(store, { analyser: anAnalyser('2'), onProgress }));
    expect([...new Set(seen)]).toEqual([
      ...['analyse 0', 'analyse 1', 'analyse 2', 'analyse 3'],
      ...['transcribe 0', 'transcribe 1'],
    ]);
  });

  it('tells of all calls that are heard at the same time', async () => {
    const store = aStoreWithRecordings(3);
    const most: number[] = [];
    await processCalls(options(store, { concurrency: 3, onProgress: ({ current }) => most.push(current.length) }));
    expect(Math.max(...most)).toBe(3);
    expect(most.at(-1)).toBe(0);
  });

  it('runs several calls at a time and each once', async () => {
    const store = aStoreWithRecordings(6);
    const { transcriber, asked } = aTranscriber();
    expect(await processCalls(options(store, { transcriber, concurrency: 3 }))).toMatchObject({
      transcribed: 6,
      analysed: 6,
    });
    expect(new Set(asked).size).toBe(6);
  });
});
