import { describe, expect, it, onTestFinished } from 'vitest';
import type { ClosableTranscriber } from '#core/pipeline/transcriber.ts';
import type { CallAnalysis, CallText } from '#core/domain/finding.ts';
import { analyseAgain, processCalls } from '#core/pipeline/process-calls.ts';
import { transcribeRequested } from '#core/pipeline/requested-transcripts.ts';
import { AppError } from '#core/errors.ts';
import { openStore } from '#core/store/index.ts';
import { aCall, anAnalysis, aTranscript, anUtterance } from '../../builders/calls.ts';
import { aFolder } from '../../builders/folders.ts';
import { fakeClock } from '../../fakes/clock.ts';
import { memoryLogger } from '../../fakes/logger.ts';

const USUAL = 'usual';

/** Three calls that the usual engine has transcribed. */
async function setUp() {
  const store = openStore(aFolder(), fakeClock());
  onTestFinished(() => store.close());
  for (const externalId of ['1', '2', '3']) {
    store.calls.save(aCall({ externalId }));
    store.recordings.saveStored({ callId: `demo:${externalId}`, path: 'a.wav', sha256: externalId, sizeBytes: 1 });
  }
  const opened: string[] = [];
  const engine = (id: string, version = '1'): ClosableTranscriber => ({
    maker: { id, version },
    transcribe: () =>
      Promise.resolve(
        aTranscript({ engine: { id, version }, utterances: [anUtterance({ text: `слышит ${id} ${version}` })] }),
      ),
    close: () => undefined,
  });
  const common = {
    store,
    analyser: { maker: { id: 'text', version: '1' }, analyse: () => anAnalysis() },
    logger: memoryLogger(),
    resolvePath: (relative: string) => relative,
    signal: new AbortController().signal,
  };
  const usual = (version = '1') => processCalls({ ...common, transcriber: engine(USUAL, version) });
  const requested = () =>
    transcribeRequested({
      ...common,
      usualEngineId: USUAL,
      openEngine: (id) => {
        opened.push(id);
        return id === 'gone' ? Promise.reject(new AppError('model.missing')) : Promise.resolve(engine(id));
      },
    });
  const ask = (callId: string, engineId: string): void => {
    store.engineRequests.save(callId, engineId);
    store.jobs.plan(callId, 'transcribe', `${engineId}|asked`);
  };
  const text = (callId: string) => store.transcripts.findCurrent(callId)?.utterances[0]?.text;
  await usual();
  return { store, usual, requested, ask, text, opened };
}

describe('a call that somebody wants heard by another engine', () => {
  it('is transcribed and analysed by it, the others are not', async () => {
    const { store, requested, ask, text } = await setUp();
    ask('demo:2', 'better');
    expect(await requested()).toEqual({ transcribed: 1, analysed: 1, failed: [] });
    expect(['1', '2', '3'].map((id) => text(`demo:${id}`))).toEqual([
      'слышит usual 1',
      'слышит better 1',
      'слышит usual 1',
    ]);
    expect(store.analyses.findCurrent('demo:2')?.transcriptId).toBe(store.transcripts.findCurrent('demo:2')?.id);
    expect(store.engineRequests.list()).toEqual([]);
  });

  it('stays with it when the usual engine changes, until the usual one is asked for', async () => {
    const { usual, requested, ask, text } = await setUp();
    ask('demo:2', 'better');
    await requested();
    expect(await usual('2')).toMatchObject({ transcribed: 2 });
    expect(text('demo:2')).toBe('слышит better 1');
    ask('demo:2', USUAL);
    await requested();
    expect(text('demo:2')).toBe('слышит usual 1');
    await usual('3');
    expect(text('demo:2')).toBe('слышит usual 3');
  });

  it('is left to its engine by the usual run', async () => {
    const { usual, ask, text } = await setUp();
    ask('demo:2', 'better');
    expect(await usual('2')).toMatchObject({ transcribed: 2 });
    expect(text('demo:2')).toBe('слышит usual 1');
  });

  it('fails alone when its engine is gone', async () => {
    const { store, requested, ask, text, opened } = await setUp();
    ask('demo:1', 'gone');
    ask('demo:2', 'better');
    expect(await requested()).toMatchObject({
      transcribed: 1,
      failed: [{ callId: 'demo:1', error: { code: 'model.missing' } }],
    });
    expect(text('demo:1')).toBe('слышит usual 1');
    expect(store.jobs.find('demo:1', 'transcribe')?.state).toBe('failed');
    await requested();
    expect(opened).toEqual(['gone', 'better']);
  });

  it('is kept as a person left it when it is transcribed again with many others; the new text waits beside it', async () => {
    const { store, usual, text } = await setUp();
    const first = store.transcripts.findCurrent('demo:1')!;
    store.transcriptVersions.rewrite(store.transcriptVersions.copy('demo:1', first.id, 'edited'), 0, {
      text: 'исправлено',
      words: [],
    });
    store.jobs.redo('demo:1', 'transcribe');
    await usual('2');
    expect(text('demo:1')).toBe('исправлено');
    expect(store.transcriptVersions.list('demo:1')).toMatchObject([
      { change: 'transcribed', isCurrent: false, engine: { version: '2' } },
      { change: 'edited', isCurrent: true },
      { id: first.id, isCurrent: false },
    ]);
  });

  it('is analysed as it reads in the end when somebody corrects it meanwhile', async () => {
    const { store } = await setUp();
    const read: string[] = [];
    const analyse = ({ utterances }: CallText): Promise<CallAnalysis> => {
      read.push(utterances[0]!.text);
      if (read.length === 1) edit('исправлено дважды');
      return Promise.resolve(anAnalysis());
    };
    const edit = (text: string): void => {
      const id = store.transcriptVersions.copy('demo:1', store.transcripts.findCurrent('demo:1')!.id, 'edited');
      store.transcriptVersions.rewrite(id, 0, { text, words: [] });
    };
    edit('исправлено');
    const analyser = { maker: { id: 'text', version: '1' }, analyse };
    await analyseAgain({ store, analyser, logger: memoryLogger(), signal: new AbortController().signal }, 'demo:1');
    expect(read).toEqual(['исправлено', 'исправлено дважды']);
    expect(store.analyses.findCurrent('demo:1')?.transcriptId).toBe(store.transcripts.findCurrent('demo:1')?.id);
    expect(store.jobs.find('demo:1', 'analyse')?.state).toBe('done');
  });
});
