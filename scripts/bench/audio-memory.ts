/**
 * Peak memory and processor time of reading long recordings, format by format: decoding, resampling and voice activity
 * as in `transcribeFile`, with an engine that hears nothing. Each in a speech process of its own, started as the program
 * starts it. `node scripts/bench/audio-memory.ts [--hours 3] [--only opus]`
 */

import { mkdtemp, rm } from 'node:fs/promises';
import { readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';

import { openSession } from '#core/inference/index.ts';
import { createNodeForker, transcribeFile } from '#core/pipeline/index.ts';
import { sileroModel, type SpeechEngine } from '#core/speech/index.ts';

import { audioInputs } from './audio-inputs.ts';

const HOURS = 3;
const BYTES_PER_MEGABYTE = 1_000_000;

/** Hears nothing: what is left is decoding, resampling and voice activity, at the rate of the bundled engine. */
const DEAF: SpeechEngine = {
  maker: { id: 'deaf', version: '1' },
  sampleRateHz: 8000,
  maxPieceMs: 25_000,
  minPieceMs: 0,
  recognize: () => Promise.resolve({ text: '', words: [], confidence: 0 }),
  close: () => Promise.resolve(),
};

interface Reading {
  readonly audioSeconds: number;
  readonly processorSeconds: number;
  readonly peakBytes: number;
}

/** Prints a line per format. @param only part of a name; others are left out */
export async function printAudioMemory(hours = HOURS, only = ''): Promise<void> {
  const folder = await mkdtemp(path.join(tmpdir(), 'razbor-bench-'));
  try {
    const inputs = await audioInputs(folder);
    if (!inputs.some(({ name }) => name.startsWith('WAV'))) {
      console.log('ffmpeg is not installed: formats that it would make are left out.');
    }
    for (const { name, make } of inputs.filter((input) => input.name.toLowerCase().includes(only.toLowerCase()))) {
      const file = await make(hours * 3600);
      if (file === null) {
        console.log(`${name}: left out, this ffmpeg cannot encode it`);
        continue;
      }
      console.log(`${name}: ${textOf(await readInChild(file))}`);
      await rm(file);
    }
  } finally {
    await rm(folder, { recursive: true });
  }
}

const textOf = ({ audioSeconds, processorSeconds, peakBytes }: Reading): string =>
  `${(audioSeconds / 3600).toFixed(2)} h, peak ${(peakBytes / BYTES_PER_MEGABYTE).toFixed(0)} MB, ` +
  `${((100 * processorSeconds) / audioSeconds).toFixed(2)} % of audio time`;

function readInChild(file: string): Promise<Reading> {
  return new Promise((resolve, reject) => {
    const child = createNodeForker().fork(import.meta.filename, ['--read', file]);
    child.onMessage((message) => resolve(message as Reading));
    child.onExit((code) => reject(new Error(`reading ${path.basename(file)} ended with ${code}`)));
  });
}

async function read(file: string): Promise<Reading> {
  const vad = await openSession(sileroModel(), { threads: 1 });
  const before = process.cpuUsage();
  const input = { path: file, direction: null, channelRoles: 'auto' as const };
  const { durationMs } = await transcribeFile(input, { engine: DEAF, vad });
  const { user, system } = process.cpuUsage(before);
  return { audioSeconds: durationMs / 1000, processorSeconds: (user + system) / 1e6, peakBytes: peakBytes() };
}

/** Linux counts the peak of the parent in `maxRSS` of a child, so its own is read where there is one (proc_pid_status(5)). */
function peakBytes(): number {
  const own =
    process.platform === 'linux' ? /^VmHWM:\s+(\d+) kB/m.exec(readFileSync('/proc/self/status', 'utf8')) : null;
  return (own === null ? process.resourceUsage().maxRSS : Number(own[1])) * 1024;
}

if (process.argv[1] === import.meta.filename) {
  const { values } = parseArgs({
    options: { hours: { type: 'string' }, only: { type: 'string' }, read: { type: 'string' } },
  });
  if (values.read === undefined) await printAudioMemory(Number(values.hours ?? HOURS), values.only);
  else process.send?.(await read(values.read), () => process.disconnect());
}
