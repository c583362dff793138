/** One process of whisper.cpp's server: started on a free port of this computer, ended with us. */

import { spawn, type ChildProcess } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type AddressInfo } from 'node:net';
import { basename, dirname } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

import { request } from 'undici';

import { AppError } from '#core/errors.ts';

export interface ServerProcess {
  /** Where recordings are sent. */
  readonly url: string;
  /** Resolves when the process has gone, with what it said last. */
  readonly ended: Promise<string>;
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
const KEPT_OUTPUT = 2000;

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
    { cwd: dirname(options.model), stdio: ['pipe', 'ignore', 'pipe'], windowsHide: true },
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
    const output = await Promise.race([sleep(ASK_EVERY_MS, null), ended]);
    if (output !== null) throw failureOf(child, options.model, output);
  }
  return { url: `${url}/inference`, ended, kill: () => child.kill('SIGKILL') };
}

/** Why a server has ended before it was ready. */
function failureOf(child: ChildProcess, model: string, output: string): AppError {
  const cause = new Error(output);
  if (child.pid === undefined) return new AppError('engine.not-built', {}, { cause });
  return child.exitCode === NOT_LOADABLE
    ? new AppError('model.corrupt', { file: basename(model), reason: 'not loadable' }, { cause })
    : new AppError('engine.crashed', { reason: 'died', exitCode: child.exitCode }, { cause });
}

function watchEnd(child: ChildProcess): Promise<string> {
  let output = '';
  child.stderr?.setEncoding('utf8').on('data', (text: string) => {
    output = (output + text).slice(-KEPT_OUTPUT);
  });
  return new Promise((resolve) => {
    child.on('error', (error) => resolve(error.message));
    child.on('exit', () => resolve(output));
  });
}

async function isReady(url: string): Promise<boolean> {
  try {
    // The server drops a connection that is silent for five seconds; one that is kept would be dead when it is needed.
    const { statusCode, body } = await request(`${url}/health`, { reset: true, headersTimeout: 5000, bodyTimeout: 5000 });
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
