/**
 * Engines side by side on one stereo call in which half of the time nobody speaks: the bundled one, networks of the real
 * size with random weights, Whisper on the resident server, and Whisper as nodejs-whisper runs it, a new process for each
 * file. `--full` takes half an hour of audio instead of two minutes, `--seconds N` so many; `--whisper base` the smaller
 * model instead of `small`.
 */

import { spawn } from 'node:child_process';
import { existsSync, writeFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { once } from 'node:events';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';

import { createResampler, openAudio } from '#core/audio/index.ts';
import { openSession, type ModelSession } from '#core/inference/index.ts';
import { transcribeFile } from '#core/pipeline/index.ts';
import { resourcesIn } from '#core/resources.ts';
import { BUNDLED_ENGINE_ID, openEngine, sileroModel } from '#core/speech/index.ts';

import { writeTalkingModel } from '../whisper/talking-model.ts';
import { writeTalkingNetwork } from '../whisper/talking-network.ts';
import { installModel } from './install-model.ts';
import { timeSpent, type Spent } from './processor-time.ts';
import { writeGigaam, writeTOne } from './random-networks.ts';
import { saidWords } from './said-words.ts';

const ROOT = path.join(import.meta.dirname, '../..');
const BUNDLED = path.join(ROOT, 'models/bundled/speech');
const SERVER = resourcesIn(ROOT).whisperServer;
const CLI = path.join(path.dirname(SERVER), process.platform === 'win32' ? 'whisper-cli.exe' : 'whisper-cli');
const SHORT_S = '120';
const FULL_S = '1800';
/** Of each side of the call. */
const SPEECH_SHARE = 0.25;
/** Tokens in half a minute of nothing but Russian speech, at 2.5 words a second and 1.6 tokens a word, rounded down. */
const TOKENS_PER_WINDOW = 100;

const { values: options } = parseArgs({
  options: { full: { type: 'boolean' }, seconds: { type: 'string' }, whisper: { type: 'string' } },
  strict: false,
});
const WHISPER = options.whisper === 'base' ? 'base' : 'small';

interface Row {
  readonly name: string;
  readonly spent: Spent;
}

/** One side says the sample sentence in the first quarter of every 20 seconds, the other in the third. */
async function writeCalls(
  folder: string,
  seconds: number,
): Promise<{ stereo: string; sides: string[]; mixed: string }> {
  const sentence = await samplesAt16k(path.join(BUNDLED, 'sample.wav'));
  const sides = [new Float32Array(seconds * 16_000), new Float32Array(seconds * 16_000)] as const;
  for (let period = 0; period < seconds / 20; period += 1) {
    sides.forEach((side, i) => side.set(sentence.subarray(0, 80_000), (period * 20 + i * 10) * 16_000));
  }
  const write = (name: string, channels: readonly Float32Array[]): string => {
    const file = path.join(folder, name);
    writeFileSync(file, wave(channels));
    return file;
  };
  return {
    stereo: write('stereo.wav', sides),
    sides: sides.map((side, i) => write(`side${i}.wav`, [side])),
    mixed: write('mixed.wav', [sides[0].map((sample, i) => (sample + sides[1][i]!) / 2)]),
  };
}

async function samplesAt16k(file: string): Promise<Float32Array> {
  const source = await openAudio(file);
  const resampler = createResampler(source.sampleRateHz, 16_000);
  const parts: Float32Array[] = [];
  for await (const [samples] of source.blocks()) parts.push(resampler.push(samples!));
  parts.push(resampler.flush());
  return Float32Array.from(parts.flatMap((part) => [...part]));
}

function wave(channels: readonly Float32Array[]): Buffer {
  const frame = channels.length * 2;
  const bytes = Buffer.alloc(44 + channels[0]!.length * frame);
  bytes.write('RIFF', 0, 'latin1');
  bytes.writeUInt32LE(bytes.length - 8, 4);
  bytes.write('WAVEfmt ', 8, 'latin1');
  bytes.writeUInt32LE(16, 16);
  bytes.writeUInt16LE(1, 20);
  bytes.writeUInt16LE(channels.length, 22);
  bytes.writeUInt32LE(16_000, 24);
  bytes.writeUInt32LE(16_000 * frame, 28);
  bytes.writeUInt16LE(frame, 32);
  bytes.writeUInt16LE(16, 34);
  bytes.write('data', 36, 'latin1');
  bytes.writeUInt32LE(bytes.length - 44, 40);
  channels.forEach((samples, channel) => {
    samples.forEach((sample, i) => bytes.writeInt16LE(Math.round(sample * 32_767), 44 + i * frame + channel * 2));
  });
  return bytes;
}

/** The command that nodejs-whisper 0.3.1 puts together (dist/WhisperHelper.js), once for each file. */
async function runCli(model: string, files: readonly string[]): Promise<void> {
  for (const file of files) {
    const child = spawn(CLI, ['-l', 'ru', '-m', model, '-f', file], { stdio: 'ignore' });
    const [code] = (await once(child, 'exit')) as [number | null];
    if (code !== 0) throw new Error(`whisper-cli ended with ${code}`);
  }
}

/** A model that says as many tokens in a window as real speech would, given how much of the window is speech. */
function writeWhisper(file: string, share: number): void {
  const says = saidWords(TOKENS_PER_WINDOW * share);
  writeTalkingModel(file, { size: WHISPER, type: 'q8_0', says, endsAtMs: 28_000 });
}

export async function printEngineComparison(): Promise<void> {
  const seconds = Number(options.seconds ?? (options.full ? FULL_S : SHORT_S));
  const folder = await mkdtemp(path.join(tmpdir(), 'razbor-engines-'));
  try {
    const calls = await writeCalls(folder, seconds);
    const vad = await openSession(sileroModel(), { threads: 1 });
    const rows = [
      await engineRow('bundled model', { id: BUNDLED_ENGINE_ID, modelFolder: BUNDLED, file: calls.stereo, vad }),
      ...(await ctcRows(folder, calls.stereo, vad)),
      ...(await whisperRows(folder, calls, vad)),
    ];
    await vad.close();
    printRows(rows, seconds);
  } finally {
    await rm(folder, { recursive: true });
  }
}

interface EngineRun {
  readonly id: string;
  readonly modelFolder: string;
  readonly file: string;
  readonly vad: ModelSession;
}

/** The model is loaded before: it stays for thousands of calls. */
async function engineRow(name: string, { id, modelFolder, file, vad }: EngineRun): Promise<Row> {
  const engine = await openEngine(id, modelFolder, { whisperServer: [SERVER] });
  try {
    const call = { path: file, direction: 'in', channelRoles: 'auto' } as const;
    const spent = await timeSpent(async () => {
      await transcribeFile(call, { engine, vad });
    });
    console.log(`${name}: ${spent.processor.toFixed(1)} s of processor time`);
    return { name, spent };
  } finally {
    await engine.close();
  }
}

async function ctcRows(folder: string, file: string, vad: ModelSession): Promise<Row[]> {
  const models = [
    ['GigaAM v3 CTC, fp32', 'gigaam-v3-ctc', (to: string) => writeGigaam(to, 'fp32')],
    ['GigaAM v3 CTC, int8', 'gigaam-v3-ctc', (to: string) => writeGigaam(to, 'int8')],
    ['T-one', 't-one', writeTOne],
  ] as const;
  const rows: Row[] = [];
  for (const [name, engine, write] of models) {
    const id = name.toLowerCase().replace(/[^a-z0-9]+/g, '-');
    const modelFolder = installModel(folder, { id, engine }, (to) => {
      write(path.join(to, 'model.onnx'));
      return ['model.onnx'];
    });
    rows.push(await engineRow(name, { id, modelFolder, file, vad }));
    await rm(modelFolder, { recursive: true });
  }
  return rows;
}

async function whisperRows(
  folder: string,
  { stereo, sides, mixed }: Awaited<ReturnType<typeof writeCalls>>,
  vad: ModelSession,
): Promise<Row[]> {
  if (!existsSync(SERVER)) {
    console.log('Whisper is left out: npm run build:whisper -- --with-cli has not been run.');
    return [];
  }
  const dense = installModel(folder, { id: 'whisper-q8', engine: 'whisper' }, (to) => {
    writeWhisper(path.join(to, 'ggml.bin'), 1);
    return ['ggml.bin'];
  });
  const resident = await engineRow(`Whisper ${WHISPER} q8, server`, {
    id: 'whisper-q8',
    modelFolder: dense,
    file: stereo,
    vad,
  });
  const faster = installModel(folder, { id: 'whisper-onnx', engine: 'whisper-onnx' }, (to) =>
    writeTalkingNetwork(to, { size: WHISPER, precision: 'int8', says: saidWords(TOKENS_PER_WINDOW), tokens: 51_865 }),
  );
  const own = [
    await engineRow(`Whisper ${WHISPER} int8, onnxruntime`, {
      id: 'whisper-onnx',
      modelFolder: faster,
      file: stereo,
      vad,
    }),
    resident,
  ];
  if (!existsSync(CLI)) {
    console.log('Whisper’s own way is left out: npm run build:whisper has been run without --with-cli.');
    return own;
  }
  const cli = async (name: string, share: number, files: readonly string[]): Promise<Row> => {
    const model = path.join(folder, 'ggml-cli.bin');
    writeWhisper(model, share);
    return { name, spent: await timeSpent(() => runCli(model, files)) };
  };
  return [
    ...own,
    await cli(`Whisper ${WHISPER} q8, own way, mixed`, 2 * SPEECH_SHARE, [mixed]),
    await cli(`Whisper ${WHISPER} q8, own way, by side`, SPEECH_SHARE, sides),
  ];
}

function printRows(rows: readonly Row[], seconds: number): void {
  const bySide = rows.find(({ name }) => name.endsWith('by side'))?.spent.processor;
  const mixed = rows.find(({ name }) => name.endsWith('mixed'))?.spent.processor;
  const ratio = (of: number | undefined, to: number): string => (of === undefined ? '–' : `${(of / to).toFixed(1)} x`);
  console.log(`${seconds} s of a stereo call, ${100 * SPEECH_SHARE} % speech on each side, half of the time silence;`);
  console.log(
    'seconds of processor time, models loaded before except for the own way, which loads them for each file\n',
  );
  const columns = ['engine', 'processor', 'wall', 'x real time', 'vs own, by side', 'vs own, mixed'];
  const lines = rows.map(({ name, spent: { processor, wall } }) => [
    name,
    ...[`${processor.toFixed(1)} s`, `${wall.toFixed(1)} s`, (seconds / processor).toFixed(1)],
    ...[ratio(bySide, processor), ratio(mixed, processor)],
  ]);
  for (const line of [columns, ...lines]) {
    console.log(line.map((cell, i) => (i === 0 ? cell.padEnd(36) : cell.padStart(16))).join(''));
  }
}

if (process.argv[1] === import.meta.filename) await printEngineComparison();
