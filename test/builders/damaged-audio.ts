/** Recordings as bad disks, cut transfers and strange recorders leave them: repeatable by number. */

import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';

import { seededRandom, type Random } from './random.ts';

const FOLDER = 'test/fixtures/audio';
const SOURCES = readdirSync(FOLDER)
  .filter((name) => !name.endsWith('.md'))
  .sort();
/** Heads of most formats lie here; those of MP4 lie at the end. */
const HEAD_BYTES = 200;
const TAIL_BYTES = 900;

type Damage = (bytes: Buffer, random: Random) => Buffer;

const flipBits: Damage = (bytes, random) => {
  for (let i = 0; i < 20; i += 1) bytes[random.integer(0, bytes.length - 1)]! ^= 1 << random.integer(0, 7);
  return bytes;
};

const cut: Damage = (bytes, random) => bytes.subarray(0, random.integer(0, bytes.length));

const lieInHead: Damage = (bytes, random) => {
  for (let i = random.integer(1, 12); i > 0; i -= 1) {
    const isHead = random.chance(0.5);
    const offset = random.integer(0, Math.min(isHead ? HEAD_BYTES : TAIL_BYTES, bytes.length) - 1);
    bytes[isHead ? offset : bytes.length - 1 - offset] = random.integer(0, 255);
  }
  return bytes;
};

const noise: Damage = (bytes, random) => {
  const start = random.integer(0, bytes.length - 1);
  const end = Math.min(bytes.length, start + random.integer(1, 2000));
  for (let i = start; i < end; i += 1) bytes[i] = random.integer(0, 255);
  return bytes;
};

const DAMAGES = { 'flipped bits': flipBits, cut, 'lying head': lieInHead, noise };

export interface DamagedRecording {
  readonly name: string;
  readonly bytes: Buffer;
}

/** All formats and all kinds of damage come in turn. */
export function aDamagedRecording(number: number): DamagedRecording {
  const random = seededRandom(number);
  const kinds = Object.entries(DAMAGES);
  const [kind, damage] = kinds[Math.floor(number / SOURCES.length) % kinds.length]!;
  const source = SOURCES[number % SOURCES.length]!;
  const bytes = readFileSync(path.join(FOLDER, source));
  return { name: `${source}, ${kind}, ${number}`, bytes: damage(bytes, random) };
}
