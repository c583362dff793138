/** The core's side of the speech process: starts it when needed, ends it when idle, survives its death. */

import { join } from 'node:path';

import type { Transcript } from '#core/domain/transcript.ts';
import { AppError } from '#core/errors.ts';
import type { ChildHandle, ProcessForker } from '#core/ports.ts';
import { isSpeechReply, type TranscribeMessage } from './speech-messages.ts';

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

  const run = (request: TranscribeRequest, callOptions: TranscribeCallOptions): Promise<Transcript> => {
    const signal = AbortSignal.any([closing.signal, ...(callOptions.signal === undefined ? [] : [callOptions.signal])]);
    if (signal.aborted) return Promise.reject(new AppError('job.cancelled'));
    clearTimeout(idleTimer);
    child ??= start();
    lastId += 1;
    const id = lastId;
    const { promise, resolve, reject } = Promise.withResolvers<Transcript>();
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
      else if (message.type === 'done') resolve(message.transcript);
      else reject(AppError.fromData(message.error));
    };
    child.send({ type: 'transcribe', id, ...request } satisfies TranscribeMessage);
    return promise.finally(() => {
      clearTimeout(watchdog);
      signal.removeEventListener('abort', aborted);
      onReply = null;
      onDeath = null;
      idleTimer = setTimeout(stop, idleMs);
      idleTimer.unref();
    });
  };

  return {
    transcribe(request, callOptions = {}) {
      const result = queue.then(() => run(request, callOptions));
      queue = result.catch(() => undefined);
      return result;
    },
    close() {
      closing.abort();
      clearTimeout(idleTimer);
      stop();
    },
  };
}
