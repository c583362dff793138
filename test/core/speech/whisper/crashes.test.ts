import { fork } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';

import { describe, expect, onTestFinished, test } from 'vitest';

import { openEngine } from '#core/speech/index.ts';

import { sine } from '../../../builders/audio.ts';
import { aFolder } from '../../../builders/folders.ts';
import {
  fakeServer,
  fakeWhisperModel,
  isServerBuilt,
  linesOf,
  notedServer,
  realServer,
  talkingWhisperModel,
} from '../../../builders/whisper.ts';

const SECOND = sine({ hz: 300, rateHz: 16_000, samples: 32_000, amplitude: 0.1 });
const SPOKEN = 'добрый день, щука';

if (!isServerBuilt) console.log('The real whisper.cpp is not under test: npm run build:whisper has not been run.');

async function anEngine(modelFolder: string, whisperServer: readonly string[]) {
  const engine = await openEngine(path.basename(modelFolder), modelFolder, { whisperServer });
  onTestFinished(() => engine.close());
  return engine;
}

const lastPid = (folder: string): number => Number(linesOf(folder, 'pids.txt').at(-1));

/** The text that a program of its own hears, whose Node has made connections of its own before. */
async function heardElsewhere(modelFolder: string, server: readonly string[]): Promise<unknown> {
  const module = path.join(import.meta.dirname, 'recognizes.ts');
  const child = fork(module, [modelFolder, ...server], { execArgv: [], stdio: ['ignore', 'ignore', 'inherit', 'ipc'] });
  onTestFinished(() => void child.kill('SIGKILL'));
  const [text] = (await once(child, 'message')) as [unknown];
  return text;
}

describe('a server that dies on a piece', () => {
  test('is replaced, and the piece is heard', async () => {
    const folder = fakeWhisperModel(aFolder());
    const engine = await anEngine(folder, fakeServer('hangs-once'));
    const running = engine.recognize(SECOND, {});
    await expect.poll(() => linesOf(folder, 'requests.jsonl')).toHaveLength(1);
    process.kill(lastPid(folder), 'SIGKILL');
    expect((await running).text).toBe(SPOKEN);
    expect(linesOf(folder, 'pids.txt')).toHaveLength(2);
  });

  test('twice is given up, with what ended it', async () => {
    const folder = fakeWhisperModel(aFolder());
    const engine = await anEngine(folder, fakeServer('hangs'));
    const running = engine.recognize(SECOND, {}).catch((error: unknown) => error);
    for (let request = 1; request <= 2; request += 1) {
      await expect.poll(() => linesOf(folder, 'requests.jsonl'), { timeout: 5000 }).toHaveLength(request);
      process.kill(lastPid(folder), 'SIGKILL');
    }
    expect(await running).toMatchObject({
      code: 'engine.crashed',
      details: { reason: 'died', exitCode: null, signal: 'SIGKILL', deaths: 2 },
    });
  });

  test('leaves its last words for the log, without folders', async () => {
    const engine = await anEngine(fakeWhisperModel(aFolder()), fakeServer('dies'));
    await expect(engine.recognize(SECOND, {})).rejects.toMatchObject({
      code: 'engine.crashed',
      details: { reason: 'died', exitCode: 139, signal: null },
      cause: { message: 'ggml.c:42: GGML_ASSERT(rows > 0) failed' },
    });
  });
});

describe('a program that has used Node’s own fetch', () => {
  test('hears with the stand-in', async () => {
    expect(await heardElsewhere(fakeWhisperModel(aFolder()), fakeServer('speaks'))).toBe(SPOKEN);
  });
});

describe.runIf(isServerBuilt)('whisper.cpp itself', () => {
  test('hears in a program that has used Node’s own fetch', async () => {
    expect(await heardElsewhere(talkingWhisperModel(aFolder()), realServer())).toBe(SPOKEN);
  });

  test.runIf(process.platform !== 'win32')('is replaced when it is killed with a piece in hand', async () => {
    const folder = talkingWhisperModel(aFolder());
    const engine = await anEngine(folder, notedServer());
    // Held up first: its answer would come sooner than the end.
    process.kill(lastPid(folder), 'SIGSTOP');
    const running = engine.recognize(SECOND, {});
    process.kill(lastPid(folder), 'SIGKILL');
    expect((await running).text).toBe(SPOKEN);
    expect(linesOf(folder, 'pids.txt')).toHaveLength(2);
  });
});
