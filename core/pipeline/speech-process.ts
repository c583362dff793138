/** The core's side of the speech process: starts it when needed, ends it when idle, survives its death. */

import { join } from 'node:path';

import type { Transcript, Utterance } from '#core/domain/transcript.ts';
import { AppError } from '#core/errors.ts';
import type { ChildHandle, ProcessForker } from '#core/ports.ts';
import type { FailedReply, RefineMessage, RefineReply, RefineRequest } from './refine-messages.ts';
import { isSpeechReply, type SpeechReply, type TranscribeMessage } from './speech-messages.ts';
import type { TrialReply, TrialRequest, TryModelMessage } from './trial-messages.ts';

export type TranscribeRequest = Omit<TranscribeMessage, 'type' | 'id'>;

export interface TranscribeCallOptions {
  readonly signal?: AbortSignal;
  readonly onProgress?: (audioDoneMs: number, audioTotalMs: number) => void;
}

export interface SpeechProcess {
  /**
   * Transcribes a recording; requests wait for each other. Throws what the process reports, `engine.crashed` when it
   * died or hung (the next request gets a fresh one), and `job.cancelled` when aborted, which kills a running request.
   */
  transcribe(request: TranscribeRequest, options?: TranscribeCallOptions): Promise<Transcript>;
  /**
   * Works on a finished transcript: its utterances, or null where nothing can be said. Throws as `transcribe`.
   */
  refine(request: RefineRequest, options?: TranscribeCallOptions): Promise<readonly Utterance[] | null>;
  /** Tries a model that is no speech engine on a known input. Throws `model.corrupt` and as `transcribe`. */
  tryModel(request: TrialRequest, options?: TranscribeCallOptions): Promise<void>;
  /** Ends the process; requests that still run fail with `job.cancelled`. */
  close(): void;
}

export interface SpeechProcessOptions {
  readonly forker: ProcessForker;
  /** The process ends after this long without work. Default: 3 minutes. */
  readonly idleMs?: number;
  /** A request without a sign of life for this long is hung; loading a large model counts. Default: 2 minutes. */
  readonly hangMs?: number;
  /** The module to run; replaced in tests. */
  readonly workerPath?: string;
}

const IDLE_MS = 180_000;
const HANG_MS = 120_000;

type WithoutId<T> = T extends unknown ? Omit<T, 'id'> : never;
type Request = WithoutId<TranscribeMessage | RefineMessage | TryModelMessage>;
type Answer = Extract<SpeechReply | RefineReply | TrialReply, { readonly type: 'done' | 'refined' | 'tried' }>;

export function createSpeechProcess(options: SpeechProcessOptions): SpeechProcess {
  const { forker, idleMs = IDLE_MS, hangMs = HANG_MS } = options;
  const workerPath = options.workerPath ?? join(import.meta.dirname, 'speech-worker.ts');
  const closing = new AbortController();
  let child: ChildHandle | null = null;
  let idleTimer: NodeJS.Timeout | undefined;
  let queue: Promise<unknown> = Promise.resolve();
  let lastId = 0;
  /** The running request; there is at most one. */
  let onReply: ((message: unknown) => void) | null = null;
  let onDeath: ((code: number | null) => void) | null = null;

  const start = (): ChildHandle => {
    const started = forker.fork(workerPath);
    started.onMessage((message) => {
      if (child === started) onReply?.(message);
    });
    started.onExit((code) => {
      if (child !== started) return;
      child = null;
      onDeath?.(code);
    });
    return started;
  };
  const stop = (): void => {
    const old = child;
    child = null;
    old?.kill();
  };

  const run = (request: Request, callOptions: TranscribeCallOptions): Promise<Answer> => {
    const signal = AbortSignal.any([closing.signal, ...(callOptions.signal === undefined ? [] : [callOptions.signal])]);
    if (signal.aborted) return Promise.reject(new AppError('job.cancelled'));
    clearTimeout(idleTimer);
    child ??= start();
    lastId += 1;
    const id = lastId;
    const { promise, resolve, reject } = Promise.withResolvers<Answer>();
    const fail = (error: AppError): void => {
      stop();
      reject(error);
    };
    const hung = (): void => fail(new AppError('engine.crashed', { reason: 'hung', hangMs }));
    let watchdog = setTimeout(hung, hangMs);
    const aborted = (): void => fail(new AppError('job.cancelled'));
    signal.addEventListener('abort', aborted, { once: true });
    onDeath = (code) => reject(new AppError('engine.crashed', { reason: 'died', exitCode: code }));
    onReply = (message) => {
      if (!isSpeechReply(message) || message.id !== id) return;
      clearTimeout(watchdog);
      watchdog = setTimeout(hung, hangMs);
      if (message.type === 'progress') callOptions.onProgress?.(message.audioDoneMs, message.audioTotalMs);
      else if (message.type === 'failed') reject(failureOf(message));
      else resolve(message);
    };
    child.send({ ...request, id } satisfies TranscribeMessage | RefineMessage | TryModelMessage);
    return promise.finally(() => {
      clearTimeout(watchdog);
      signal.removeEventListener('abort', aborted);
      onReply = null;
      onDeath = null;
      idleTimer = setTimeout(stop, idleMs);
      idleTimer.unref();
    });
  };

  const ask = (request: Request, callOptions: TranscribeCallOptions): Promise<Answer> => {
    const result = queue.then(() => run(request, callOptions));
    queue = result.catch(() => undefined);
    return result;
  };

  return {
    async transcribe(request, callOptions = {}) {
      const answer = await ask({ type: 'transcribe', ...request }, callOptions);
      if (answer.type === 'done') return answer.transcript;
      throw new AppError('engine.crashed', { reason: 'wrong answer' });
    },
    async refine(request, callOptions = {}) {
      const answer = await ask({ type: 'refine', ...request }, callOptions);
      if (answer.type === 'refined') return answer.utterances;
      throw new AppError('engine.crashed', { reason: 'wrong answer' });
    },
    async tryModel(request, callOptions = {}) {
      await ask({ type: 'try-model', request }, callOptions);
    },
    close() {
      closing.abort();
      clearTimeout(idleTimer);
      stop();
    },
  };
}

/** The stack is the other process's own, so it takes the place of ours. */
function failureOf({ error, cause }: FailedReply): AppError {
  if (cause === undefined) return AppError.fromData(error);
  const foreign = new Error(cause);
  foreign.stack = cause;
  return new AppError(error.code, error.details, { cause: foreign });
}
