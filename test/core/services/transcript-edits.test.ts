import { describe, expect, it, onTestFinished } from 'vitest';
import { openApp } from '#core/app.ts';
import { systemClock } from '#core/clock.ts';
import { resourcesIn } from '#core/resources.ts';
import { createTranscriptEdits } from '#core/services/transcript-edits.ts';
import type { Utterance } from '#core/domain/transcript.ts';
import { ROOT } from '../../builders/cli.ts';
import { aCall, anUtterance, aTranscript } from '../../builders/calls.ts';
import { aFolder } from '../../builders/folders.ts';
import { memoryLogger } from '../../fakes/logger.ts';

const TURNS: readonly Utterance[] = [
  anUtterance({ speaker: 'agent', text: 'добрый день это компания окна', words: [], startMs: 0, endMs: 2_000 }),
  anUtterance({ speaker: 'client', text: 'здравствуйте', words: [], startMs: 2_000, endMs: 3_000 }),
  anUtterance({ speaker: 'agent', text: 'окно стоит тридцать тысяч', words: [], startMs: 3_000, endMs: 5_000 }),
  anUtterance({ speaker: 'client', text: 'хорошо спасибо', words: [], startMs: 5_000, endMs: 7_000 }),
  anUtterance({ speaker: 'agent', text: 'оформляем договор', words: [], startMs: 7_000, endMs: 9_000 }),
];
const CALL = 'demo:1';

/** A call with a transcript that has been analysed, over the real application. */
async function setUp(utterances = TURNS) {
  const dataDir = aFolder();
  const [resources, logger] = [resourcesIn(ROOT), memoryLogger()];
  const common = { dataDir, resources, logger, clock: systemClock, timeZone: 'Europe/Moscow' };
  const app = openApp({ ...common, forker: noProcesses });
  let [started, changes] = [0, 0];
  const processing = {
    start: () => {
      started += 1;
    },
    cancel: () => Promise.resolve(),
    noteChange: () => {
      changes += 1;
    },
  };
  const edits = createTranscriptEdits(app, { ...common, processing });
  onTestFinished(async () => {
    await edits.stop();
    app.close();
  });
  const { store } = app;
  store.calls.save(aCall());
  store.recordings.saveStored({ callId: CALL, path: '1.wav', sha256: 'hash', sizeBytes: 1 });
  store.transcripts.save(CALL, aTranscript({ utterances }), 'hash');
  await app.analyseAgain(CALL, new AbortController().signal);
  const current = () => store.transcripts.findCurrent(CALL)!;
  const seen = () => ({ callId: CALL, versionId: current().id });
  const found = (text: string) => store.callList.ids({ text }, 10);
  return { app, store, edits, current, seen, found, started: () => started, changes: () => changes };
}

const noProcesses = {
  fork(): never {
    throw new Error('nothing is transcribed here');
  },
};

