import { rmSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { describe, expect, onTestFinished, test } from 'vitest';

import { createNodeForker, createTranscriber, type Refiners } from '#core/pipeline/index.ts';
import { measureTalk } from '#core/talk/index.ts';
import type { Logger } from '#core/ports.ts';
import { readPlainWave, writeWave } from '../../builders/audio.ts';
import { aFolder } from '../../builders/folders.ts';
import { aPunctuationModel } from '../../builders/punctuation-model.ts';
import { joined } from '../../builders/sounds.ts';
import { aSegmentationModel, aVoice, aVoicePrintModel } from '../../builders/voices.ts';

const BUNDLED = join(import.meta.dirname, '../../../models/bundled/speech');
const WORKER = join(import.meta.dirname, '../../../core/pipeline/speech-worker.ts');
const NO_REFINERS: Refiners = { punctuation: null, diarization: null };

/** The sample (4.8 s, its first words at 0.3 s) with a low tone under its first half and a high one under the rest. */
async function aMixedCall(): Promise<string> {
  const speech = await readPlainWave(join(BUNDLED, 'sample.wav'));
  const half = speech.length / 8000 / 2;
  const voices = joined(aVoice(0, half), aVoice(1, half)).filter((_, i) => i % 2 === 0);
  const mixed = speech.map((sample, i) => sample + 0.15 * (voices[i] ?? 0));
  return writeWave(join(aFolder(), 'mixed.wav'), 8000, [mixed]);
}

async function transcribe(path: string, refiners: Refiners, modulePath = WORKER) {
  const events: unknown[] = [];
  const logger: Logger = { log: (_level, event, facts) => events.push([event, facts?.step, facts?.code]) };
  const transcriber = await createTranscriber({
    ...{ forker: createNodeForker(), modulePath, modelFolder: BUNDLED, refiners, logger },
  });
  onTestFinished(() => transcriber.close());
  const signal = new AbortController().signal;
  const transcript = await transcriber.transcribe({ path, direction: 'out' }, { signal, onProgress: () => undefined });
  const text = transcript.utterances.map((turn) => turn.text).join(' ');
  return { transcript, text, events, speakers: transcript.utterances.map(({ speaker }) => speaker) };
}

const diarizationModels = () => {
  const folder = aFolder();
  return { segmentation: aSegmentationModel(folder), voices: aVoicePrintModel(folder) };
};

/** A speech process that dies of refining. */
function aFragileWorker(): string {
  const path = join(aFolder(), 'fragile.mjs');
  const word = { text: 'алло', startMs: 0, endMs: 400 };
  const turn = { speaker: 'unknown', startMs: 0, endMs: 400, text: 'алло', confidence: 1, words: [word] };
  const engine = { id: 'fragile', version: '1' };
  const transcript = { durationMs: 1000, channels: 1, agentChannel: null, engine, utterances: [turn] };
  writeFileSync(
    path,
    `process.on('message', ({ type, id }) => {
       if (type === 'refine') process.kill(process.pid, 'SIGKILL');
       else process.send({ type: 'done', id, transcript: ${JSON.stringify(transcript)} });
     });`,
  );
  return path;
}

describe('a transcript', () => {
  test('is as recognised where no models are installed', async () => {
    const { text, speakers, events } = await transcribe(join(BUNDLED, 'sample.wav'), NO_REFINERS);
    expect(text).toContain('добрый день меня зовут андрей');
    expect(new Set(speakers)).toEqual(new Set(['unknown']));
    expect(events).toEqual([]);
  });

  test('gets punctuation where the model is installed', async () => {
    const punctuation = aPunctuationModel({ добрый: 'UPPER_O', день: 'LOWER_PERIOD', андрей: 'UPPER_COMMA' });
    const { text } = await transcribe(join(BUNDLED, 'sample.wav'), { ...NO_REFINERS, punctuation });
    expect(text).toContain('Добрый день. ');
    expect(text).toContain(' Андрей, ');
  });

  test('gets two speakers, and figures of both, where their voices are told apart', async () => {
    const { transcript, speakers } = await transcribe(await aMixedCall(), {
      ...NO_REFINERS,
      diarization: diarizationModels(),
    });
    expect(transcript).toMatchObject({ channels: 1, agentChannel: null });
    expect(new Set(speakers)).toEqual(new Set(['agent', 'client']));
    expect(measureTalk(transcript).agentShare).toBeGreaterThan(0.2);
  });

  test('keeps its speaker unknown, and no figures of sides, where the voices are not told apart', async () => {
    const { transcript, speakers, events } = await transcribe(join(BUNDLED, 'sample.wav'), {
      ...NO_REFINERS,
      diarization: diarizationModels(),
    });
    expect(new Set(speakers)).toEqual(new Set(['unknown']));
    expect(measureTalk(transcript)).toMatchObject({ agent: null, client: null, agentShare: null });
    expect(events).toEqual([]);
  });

  test('keeps its text where the models are broken or gone, and the log says so', async () => {
    const diarization = diarizationModels();
    truncateSync(join(diarization.voices, 'model.onnx'), 100);
    const punctuation = aPunctuationModel({ добрый: 'UPPER_O' });
    rmSync(punctuation, { recursive: true });
    const { text, speakers, events } = await transcribe(join(BUNDLED, 'sample.wav'), { punctuation, diarization });
    expect(text).toContain('добрый день меня зовут андрей');
    expect(new Set(speakers)).toEqual(new Set(['unknown']));
    expect(events).toEqual([
      ['transcript-not-refined', 'diarize', 'model.corrupt'],
      ['transcript-not-refined', 'punctuate', 'model.missing'],
    ]);
  });

  test('keeps its text where refining takes the whole process down', async () => {
    const refiners = { punctuation: '/none', diarization: { segmentation: '/none', voices: '/none' } };
    const { text, events } = await transcribe('call.wav', refiners, aFragileWorker());
    expect(text).toBe('алло');
    expect(events).toEqual([
      ['transcript-not-refined', 'diarize', 'engine.crashed'],
      ['transcript-not-refined', 'punctuate', 'engine.crashed'],
    ]);
  });
});
