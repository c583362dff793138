/** Recordings with bit flips, cuts and lying headers go through the real process without a crash or a hang. */

import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { afterAll, describe, expect, test } from 'vitest';

import { createNodeForker, createSpeechProcess } from '#core/pipeline/index.ts';

import { ERROR_CODES, AppError } from '#core/errors.ts';
import { waveBytes } from '../../builders/audio.ts';
import { aFolder } from '../../builders/folders.ts';
import { seededRandom, type Random } from '../../builders/random.ts';

const BUNDLED = join(import.meta.dirname, '../../../models/bundled/speech');
const SAMPLE = readFileSync(join(BUNDLED, 'sample.wav'));
const PCM = SAMPLE.subarray(44);
const A_LAW = waveBytes({ formatTag: 6, bitsPerSample: 8, channels: 2, data: PCM.subarray(0, 40_000) });
const FLOAT = waveBytes({ formatTag: 3, bitsPerSample: 32, sampleRateHz: 44_100, data: PCM });
const SOURCES = [
  SAMPLE,
  A_LAW,
  FLOAT,
  readFileSync('test/fixtures/audio/tones-stereo.mp3'),
  readFileSync('test/fixtures/audio/tone-mono-vbr.mp3'),
];

type Damage = (bytes: Buffer, random: Random) => Buffer;

const overwrite = (
  bytes: Buffer,
  [from, to]: readonly [number, number],
  by: { times: number; random: Random },
): Buffer => {
  const { times, random } = by;
  for (let i = 0; i < times; i += 1)
    bytes[random.integer(from, Math.min(to, bytes.length - 1))] = random.integer(0, 255);
  return bytes;
};
const DAMAGES: readonly Damage[] = [
  (bytes, random) => overwrite(bytes, [0, 60], { times: 3, random }),
  (bytes, random) => overwrite(bytes, [12, 48], { times: 12, random }),
  (bytes, random) => overwrite(bytes, [0, bytes.length - 1], { times: 200, random }),
  (bytes, random) => bytes.subarray(0, random.integer(1, 200)),
  (bytes, random) => bytes.subarray(0, random.integer(200, bytes.length)),
  (bytes, random) => bytes.subarray(random.integer(1, bytes.length - 1)),
  (bytes, random) => {
    const at = random.integer(0, bytes.length);
    return Buffer.concat([
      bytes.subarray(0, at),
      Buffer.alloc(random.integer(1, 5000), random.integer(0, 255)),
      bytes.subarray(at),
    ]);
  },
  (bytes, random) => {
    const at = random.integer(0, bytes.length);
    return Buffer.concat([bytes.subarray(0, at), bytes.subarray(0, at), random.pick(SOURCES)]);
  },
  (bytes, random) => {
    bytes.writeUInt32LE(random.pick([0, 1, 0xffff_ffff, 0x7fff_ffff, 0x8000_0000]), random.pick([4, 16, 24, 28, 40]));
    return bytes;
  },
  (bytes, random) =>
    Buffer.concat([Buffer.from('ID3\x04\0\0'), Buffer.from([127, random.integer(0, 255), 1, 1]), bytes]),
  (bytes, random) => {
    for (let i = 0; i < bytes.length; i += random.integer(1, 400)) bytes[i]! ^= 1 << random.integer(0, 7);
    return bytes;
  },
  (bytes, random) => Buffer.from(bytes.map((byte, i) => (i < 4 ? byte : random.integer(0, 255)))),
];

describe('damaged recordings', () => {
  const speech = createSpeechProcess({ forker: createNodeForker(), hangMs: 15_000 });
  afterAll(() => speech.close());

  test('end in a transcript or an error that says what is wrong', { timeout: 60_000 }, async () => {
    const folder = aFolder();
    const outcomes = new Map<string, number>();
    for (let seed = 0; seed < 60; seed += 1) {
      const random = seededRandom(seed);
      const damage = DAMAGES[seed % DAMAGES.length]!;
      const path = join(folder, `${seed}.bin`);
      writeFileSync(path, damage(Buffer.from(random.pick(SOURCES)), random));
      const outcome = await speech
        .transcribe({
          path,
          direction: null,
          agentName: null,
          channelRoles: 'auto',
          engineId: 'bundled-ru-8k',
          modelFolder: BUNDLED,
        })
        .then(
          () => 'transcript',
          (error: unknown) => (error instanceof AppError ? error.code : String(error)),
        );
      outcomes.set(outcome, (outcomes.get(outcome) ?? 0) + 1);
    }
    const allowed = Object.keys(ERROR_CODES).filter((code) => /^(audio|recording)\./.test(code));
    expect([...outcomes.keys()].filter((outcome) => outcome !== 'transcript' && !allowed.includes(outcome))).toEqual(
      [],
    );
    expect(outcomes.get('transcript')).toBeGreaterThan(10);
    expect(outcomes.size).toBeGreaterThan(3);
  });
});