describe('correcting a transcript', { timeout: 60_000 }, () => {
  it('puts the new words into the text, the search and the findings', async () => {
    const { store, edits, seen, current, found, changes } = await setUp();
    expect(store.analyses.findCurrent(CALL)?.objections).toEqual([]);
    edits.editText({ ...seen(), utterance: 3, text: '  это очень дорого   для нас ' });
    expect(current().utterances[3]?.text).toBe('это очень дорого для нас');
    expect(edits.history(CALL).isAnalysing).toBe(true);
    expect(found('дорого')).toEqual([CALL]);
    expect(found('спасибо')).toEqual([]);
    await edits.whenAnalysed();
    expect(edits.history(CALL).isAnalysing).toBe(false);
    const analysis = store.analyses.findCurrent(CALL)!;
    expect(analysis.objections).toMatchObject([{ category: 'price', utterance: 3 }]);
    expect(analysis.transcriptId).toBe(current().id);
    expect(changes()).toBeGreaterThan(0);
  });

  it('keeps every version with how it came to be, and goes back to an earlier one', async () => {
    const { store, edits, seen, current } = await setUp();
    const first = current();
    edits.editText({ ...seen(), utterance: 3, text: 'это дорого' });
    edits.setSpeaker({ ...seen(), utterance: 1, speaker: 'agent' });
    edits.swapSpeakers(seen());
    expect(edits.history(CALL).versions).toMatchObject([
      { change: 'swapped', isCurrent: true, isChosen: true, engine: { id: 'test-engine' } },
      { change: 'speaker', isCurrent: false },
      { change: 'edited', isCurrent: false },
      { id: first.id, change: 'transcribed', isCurrent: false, isChosen: false },
    ]);
    edits.goBack({ callId: CALL, versionId: first.id });
    await edits.whenAnalysed();
    expect(current()).toEqual(first);
    expect(store.analyses.findCurrent(CALL)).toMatchObject({ transcriptId: first.id, objections: [] });
    expect(edits.history(CALL).versions).toHaveLength(4);
  });

  it('swaps the sides with their channels, and gives one utterance to the other side', async () => {
    const { edits, seen, current } = await setUp();
    edits.swapSpeakers(seen());
    expect(current()).toMatchObject({ agentChannel: 1 });
    expect(current().utterances.map(({ speaker }) => speaker)).toEqual([
      'client',
      'agent',
      'client',
      'agent',
      'client',
    ]);
    edits.setSpeaker({ ...seen(), utterance: 0, speaker: 'agent' });
    expect(current().utterances[0]?.speaker).toBe('agent');
  });

  it('makes no version where nothing changes', async () => {
    const { edits, seen } = await setUp();
    edits.editText({ ...seen(), utterance: 1, text: 'здравствуйте' });
    edits.setSpeaker({ ...seen(), utterance: 1, speaker: 'client' });
    expect(edits.history(CALL).versions).toHaveLength(1);
  });

  it('refuses what was meant for another version, for no utterance, or leaves nothing', async () => {
    const { edits, seen } = await setUp();
    const before = seen();
    edits.editText({ ...before, utterance: 3, text: 'это дорого' });
    const refused = expect.objectContaining({ code: 'input.invalid' }) as Error;
    expect(() => edits.editText({ ...before, utterance: 3, text: 'нет' })).toThrow(refused);
    expect(() => edits.editText({ ...seen(), utterance: 9, text: 'нет' })).toThrow(refused);
    expect(() => edits.editText({ ...seen(), utterance: 3, text: ' ' })).toThrow(refused);
    expect(() => edits.goBack({ callId: CALL, versionId: 999 })).toThrow(refused);
  });

  it('does not swap sides that nobody could tell apart', async () => {
    const { edits, seen } = await setUp(TURNS.map((turn) => ({ ...turn, speaker: 'unknown' as const })));
    expect(() => edits.swapSpeakers(seen())).toThrow(expect.objectContaining({ code: 'input.invalid' }) as Error);
  });

  it('is not undone by another model: only what nobody touched is transcribed anew', async () => {
    const { store, edits, seen } = await setUp();
    store.calls.save(aCall({ externalId: '2' }));
    store.recordings.saveStored({ callId: 'demo:2', path: '2.wav', sha256: 'hash-2', sizeBytes: 1 });
    store.transcripts.save('demo:2', aTranscript(), 'hash-2');
    edits.editText({ ...seen(), utterance: 3, text: 'это дорого' });
    const stale = (): string[] => store.staleWork.toTranscribe({ id: 'new', version: '1' }).map(({ callId }) => callId);
    expect(stale()).toEqual(['demo:2']);
    // A new recording is something else: the old words are not its words.
    store.recordings.saveStored({ callId: CALL, path: '1.wav', sha256: 'other', sizeBytes: 1 });
    expect(stale()).toEqual([CALL, 'demo:2']);
  });

  it('keeps the words of the vocabulary where the text was not touched', async () => {
    const { store, edits, seen, current } = await setUp();
    store.vocabulary.rewriteTranscript(current().id, ({ text, words }) =>
      text.includes('окна') ? { text: text.replace('окна', 'Окна Плюс'), words } : null,
    );
    edits.editText({ ...seen(), utterance: 3, text: 'это дорого' });
    expect(current().utterances[0]?.text).toContain('Окна Плюс');
    store.vocabulary.rewriteTranscript(current().id, () => null);
    expect(current().utterances[0]?.text).toBe('добрый день это компания окна');
    expect(current().utterances[3]?.text).toBe('это дорого');
  });

  it('asks for another engine only where there is a recording and such an engine', async () => {
    const { store, edits, started } = await setUp();
    await expect(edits.transcribeBy(CALL, 'no-such')).rejects.toMatchObject({ code: 'engine.unknown' });
    await edits.transcribeBy(CALL, 'bundled-ru-8k');
    expect(edits.history(CALL).requestedEngineId).toBe('bundled-ru-8k');
    expect(store.jobs.open('transcribe')).toMatchObject([{ callId: CALL }]);
    expect(started()).toBe(1);
    store.recordings.setState(CALL, 'deleted');
    await expect(edits.transcribeBy(CALL, 'bundled-ru-8k')).rejects.toMatchObject({ code: 'recording.missing' });
  });
});
