import path from 'node:path';

import { describe, expect, onTestFinished, test } from 'vitest';

import { causeText, toAppError, type AppError } from '#core/errors.ts';
import { createNodeForker, createTranscriber } from '#core/pipeline/index.ts';

import { aFolder } from '../../builders/folders.ts';
import { fakeServer, fakeWhisperModel, linesOf } from '../../builders/whisper.ts';

const ROOT = path.join(import.meta.dirname, '../../..');
const SAMPLE = path.join(ROOT, 'models/bundled/speech/sample.wav');

describe('calls transcribed with an installed Whisper model', () => {
  test('go through one server, with the language of the settings, stretches heard together', async () => {
    const modelFolder = fakeWhisperModel(aFolder());
    const transcriber = await createTranscriber({
      forker: createNodeForker(),
      modulePath: path.join(ROOT, 'core/pipeline/speech-worker.ts'),
      engineId: 'whisper-fake',
      modelFolder,
      engineSettings: { whisperServer: fakeServer('speaks'), language: 'en' },
      vocabulary: ['Андрей'],
    });
    onTestFinished(() => transcriber.close());
    const options = { signal: new AbortController().signal, onProgress: () => undefined };
    for (let call = 0; call < 2; call += 1) {
      const transcript = await transcriber.transcribe({ path: SAMPLE, direction: 'in' }, options);
      expect(transcript.engine).toEqual(transcriber.maker);
      expect(transcript.utterances.map(({ text }) => text)).toEqual(['добрый день, щука']);
    }
    const requests = linesOf(modelFolder, 'requests.jsonl').map((line) => JSON.parse(line) as Record<string, unknown>);
    expect(requests).toHaveLength(2);
    expect(requests[0]).toMatchObject({ language: 'en', prompt: 'Андрей.' });
    expect(linesOf(modelFolder, 'pids.txt')).toHaveLength(1);
  });

  test('say what is missing, and the process goes on', async () => {
    const transcriber = await createTranscriber({
      forker: createNodeForker(),
      modulePath: path.join(ROOT, 'core/pipeline/speech-worker.ts'),
      engineId: 'whisper-fake',
      modelFolder: fakeWhisperModel(aFolder()),
    });
    onTestFinished(() => transcriber.close());
    const options = { signal: new AbortController().signal, onProgress: () => undefined };
    for (let call = 0; call < 2; call += 1) {
      const running = transcriber.transcribe({ path: SAMPLE, direction: 'in' }, options);
      await expect(running).rejects.toMatchObject({ code: 'engine.not-built' });
    }
  });

  test('that kill the server say why in the log', async () => {
    const transcriber = await createTranscriber({
      forker: createNodeForker(),
      modulePath: path.join(ROOT, 'core/pipeline/speech-worker.ts'),
      engineId: 'whisper-fake',
      modelFolder: fakeWhisperModel(aFolder()),
      engineSettings: { whisperServer: fakeServer('dies') },
    });
    onTestFinished(() => transcriber.close());
    const options = { signal: new AbortController().signal, onProgress: () => undefined };
    const error = await transcriber
      .transcribe({ path: SAMPLE, direction: 'in' }, options)
      .catch((thrown: unknown) => toAppError(thrown));
    expect(error).toMatchObject({ code: 'engine.crashed', details: { exitCode: 139 } });
    expect(causeText(error as AppError)).toContain('GGML_ASSERT(rows > 0) failed');
  });
});
