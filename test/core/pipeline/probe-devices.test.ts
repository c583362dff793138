import { writeFileSync } from 'node:fs';
import path from 'node:path';

import { describe, expect, test } from 'vitest';

import { candidateDevices } from '#core/inference/index.ts';
import {
  chooseDevice,
  createNodeForker,
  probeDevices,
  type DeviceFact,
  type ProbeOptions,
} from '#core/pipeline/index.ts';
import { devicesToTry } from '#core/speech/index.ts';

import { aFolder } from '../../builders/folders.ts';
import { fakeServer, fakeWhisperModel } from '../../builders/whisper.ts';

const ROOT = path.join(import.meta.dirname, '../../..');
const BUNDLED = { engineId: 'bundled-ru-8k', modelFolder: path.join(ROOT, 'models/bundled/speech') };
const WORKER = path.join(ROOT, 'core/pipeline/speech-worker.ts');

/** A process in which CUDA breaks down, DirectML never answers and CoreML is four times as fast as the processor. */
function aWorker(): string {
  const file = path.join(aFolder(), 'worker.mjs');
  writeFileSync(
    file,
    `process.on('disconnect', () => process.exit());
     process.on('message', ({ device }) => {
       if (device === 'cuda') process.kill(process.pid, 'SIGSEGV');
       if (device === 'coreml') process.send({ type: 'worked', runMs: 50 });
       if (device === 'cpu') process.send({ type: 'worked', runMs: 200 });
     });`,
  );
  return file;
}

const probe = (options: Partial<ProbeOptions> & Pick<ProbeOptions, 'devices'>) =>
  probeDevices({ forker: createNodeForker(), workerPath: aWorker(), ...BUNDLED, ...options });

describe('devices', () => {
  test('that crash or hang are set aside, with the reason; one that works is measured', async () => {
    expect(await probe({ devices: ['cuda', 'dml', 'coreml'], limitMs: 1000 })).toEqual([
      { device: 'cuda', works: false, reason: 'crashed', speed: null },
      { device: 'dml', works: false, reason: 'hung', speed: null },
      { device: 'coreml', works: true, reason: null, speed: 100 },
      { device: 'cpu', works: true, reason: null, speed: 25 },
    ]);
  });

  test('are not compared with the processor where none works', async () => {
    const facts = await probe({ devices: ['cuda'] });
    expect(facts.at(-1)).toEqual({ device: 'cpu', works: true, reason: null, speed: null });
    expect(chooseDevice(facts)).toBe('cpu');
  });

  test('are left untried when told to stop', async () => {
    const signal = AbortSignal.abort(new Error('enough'));
    await expect(probe({ devices: ['coreml'], signal })).rejects.toThrow('enough');
    const abort = new AbortController();
    const hanging = probe({ devices: ['dml'], signal: abort.signal });
    abort.abort(new Error('enough'));
    await expect(hanging).rejects.toThrow('enough');
  });

  test('that this computer has not are told apart from the processor by the real engine', async () => {
    const absent = process.platform === 'win32' ? 'coreml' : 'dml';
    const [fact, processor] = await probe({ workerPath: WORKER, devices: [absent, 'cpu'] });
    expect(fact).toMatchObject({ device: absent, works: false, speed: null });
    expect(fact!.reason).toMatch(/\w/);
    expect(processor!.works).toBe(true);
    expect(processor!.speed).toBeGreaterThan(1);
  });

  test('of Whisper are those that its program was built for', async () => {
    const modelFolder = fakeWhisperModel(aFolder());
    const program = path.join(aFolder(), 'razbor-whisper');
    const devices = () => devicesToTry('whisper-fake', modelFolder, { whisperServer: [program] });
    expect(await devices()).toEqual([]);
    writeFileSync(path.join(path.dirname(program), 'build.json'), '{"gpu":"vulkan"}');
    expect(await devices()).toEqual(['gpu']);
    writeFileSync(path.join(path.dirname(program), 'build.json'), '{"gpu":null}');
    expect(await devices()).toEqual([]);
  });

  test('a graphics card that ends Whisper leaves the processor', async () => {
    const whisper = {
      ...{ engineId: 'whisper-fake', modelFolder: fakeWhisperModel(aFolder()) },
      ...{ workerPath: WORKER, whisperServer: fakeServer('bad-card') },
    };
    const facts = await probe({ ...whisper, devices: ['gpu', 'cpu'] });
    expect(facts.map(({ device, works }) => [device, works])).toEqual([
      ['gpu', false],
      ['cpu', true],
      ['cpu', true],
    ]);
    expect(chooseDevice(facts)).toBe('cpu');
  });

  test('to try are those that the runtime was built for', () => {
    expect(candidateDevices('linux', 'x64')).toEqual(['cuda']);
    expect(candidateDevices('win32', 'x64')).toEqual(['dml']);
    expect(candidateDevices('darwin', 'arm64')).toEqual(['coreml']);
    expect(candidateDevices('linux', 'arm64')).toEqual([]);
  });
});

describe('the device of choice', () => {
  const fact = (device: DeviceFact['device'], speed: number | null): DeviceFact => {
    return { device, works: speed !== null, reason: speed === null ? 'crashed' : null, speed };
  };
  test.each([
    ['clearly faster than the processor', [fact('cuda', 60), fact('cpu', 20)], 'cuda'],
    ['hardly faster', [fact('dml', 25), fact('cpu', 20)], 'cpu'],
    ['slower', [fact('coreml', 5), fact('cpu', 20)], 'cpu'],
    ['broken', [fact('cuda', null), fact('cpu', 20)], 'cpu'],
  ])('is right where another is %s', (_, facts, device) => {
    expect(chooseDevice(facts)).toBe(device);
  });
});
