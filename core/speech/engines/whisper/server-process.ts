/** One process of whisper.cpp's server: started on a free port of this computer, ended with us. */

import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type AddressInfo } from 'node:net';
import { basename, dirname } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

import { Agent, request } from 'undici';

import { AppError } from '#core/errors.ts';
import { crashOf, watchEnd, type ServerEnd } from './server-end.ts';

export interface ServerProcess {
  /** Where recordings are sent. */
  readonly url: string;
  /** Resolves when the process has gone. */
  readonly ended: Promise<ServerEnd>;
  kill(): void;
}

export interface ServerProcessOptions {
  /** The program and its first arguments. */
  readonly command: readonly string[];
  /** Absolute path of the weights. */
  readonly model: string;
  readonly threads: number;
}

/** Reading 1.6 GB from a slow disk takes minutes. */
const LOADING_MS = 300_000;
const ASK_EVERY_MS = 50;
/** whisper.cpp's exit code for weights that it cannot load. */
const NOT_LOADABLE = 3;
/** Half a minute of audio with the largest model on a slow computer takes two to three minutes. */
const LONGEST_MS = 900_000;

/**
 * Connections to the servers, of the package's own making: without it `request` takes the one that Node has made for
 * `fetch`, and that waits for ever on a form of the package, sending nothing.
 */
export const CONNECTIONS = new Agent({ headersTimeout: LONGEST_MS, bodyTimeout: LONGEST_MS });

/**
 * Starts a server and waits until it has loaded the model.
 *
 * Only this computer can reach it, and only who knows its address: the path is random, since any page in the user's
 * browser can send requests to a port. Its standard input is held open; when it ends, the server does too.
 *
 * Throws `model.corrupt` where the weights cannot be loaded, `engine.not-built` where there is no program,
 * `engine.crashed` where it does not start.
 */
export async function startServer(options: ServerProcessOptions): Promise<ServerProcess> {
  const port = await freePort();
  const path = `/${randomBytes(16).toString('hex')}`;
  const [program, ...first] = options.command;
  if (program === undefined) throw new AppError('engine.not-built');
  const address = ['--host', '127.0.0.1', '--port', String(port), '--request-path', path];
  const child = spawn(
    program,
    // The weights by their bare name: on Windows the program does not understand paths with Cyrillic letters.
    [...first, '-m', basename(options.model), '-t', String(options.threads), ...address],
    {
      cwd: dirname(options.model),
      stdio: ['pipe', 'ignore', 'pipe'],
      windowsHide: true,
      // Otherwise a failed assertion of ggml looks for a debugger to print the stack with.
      env: { ...process.env, GGML_NO_BACKTRACE: '1' },
    },
  );
  // Nothing is written to it; the error of a pipe whose reader died tells nothing new.
  child.stdin.on('error', () => undefined);
  const ended = watchEnd(child);
  const url = `http://127.0.0.1:${port}${path}`;
  const latest = performance.now() + LOADING_MS;
  while (!(await isReady(url))) {
    if (performance.now() > latest) {
      child.kill('SIGKILL');
      throw new AppError('engine.crashed', { reason: 'hung', hangMs: LOADING_MS });
    }
    const end = await Promise.race([sleep(ASK_EVERY_MS, null), ended]);
    if (end !== null) throw failureOf(end, options.model);
  }
  return { url: `${url}/inference`, ended, kill: () => child.kill('SIGKILL') };
}

/** Why a server has ended before it was ready. */
function failureOf(end: ServerEnd, model: string): AppError {
  const cause = new Error(end.said);
  if (!end.hasStarted) return new AppError('engine.not-built', {}, { cause });
  return end.exitCode === NOT_LOADABLE
    ? new AppError('model.corrupt', { file: basename(model), reason: 'not loadable' }, { cause })
    : crashOf(end);
}

async function isReady(url: string): Promise<boolean> {
  try {
    // The server drops a connection that is silent for five seconds; one that is kept would be dead when it is needed.
    const { statusCode, body } = await request(`${url}/health`, {
      reset: true,
      dispatcher: CONNECTIONS,
      headersTimeout: 5000,
      bodyTimeout: 5000,
    });
    await body.dump();
    return statusCode === 200;
  } catch {
    // Not listening yet: it does so after the model has been loaded.
    return false;
  }
}

/** The program cannot choose one by itself. Where another takes it first, the server fails to start and is tried anew. */
async function freePort(): Promise<number> {
  const probe = createServer().listen(0, '127.0.0.1');
  await once(probe, 'listening');
  const { port } = probe.address() as AddressInfo;
  probe.close();
  await once(probe, 'close');
  return port;
}
