/** The resident server: started for the first piece, replaced when it dies, given up when it keeps dying. */

import { setTimeout as sleep } from 'node:timers/promises';

import { FormData, request } from 'undici';

import { AppError } from '#core/errors.ts';
import { crashOf } from './server-end.ts';
import { CONNECTIONS, startServer, type ServerProcess, type ServerProcessOptions } from './server-process.ts';

export interface InferRequest {
  /** Of whisper.cpp's form. */
  readonly fields: Readonly<Record<string, string>>;
  /** A WAV file. */
  readonly wave: Uint8Array;
}

export interface WhisperServer {
  /** Starts the server where it does not run. Throws as `startServer`. */
  start(): Promise<void>;
  /**
   * Sends one piece; a server that dies on it is replaced and asked once more. Throws `engine.crashed` after that, and
   * the signal's reason when aborted, which makes the server stop working on the piece.
   */
  infer(request: InferRequest, signal?: AbortSignal): Promise<unknown>;
  close(): void;
}

/** Deaths in a row without an answer in between. */
const MOST_DEATHS = 3;
/** From a broken connection to the news that the process is gone. */
const GONE_MS = 5000;

export function createWhisperServer(options: ServerProcessOptions): WhisperServer {
  let running: Promise<ServerProcess> | null = null;
  let deaths = 0;
  let isClosed = false;

  const start = (): Promise<ServerProcess> => {
    if (isClosed) return Promise.reject(new AppError('job.cancelled'));
    const starting = (running ??= startServer(options));
    const forget = (): void => {
      if (running === starting) running = null;
    };
    starting.then(async (server) => {
      if (isClosed) server.kill();
      await server.ended;
      forget();
    }, forget);
    return starting;
  };

  /** Ends a server that has lost its connection. @returns why, counted */
  const bury = async (server: ServerProcess, error: unknown): Promise<AppError> => {
    running = null;
    deaths += 1;
    const end = await Promise.race([server.ended, sleep(GONE_MS, null)]);
    server.kill();
    const { details, cause } = end
      ? crashOf(end, error)
      : new AppError('engine.crashed', { reason: 'no answer' }, { cause: error });
    return new AppError('engine.crashed', { ...details, deaths }, { cause });
  };

  return {
    async start() {
      await start();
    },
    async infer(piece, signal) {
      for (let attempt = 1; ; attempt += 1) {
        signal?.throwIfAborted();
        const server = await start();
        try {
          const answer = await send(server.url, piece, signal);
          deaths = 0;
          return answer;
        } catch (error) {
          signal?.throwIfAborted();
          // An answer that is no answer comes from a living server; anything else is a broken connection.
          if (error instanceof AppError) throw error;
          const crash = await bury(server, error);
          if (attempt > 1 || deaths >= MOST_DEATHS) throw crash;
        }
      }
    },
    close() {
      isClosed = true;
      running?.then(
        (server) => server.kill(),
        () => undefined,
      );
      running = null;
    },
  };
}

async function send(url: string, { fields, wave }: InferRequest, signal: AbortSignal | undefined): Promise<unknown> {
  const form = new FormData();
  for (const [name, value] of Object.entries(fields)) form.append(name, value);
  form.append('file', new Blob([Buffer.from(wave)], { type: 'audio/wav' }), 'piece.wav');
  const { statusCode, body } = await request(url, {
    method: 'POST',
    body: form,
    // Each piece on a connection of its own: closing it tells the server to stop.
    reset: true,
    dispatcher: CONNECTIONS,
    ...(signal === undefined ? {} : { signal }),
  });
  if (statusCode !== 200) {
    await body.dump();
    throw new AppError('engine.crashed', { reason: 'answer', status: statusCode });
  }
  const text = await body.text();
  try {
    return JSON.parse(text) as unknown;
  } catch (error) {
    throw new AppError('engine.crashed', { reason: 'answer' }, { cause: error });
  }
}
