/** The resident server: started for the first piece, replaced when it dies, given up when it keeps dying. */

import { FormData, request } from 'undici';

import { AppError } from '#core/errors.ts';
import { startServer, type ServerProcess, type ServerProcessOptions } from './server-process.ts';

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
/** Half a minute of audio with the largest model on a slow computer takes two to three minutes. */
const LONGEST_MS = 900_000;

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

  const died = (error: unknown): void => {
    running = null;
    deaths += 1;
    if (deaths < MOST_DEATHS) return;
    throw new AppError('engine.crashed', { reason: 'died', deaths }, { cause: error });
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
          server.kill();
          died(error);
          if (attempt > 1) throw new AppError('engine.crashed', { reason: 'died' }, { cause: error });
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
    headersTimeout: LONGEST_MS,
    bodyTimeout: LONGEST_MS,
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
