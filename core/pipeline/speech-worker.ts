/**
 * The speech process: keeps the models loaded and transcribes one recording after the other. It may be killed at any
 * moment; nothing it does outlives it.
 */

import { constants, setPriority } from 'node:os';

import { openSession, type ModelSession } from '#core/inference/index.ts';
import { openEngine, sileroModel, type SpeechEngine } from '#core/speech/index.ts';

import { causeText, toAppError } from '#core/errors.ts';
import { tryDeviceMessage } from './device-messages.ts';
import { connectParent } from './parent-port.ts';
import { refineMessage, type RefineMessage, type RefineReply } from './refine-messages.ts';
import { refine } from './refine-work.ts';
import { transcribeMessage, type SpeechReply, type TranscribeMessage } from './speech-messages.ts';
import { transcribeFile } from './transcribe-file.ts';
import { tryModelMessage, type TrialReply, type TryModelMessage } from './trial-messages.ts';
import { tryDevice } from './try-device.ts';
import { tryModel } from './try-model.ts';

const PROGRESS_INTERVAL_MS = 200;
/** Whisper works in a process of its own and takes minutes for a piece on slow computers; this one is alive meanwhile. */
const ALIVE_INTERVAL_MS = 30_000;

// Hours of inference must not make the computer slow for its user; lowering is always allowed.
setPriority(constants.priority.PRIORITY_BELOW_NORMAL);

const parent = connectParent();
const reply = (message: SpeechReply | RefineReply | TrialReply): void => parent.send(message);

let vad: Promise<ModelSession> | null = null;
let loaded: { readonly key: string; readonly engine: Promise<SpeechEngine> } | null = null;

/** The engine of this request, kept for the next one; a failed load is tried anew. */
async function engineFor({ engineId, modelFolder, engineSettings = {} }: TranscribeMessage): Promise<SpeechEngine> {
  const key = JSON.stringify([engineId, modelFolder, engineSettings]);
  if (loaded?.key !== key) {
    const previous = loaded;
    loaded = { key, engine: openEngine(engineId, modelFolder, engineSettings) };
    await previous?.engine.then((engine) => engine.close());
  }
  return loaded.engine;
}

async function transcribe(message: TranscribeMessage): Promise<void> {
  vad ??= openSession(sileroModel(), { threads: 1 });
  let reportedAt = 0;
  let last = { audioDoneMs: 0, audioTotalMs: 0 };
  const report = (): void => reply({ type: 'progress', id: message.id, ...last });
  const alive = setInterval(report, ALIVE_INTERVAL_MS);
  try {
    const transcript = await transcribeFile(message, {
      engine: await engineFor(message),
      vad: await vad,
      onProgress: (audioDoneMs, audioTotalMs) => {
        last = { audioDoneMs, audioTotalMs };
        const now = performance.now();
        if (now - reportedAt < PROGRESS_INTERVAL_MS) return;
        reportedAt = now;
        report();
      },
    });
    reply({ type: 'done', id: message.id, transcript });
  } finally {
    clearInterval(alive);
  }
}

async function answer(message: unknown): Promise<void> {
  const request = transcribeMessage.parse(message);
  try {
    await transcribe(request);
  } catch (error) {
    const failure = toAppError(error);
    if (failure.code.startsWith('model.') || failure.code.startsWith('engine.')) {
      // An engine that did not open has nothing to close.
      void loaded?.engine.then((engine) => engine.close()).catch(() => undefined);
      loaded = null;
      vad = null;
    }
    reply({ type: 'failed', id: request.id, error: failure.toData(), cause: causeText(failure) });
  }
}

async function answerRefining(message: RefineMessage): Promise<void> {
  const { id } = message;
  try {
    const utterances = await refine(message, (audioDoneMs) =>
      reply({ type: 'progress', id, audioDoneMs, audioTotalMs: audioDoneMs }),
    );
    reply({ type: 'refined', id, utterances });
  } catch (error) {
    const failure = toAppError(error);
    reply({ type: 'failed', id, error: failure.toData(), cause: causeText(failure) });
  }
}

async function answerTrial({ id, request }: TryModelMessage): Promise<void> {
  try {
    await tryModel(request);
    reply({ type: 'tried', id });
  } catch (error) {
    const failure = toAppError(error);
    reply({ type: 'failed', id, error: failure.toData(), cause: causeText(failure) });
  }
}

// One at a time: models are shared, and the parent waits anyway.
let queue = Promise.resolve();
parent.onMessage((message) => {
  const device = tryDeviceMessage.safeParse(message);
  queue = queue.then(async () => {
    const refining = refineMessage.safeParse(message);
    const trial = tryModelMessage.safeParse(message);
    if (device.success) parent.send(await tryDevice(device.data));
    else if (trial.success) await answerTrial(trial.data);
    else if (refining.success) await answerRefining(refining.data);
    else await answer(message);
  });
});
