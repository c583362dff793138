import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { openApp } from '#core/app.ts';
import { systemClock } from '#core/clock.ts';
import type { Transcript, Utterance } from '#core/domain/transcript.ts';
import { resourcesIn } from '#core/resources.ts';
import { createRefining } from '#core/services/refining.ts';
import { ROOT } from '../../builders/cli.ts';
import { aCall, anUtterance, aTranscript } from '../../builders/calls.ts';
import { aFolder } from '../../builders/folders.ts';
import { memoryLogger } from '../../fakes/logger.ts';
import { IDLE } from '../../builders/processing.ts';

const TOMORROW = new Date(Date.now() + 86_400_000).toISOString();
const YESTERDAY = new Date(Date.now() - 86_400_000).toISOString();

const said = (text: string, speaker: Utterance['speaker'] = 'client'): Partial<Transcript> => ({
  utterances: [anUtterance({ text, speaker, words: [] })],
});

/** Calls with these transcripts, heard and done, over the real application. */
function setUp(transcripts: readonly Partial<Transcript>[]) {
  const dataDir = aFolder();
  const [resources, logger] = [resourcesIn(ROOT), memoryLogger()];
  const app = openApp({
    dataDir,
    resources,
    logger,
    clock: systemClock,
    forker: noProcesses,
    timeZone: 'Europe/Moscow',
  });
  onTestFinished(() => app.close());
  const { store } = app;
  transcripts.forEach((transcript, i) => {
    const callId = `demo:${i}`;
    store.calls.save(aCall({ externalId: String(i) }));
    store.recordings.saveStored({ callId, path: `${i}.wav`, sha256: `hash${i}`, sizeBytes: 1 });
    store.jobs.plan(callId, 'transcribe', 'key');
    store.jobs.finish(callId, 'transcribe');
    store.transcripts.save(callId, aTranscript(transcript), `hash${i}`);
  });
  const done: string[] = [];
  let isRunning = false;
  const processing = {
    state: () => ({ ...IDLE, isRunning }),
    onChange: () => () => undefined,
    start: () => void done.push('start'),
    redo: (callIds: readonly string[], stage: 'transcribe' | 'analyse') => {
      done.push(`${stage} ${callIds.join(' ')}`);
      return callIds.filter((id) => store.jobs.redo(id, stage)).length;
    },
    noteChange: () => undefined,
    cancel: () => {
      done.push('cancel');
      return Promise.resolve();
    },
  };
  const install = (id: string, installedAt: string): void => {
    const folder = path.join(dataDir, 'models', id);
    mkdirSync(folder, { recursive: true });
    const facts = { format: 'razbor-model', version: 1, id, engine: 'e', repo: 'a/b', commit: null, files: [] };
    writeFileSync(path.join(folder, 'manifest.json'), JSON.stringify({ ...facts, installedAt }));
  };
  const refining = createRefining(app, { dataDir, processing });
  return { store, refining, install, done, setRunning: () => (isRunning = true) };
}

const noProcesses = {
  fork(): never {
    throw new Error('nothing is transcribed here');
  },
};

describe('transcripts without punctuation', () => {
  const TEXTS = [said('добрый день это дорого'), said('Добрый день. Это дорого?'), said('перезвоните завтра')];

  it('are counted once the model is installed, and heard again when that is wanted', async () => {
    const { refining, install, done, store } = setUp(TEXTS);
    expect(await refining.plain()).toEqual({ punctuation: 0, diarization: 0 });
    install('rupunct-small', TOMORROW);
    expect(await refining.plain()).toEqual({ punctuation: 2, diarization: 0 });
    expect(await refining.hearAgain('punctuation')).toBe(2);
    expect(done).toEqual(['transcribe demo:0 demo:2']);
    expect(store.jobs.find('demo:0', 'transcribe')?.state).toBe('pending');
    // What waits already is not offered again.
    expect(await refining.plain()).toMatchObject({ punctuation: 0 });
  });

  it('are none where the transcript is newer than the model, or a person chose it', async () => {
    const { refining, install, store } = setUp(TEXTS);
    install('rupunct-small', YESTERDAY);
    expect(await refining.plain()).toMatchObject({ punctuation: 0 });
    install('rupunct-small', TOMORROW);
    store.transcriptVersions.setChosen(store.transcripts.findCurrent('demo:0')!.id, true);
    expect(await refining.plain()).toMatchObject({ punctuation: 1 });
  });

  it('join a run that goes on', async () => {
    const { refining, install, done, setRunning } = setUp(TEXTS);
    install('rupunct-small', TOMORROW);
    setRunning();
    await refining.hearAgain('punctuation');
    expect(done).toEqual(['transcribe demo:0 demo:2', 'cancel', 'start']);
  });
});

it('transcripts of one channel without speakers wait for both models', async () => {
  const { refining, install } = setUp([
    { channels: 1, agentChannel: null, ...said('добрый день', 'unknown') },
    { channels: 1, agentChannel: null, ...said('добрый день', 'agent') },
    { channels: 2, ...said('добрый день', 'unknown') },
    { channels: 1, agentChannel: null, utterances: [] },
  ]);
  install('pyannote-segmentation', YESTERDAY);
  expect(await refining.plain()).toMatchObject({ diarization: 0 });
  install('wespeaker-resnet34', TOMORROW);
  expect(await refining.plain()).toEqual({ punctuation: 0, diarization: 1 });
});
