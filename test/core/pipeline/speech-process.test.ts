import { fork } from 'node:child_process';
import { once } from 'node:events';
import { copyFileSync, cpSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { afterAll, describe, expect, onTestFinished, test } from 'vitest';

import {
  createNodeForker,
  createSpeechProcess,
  type SpeechProcess,
  type TranscribeRequest,
} from '#core/pipeline/index.ts';

import type { ChildHandle, ProcessForker } from '#core/ports.ts';
import { sine, writeWave } from '../../builders/audio.ts';
import { aFolder } from '../../builders/folders.ts';

const BUNDLED = join(import.meta.dirname, '../../../models/bundled/speech');
const SAMPLE = join(BUNDLED, 'sample.wav');
const requestFor = (path: string, modelFolder = BUNDLED): TranscribeRequest => ({
  path,
  direction: 'out',
  agentName: null,
  channelRoles: 'auto',
  engineId: 'bundled-ru-8k',
  modelFolder,
});

/** A forker that remembers its children, so that a test can kill them. */
function spyingForker(): { forker: ProcessForker; children: ChildHandle[] } {
  const children: ChildHandle[] = [];
  const inner = createNodeForker();
  return {
    children,
    forker: {
      fork(modulePath, args) {
        const child = inner.fork(modulePath, args);
        children.push(child);
        return child;
      },
    },
  };
}

function aProcess(
  forker = createNodeForker(),
  options: { hangMs?: number; idleMs?: number; workerPath?: string } = {},
) {
  const speech = createSpeechProcess({ forker, ...options });
  onTestFinished(() => speech.close());
  return speech;
}

/** A minute and a half of two faint tones: long enough to be interrupted. */
function aLongRecording(): string {
  const tone = (hz: number) => sine({ hz, rateHz: 8000, samples: 8000 * 90, amplitude: 0.001 });
  return writeWave(join(aFolder(), 'long.wav'), 8000, [tone(200), tone(300)]);
}

describe('the speech process', () => {
  // One process for the tests that leave it alive: models are loaded once.
  const shared: SpeechProcess = createSpeechProcess({ forker: createNodeForker() });
  afterAll(() => shared.close());

  test('transcribes a recording', async () => {
    const transcript = await shared.transcribe(requestFor(SAMPLE));
    expect(transcript).toMatchObject({ durationMs: 4834, channels: 1, engine: { id: 'bundled-ru-8k' } });
    expect(transcript.utterances).toHaveLength(1);
    expect(transcript.utterances[0]).toMatchObject({ speaker: 'unknown' });
    expect(transcript.utterances[0]!.text).toContain('меня зовут андрей');
  });

  test('reports progress and takes requests one after the other', async () => {
    const progress: [number, number][] = [];
    const [first, second] = await Promise.all([
      shared.transcribe(requestFor(aLongRecording()), { onProgress: (done, total) => progress.push([done, total]) }),
      shared.transcribe(requestFor(SAMPLE)),
    ]);
    expect(first.durationMs).toBe(90_000);
    expect(second.durationMs).toBe(4834);
    expect(progress).not.toEqual([]);
    expect(progress.every(([done, total]) => done <= total && total === 90_000)).toBe(true);
  });

  test('calls a recording without speech a transcript without utterances', async () => {
    const path = writeWave(join(aFolder(), 'silence.wav'), 8000, [new Float32Array(24_000), new Float32Array(24_000)]);
    expect(await shared.transcribe(requestFor(path))).toMatchObject({ durationMs: 3000, utterances: [] });
  });

  test('passes on what is wrong with a recording, and goes on', async () => {
    const folder = aFolder();
    const page = join(folder, 'call.mp3');
    writeFileSync(page, '<html><body>Not found</body></html>');
    await expect(shared.transcribe(requestFor(page))).rejects.toMatchObject({ code: 'recording.not-audio' });
    const empty = join(folder, 'empty.wav');
    writeFileSync(empty, '');
    await expect(shared.transcribe(requestFor(empty))).rejects.toMatchObject({ code: 'audio.empty' });
    const none = join(folder, 'none.wav');
    await expect(shared.transcribe(requestFor(none))).rejects.toMatchObject({ code: 'file.not-found' });
    expect((await shared.transcribe(requestFor(SAMPLE))).utterances).toHaveLength(1);
  });

  test('says when a model is damaged or missing, and works with a good one afterwards', async () => {
    const folder = aFolder();
    cpSync(BUNDLED, folder, { recursive: true });
    truncateSync(join(folder, 'bundled-ru-8k.onnx'), 1_000_000);
    await expect(shared.transcribe(requestFor(SAMPLE, folder))).rejects.toMatchObject({ code: 'model.corrupt' });
    copyFileSync(join(BUNDLED, 'bundled-ru-8k.onnx'), join(folder, 'bundled-ru-8k.onnx'));
    truncateSync(join(folder, 'word-lm.bin'), 1000);
    await expect(shared.transcribe(requestFor(SAMPLE, folder))).rejects.toMatchObject({ code: 'model.corrupt' });
    await expect(shared.transcribe(requestFor(SAMPLE, aFolder()))).rejects.toMatchObject({ code: 'model.missing' });
    expect((await shared.transcribe(requestFor(SAMPLE))).utterances).toHaveLength(1);
  });

  test('is killed by a cancelled request and replaced for the next', async () => {
    const { forker, children } = spyingForker();
    const speech = aProcess(forker);
    const abort = new AbortController();
    const running = speech.transcribe(requestFor(aLongRecording()), {
      signal: abort.signal,
      onProgress: () => abort.abort(),
    });
    await expect(running).rejects.toMatchObject({ code: 'job.cancelled' });
    expect((await speech.transcribe(requestFor(SAMPLE))).utterances).toHaveLength(1);
    expect(children).toHaveLength(2);
  });

  test('that is killed from outside fails its request and is replaced', async () => {
    const { forker, children } = spyingForker();
    const speech = aProcess(forker);
    const running = speech.transcribe(requestFor(aLongRecording()), { onProgress: () => children[0]!.kill() });
    await expect(running).rejects.toMatchObject({ code: 'engine.crashed', details: { reason: 'died' } });
    expect((await speech.transcribe(requestFor(SAMPLE))).utterances).toHaveLength(1);
  });

  test('that hangs or cannot start fails its request', async () => {
    const folder = aFolder();
    const hanging = join(folder, 'hanging.mjs');
    writeFileSync(hanging, 'process.on("message", () => {}); process.on("disconnect", () => process.exit());');
    const request = requestFor(SAMPLE);
    await expect(aProcess(undefined, { workerPath: hanging, hangMs: 50 }).transcribe(request)).rejects.toMatchObject({
      code: 'engine.crashed',
      details: { reason: 'hung' },
    });
    const missing = aProcess(undefined, { workerPath: join(folder, 'none.mjs') });
    await expect(missing.transcribe(request)).rejects.toMatchObject({ code: 'engine.crashed' });
  });

  test('ends when it is idle and starts again when needed', async () => {
    const { forker, children } = spyingForker();
    const speech = aProcess(forker, { idleMs: 1 });
    await speech.transcribe(requestFor(SAMPLE));
    await new Promise<void>((resolve) => children[0]!.onExit(() => resolve()));
    expect((await speech.transcribe(requestFor(SAMPLE))).utterances).toHaveLength(1);
    expect(children).toHaveLength(2);
  });

  test('ends by itself when its parent has gone', async () => {
    const child = fork(join(import.meta.dirname, '../../../core/pipeline/speech-worker.ts'), [], {
      execArgv: [],
      serialization: 'advanced',
    });
    child.send({ type: 'transcribe', id: 1, ...requestFor(aLongRecording()) });
    await once(child, 'message');
    child.disconnect();
    expect(await once(child, 'exit')).toEqual([0, null]);
  });

  test('that is closed runs nothing any more', async () => {
    const speech = aProcess();
    speech.close();
    await expect(speech.transcribe(requestFor(SAMPLE))).rejects.toMatchObject({ code: 'job.cancelled' });
  });
});
