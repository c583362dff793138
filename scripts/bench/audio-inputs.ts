/** Hours of stereo sound in every format that is read: the demo calls, encoded by ffmpeg and repeated. */

import { execFile } from 'node:child_process';
import { createWriteStream, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { promisify } from 'node:util';

const ROOT = path.join(import.meta.dirname, '../..');
const RECORDINGS = path.join(ROOT, 'core/demo/recordings');
const FIXTURES = path.join(ROOT, 'test/fixtures/audio');
const CALLS = 'calls.wav';

const run = promisify(execFile);

/** Telephone recorders write 8 kHz; what comes from phones and browsers has 44.1 or 48 kHz. */
const ENCODED: readonly (readonly [name: string, file: string, options: string])[] = [
  ['WAV, 16 bit', 'pcm.wav', '-ar 8000 -c:a pcm_s16le'],
  ['WAV, A-law', 'a-law.wav', '-ar 8000 -c:a pcm_alaw'],
  ['MP3, 8 kHz', 'low.mp3', '-ar 8000 -c:a libmp3lame -b:a 32k'],
  ['MP3, 44.1 kHz', 'high.mp3', '-ar 44100 -c:a libmp3lame -b:a 128k'],
  ['FLAC, 8 kHz', 'calls.flac', '-ar 8000 -c:a flac'],
  ['Ogg, Opus', 'opus.ogg', '-ar 48000 -c:a libopus -b:a 48k'],
  ['Ogg, Vorbis', 'vorbis.ogg', '-ar 44100 -c:a libvorbis -q:a 2'],
  ['WebM, Opus', 'opus.webm', '-ar 48000 -c:a libopus -b:a 48k'],
  ['M4A, AAC', 'calls.m4a', '-ar 44100 -c:a aac -b:a 96k'],
  ['AAC alone', 'calls.aac', '-ar 44100 -c:a aac -b:a 96k'],
];

/** What ffmpeg has no encoder for: two seconds of one channel, over and over behind their mark. */
const REPEATED: readonly (readonly [name: string, file: string, markBytes: number])[] = [
  ['AMR, narrow band', 'tone-mono.amr', '#!AMR\n'.length],
  ['AMR, wide band', 'tone-mono-wb.amr', '#!AMR-WB\n'.length],
];
const REPEATED_S = 2;

export interface AudioInput {
  readonly name: string;
  /** Writes the file. @returns its path; null where this ffmpeg has no such encoder */
  readonly make: (seconds: number) => Promise<string | null>;
}

/** @param folder where everything is written @returns the inputs; without ffmpeg only those that need none */
export async function audioInputs(folder: string): Promise<readonly AudioInput[]> {
  const repeated = REPEATED.map(([name, file, markBytes]) => ({
    name,
    make: (seconds: number) => repeatFrames(path.join(folder, file), { source: file, markBytes, seconds }),
  }));
  if (!(await joinCalls(folder))) return repeated;
  const encoded = ENCODED.map(([name, file, options]) => ({
    name,
    make: (seconds: number) => encode(folder, { file, options: options.split(' '), seconds }),
  }));
  return [...encoded, ...repeated];
}

/** All stereo MP3 demo calls one after the other. @returns false without ffmpeg */
async function joinCalls(folder: string): Promise<boolean> {
  const calls = readdirSync(RECORDINGS).filter((name) => name.endsWith('.mp3'));
  const inputs = calls.flatMap((name) => ['-i', path.join(RECORDINGS, name)]);
  return ffmpeg([
    ...inputs,
    ...['-filter_complex', `concat=n=${calls.length}:v=0:a=1`, '-ac', '2', '-ar', '48000'],
    path.join(folder, CALLS),
  ]);
}

interface Encoding {
  readonly file: string;
  readonly options: readonly string[];
  readonly seconds: number;
}

/** Encodes the calls once and copies the packets as often as needed: seconds of work for hours of sound. */
async function encode(folder: string, { file, options, seconds }: Encoding): Promise<string | null> {
  const once = path.join(folder, `once-${file}`);
  const long = path.join(folder, file);
  const length = ['-t', String(seconds)];
  if (!(await ffmpeg(['-i', path.join(folder, CALLS), ...length, ...options, once]))) return null;
  const repeat = ['-stream_loop', '-1', '-i', once, ...length, '-c', 'copy'];
  return (await ffmpeg([...repeat, long])) ? long : null;
}

async function ffmpeg(args: readonly string[]): Promise<boolean> {
  return run('ffmpeg', ['-v', 'error', '-y', ...args]).then(
    () => true,
    () => false,
  );
}

interface Repetition {
  readonly source: string;
  readonly markBytes: number;
  readonly seconds: number;
}

async function repeatFrames(file: string, { source, markBytes, seconds }: Repetition): Promise<string> {
  const bytes = readFileSync(path.join(FIXTURES, source));
  const frames = Array.from({ length: Math.ceil(seconds / REPEATED_S) }, () => bytes.subarray(markBytes));
  await pipeline(Readable.from([bytes.subarray(0, markBytes), ...frames]), createWriteStream(file));
  return file;
}
