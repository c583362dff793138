import { fork } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';

import { describe, expect, onTestFinished, test } from 'vitest';

import { openEngine } from '#core/speech/index.ts';

import { sine } from '../../../builders/audio.ts';
import { aFolder } from '../../../builders/folders.ts';
import { fakeServer, fakeWhisperModel, linesOf, type Scenario } from '../../../builders/whisper.ts';

const SECOND = sine({ hz: 300, rateHz: 16_000, samples: 32_000, amplitude: 0.1 });

async function anEngine(scenario: Scenario, language?: string) {
  const folder = fakeWhisperModel(aFolder());
  const settings = { whisperServer: fakeServer(scenario), ...(language === undefined ? {} : { language }) };
  const engine = await openEngine('whisper-fake', folder, settings);
  onTestFinished(() => engine.close());
  return { engine, folder };
}

const requestsIn = (folder: string): Record<string, unknown>[] =>
  linesOf(folder, 'requests.jsonl').map((line) => JSON.parse(line) as Record<string, unknown>);

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}

describe('the whisper engine', () => {
  test('makes words of tokens, with the times and the certainty of their parts', async () => {
    const { engine } = await anEngine('speaks');
    const heard = await engine.recognize(SECOND, {});
    expect(heard.text).toBe('добрый день, щука');
    expect(heard.words[1]).toEqual({ text: 'день,', startMs: 700, endMs: 1100, confidence: 0.9 });
    expect(heard.confidence).toBeCloseTo(0.9);
  });

  test('sends each piece with the language and the words to listen for', async () => {
    const { engine, folder } = await anEngine('speaks', 'kk');
    await engine.recognize(SECOND, { vocabulary: ['Разбор', 'Битрикс24'] });
    await engine.recognize(SECOND, {});
    const [first, second] = requestsIn(folder);
    expect(first).toMatchObject({
      language: 'kk',
      prompt: 'Разбор, Битрикс24.',
      response_format: 'verbose_json',
      beam_size: '5',
    });
    expect(first!.bytes).toBeGreaterThan(SECOND.length * 2);
    expect(second).not.toHaveProperty('prompt');
    expect(linesOf(folder, 'pids.txt')).toHaveLength(1);
  });

  test('sends no more words than the network takes', async () => {
    const { engine, folder } = await anEngine('speaks');
    await engine.recognize(SECOND, { vocabulary: Array.from({ length: 500 }, (_, i) => `слово${i}`) });
    const prompt = String(requestsIn(folder)[0]!.prompt);
    expect(prompt.length).toBeLessThan(460);
    expect(prompt).toMatch(/^слово0, слово1, .*слово\d+\.$/);
  });

  test('asks nobody about silence', async () => {
    const { engine, folder } = await anEngine('speaks');
    expect((await engine.recognize(new Float32Array(16_000), {})).text).toBe('');
    expect(requestsIn(folder)).toEqual([]);
  });

  test('leaves out guesses about a sound and text that repeats itself', async () => {
    const { engine } = await anEngine('invents');
    expect((await engine.recognize(SECOND, {})).text).toBe('добрый день, щука');
  });

  test('goes on with a new server when the old one dies', async () => {
    const { engine, folder } = await anEngine('dies-once');
    expect((await engine.recognize(SECOND, {})).text).toBe('добрый день, щука');
    expect(linesOf(folder, 'pids.txt')).toHaveLength(2);
  });

  test('gives up on a server that keeps dying', async () => {
    const { engine, folder } = await anEngine('dies');
    await expect(engine.recognize(SECOND, {})).rejects.toMatchObject({ code: 'engine.crashed' });
    await expect(engine.recognize(SECOND, {})).rejects.toMatchObject({
      code: 'engine.crashed',
      details: { deaths: 3 },
    });
    expect(linesOf(folder, 'pids.txt')).toHaveLength(3);
  });

  test('drops the connection when it is told to stop, which ends the work on the piece', async () => {
    const { engine, folder } = await anEngine('hangs');
    const abort = new AbortController();
    const running = engine.recognize(SECOND, { signal: abort.signal });
    await expect.poll(() => requestsIn(folder)).toHaveLength(1);
    abort.abort(new Error('enough'));
    await expect(running).rejects.toThrow('enough');
    await expect.poll(() => linesOf(folder, 'dropped.txt')).toEqual(['dropped']);
    expect(isAlive(Number(linesOf(folder, 'pids.txt')[0]))).toBe(true);
  });

  test.each(['refuses', 'babbles'] as const)('calls it a crash when the server %s', async (scenario) => {
    const { engine } = await anEngine(scenario);
    const failure = { code: 'engine.crashed', details: { reason: 'answer' } };
    await expect(engine.recognize(SECOND, {})).rejects.toMatchObject(failure);
  });

  test('calls weights damaged that the server cannot load', async () => {
    await expect(anEngine('cannot-load')).rejects.toMatchObject({ code: 'model.corrupt' });
  });

  test.each([[[]], [[path.join(import.meta.dirname, 'none')]]])(
    'says when its program is missing: %s',
    async (server) => {
      const folder = fakeWhisperModel(aFolder());
      const opening = openEngine('whisper-fake', folder, { whisperServer: server });
      await expect(opening).rejects.toMatchObject({ code: 'engine.not-built' });
    },
  );

  test('ends its server when it is closed', async () => {
    const { engine, folder } = await anEngine('speaks');
    const pid = Number(linesOf(folder, 'pids.txt')[0]);
    await engine.close();
    await expect.poll(() => isAlive(pid)).toBe(false);
    await expect(engine.recognize(SECOND, {})).rejects.toMatchObject({ code: 'job.cancelled' });
  });

  test('leaves no server behind when its process is killed', async () => {
    const folder = fakeWhisperModel(aFolder());
    const module = path.join(import.meta.dirname, 'opens-engine.ts');
    const child = fork(module, [folder, ...fakeServer('speaks')], { execArgv: [] });
    await once(child, 'message');
    const pid = Number(linesOf(folder, 'pids.txt')[0]);
    expect(isAlive(pid)).toBe(true);
    child.kill('SIGKILL');
    await expect.poll(() => isAlive(pid), { timeout: 5000 }).toBe(false);
  });
});
