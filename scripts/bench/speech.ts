/** Speed and memory of the speech path on this machine, one core, in processor time. */

import { readFileSync, writeFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { analyseChannels, createResampler, openAudio } from '#core/audio/index.ts';
import { openSession } from '#core/inference/index.ts';
import { transcribeFile } from '#core/pipeline/index.ts';
import { BUNDLED_ENGINE_ID, openEngine, recognize, sileroModel, type SpeechEngine } from '#core/speech/index.ts';

const ROOT = join(import.meta.dirname, '../..');
const MODELS = join(ROOT, 'models/bundled/speech');
const RECORDINGS = join(ROOT, 'core/demo/recordings');
/** Seconds that the short recordings are repeated to. */
const LENGTH_S = 600;

/** Processor seconds of this process that `work` takes; other programs on the machine do not count. */
async function processorSeconds(work: () => Promise<void>): Promise<number> {
  const before = process.cpuUsage();
  await work();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1e6;
}

/** A stereo WAV at 8 kHz made of a demo call over and over. */
async function writeLongWave(path: string, seconds: number): Promise<void> {
  const source = await openAudio(join(RECORDINGS, 'demo-07.mp3'));
  const parts: Buffer[] = [];
  for await (const [left, right] of resampled(source, 8000)) {
    const bytes = Buffer.alloc(left!.length * 4);
    for (let i = 0; i < left!.length; i += 1) {
      bytes.writeInt16LE(Math.max(-32_768, Math.min(32_767, Math.round(left![i]! * 32_767))), i * 4);
      bytes.writeInt16LE(Math.max(-32_768, Math.min(32_767, Math.round(right![i]! * 32_767))), i * 4 + 2);
    }
    parts.push(bytes);
  }
  const call = Buffer.concat(parts);
  const copies = Math.ceil((seconds * 8000 * 4) / call.length);
  const header = Buffer.from(
    'RIFF\xff\xff\xff\xffWAVEfmt \x10\0\0\0\x01\0\x02\0\x40\x1f\0\0\0\x7d\0\0\x04\0\x10\0data\xff\xff\xff\xff',
    'latin1',
  );
  writeFileSync(path, header);
  for (let i = 0; i < copies; i += 1) writeFileSync(path, call, { flag: 'a' });
}

async function* resampled(source: Awaited<ReturnType<typeof openAudio>>, rateHz: number) {
  const resamplers = Array.from({ length: source.channels }, () => createResampler(source.sampleRateHz, rateHz));
  for await (const block of source.blocks()) yield block.map((samples, i) => resamplers[i]!.push(samples));
}

/** Writes one MP3 of the stereo MP3 demo calls over and over. */
function writeLongMp3(path: string, seconds: number): void {
  const call = readFileSync(join(RECORDINGS, 'demo-07.mp3'));
  writeFileSync(path, '');
  for (let i = 0; i < Math.ceil(seconds / 75); i += 1) writeFileSync(path, call, { flag: 'a' });
}

/** Hears nothing: what is left is decoding, resampling and voice activity. */
const deaf = (engine: SpeechEngine): SpeechEngine => ({
  ...engine,
  recognize: () => Promise.resolve({ text: '', words: [], confidence: 0 }),
});

const megabytes = (bytes: number): string => `${(bytes / 1e6).toFixed(0)} MB`;

/** Prints real-time factors, load times and memory. */
export async function printSpeechSpeed(): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'razbor-bench-'));
  try {
    const wave = join(folder, 'long.wav');
    const mp3 = join(folder, 'long.mp3');
    await writeLongWave(wave, LENGTH_S);
    writeLongMp3(mp3, LENGTH_S);
    const vad = await openSession(sileroModel(), { threads: 1 });
    let engine: SpeechEngine | null = null;
    const load = await processorSeconds(async () => {
      engine = await openEngine(BUNDLED_ENGINE_ID, MODELS);
    });
    console.log(`speech model and word model loaded in ${(load * 1000).toFixed(0)} ms`);
    await measure({ engine: engine!, vad, files: { wav: wave, mp3 } });
  } finally {
    await rm(folder, { recursive: true });
  }
}

interface Bench {
  readonly engine: SpeechEngine;
  readonly vad: Awaited<ReturnType<typeof openSession>>;
  readonly files: Readonly<Record<string, string>>;
}

async function measure({ engine, vad, files }: Bench): Promise<void> {
  for (const [kind, path] of Object.entries(files)) {
    const source = await openAudio(path);
    let seconds = 0;
    const decode = await processorSeconds(async () => {
      for await (const block of source.blocks()) seconds += block[0]!.length / source.sampleRateHz;
    });
    const { channels } = await analyseChannels(source);
    const front = await processorSeconds(async () => {
      const audio = { channels: channels.length, blocks: () => resampled(source, 8000) };
      await recognize(audio, { engine: deaf(engine), vad });
    });
    const whole = await processorSeconds(async () => {
      await transcribeFile({ path, direction: 'in', channelRoles: 'auto' }, { engine, vad });
    });
    const share = (part: number): string => `${((100 * part) / seconds).toFixed(2)} %`;
    console.log(
      `${kind}: ${channels.length} channels, ${seconds.toFixed(0)} s; decoding ${share(decode)} of audio time, ` +
        `with resampling and voice activity ${share(front)}, all with recognition ${share(whole)} = ` +
        `${(seconds / whole).toFixed(0)} x real time`,
    );
  }
  console.log(`memory of this process: ${megabytes(process.memoryUsage().rss)}`);
}

if (process.argv[1] === import.meta.filename) await printSpeechSpeed();
