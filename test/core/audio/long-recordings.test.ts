import { readFileSync, truncateSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';

import {
  BufferTarget,
  EncodedAudioPacketSource,
  EncodedPacket,
  EncodedPacketSink,
  FilePathSource,
  Input,
  OGG,
  OggOutputFormat,
  Output,
} from 'mediabunny';
import { afterEach, describe, expect, test, vi } from 'vitest';

import { openAudio } from '#core/audio/index.ts';

import { aFolder } from '../../builders/folders.ts';

const fixture = (name: string): string => path.join('test/fixtures/audio', name);

const hasNative = await import('node-web-audio-api').then(
  () => true,
  () => false,
);

/** The two seconds of the fixture over and over. */
async function longOpus(times: number): Promise<string> {
  const input = new Input({ source: new FilePathSource(fixture('tones-stereo.ogg')), formats: [OGG] });
  const track = (await input.getPrimaryAudioTrack())!;
  const decoderConfig = (await track.getDecoderConfig())!;
  const packets: EncodedPacket[] = [];
  for await (const packet of new EncodedPacketSink(track).packets()) packets.push(packet);
  input.dispose();
  const target = new BufferTarget();
  const output = new Output({ format: new OggOutputFormat(), target });
  const source = new EncodedAudioPacketSource('opus');
  output.addAudioTrack(source);
  await output.start();
  for (let time = 0; time < times; time += 1) {
    for (const { data, duration, timestamp } of packets) {
      await source.add(new EncodedPacket(data, 'key', 2 * time + timestamp, duration), { decoderConfig });
    }
  }
  await output.finalize();
  const file = path.join(aFolder(), 'long.ogg');
  writeFileSync(file, new Uint8Array(target.buffer!));
  return file;
}

function longAac(times: number): string {
  const bytes = readFileSync(fixture('tones-stereo.aac'));
  const file = path.join(aFolder(), 'long.aac');
  writeFileSync(file, Buffer.concat(Array.from({ length: times }, () => bytes)));
  return file;
}

async function secondsOf(file: string): Promise<number> {
  const source = await openAudio(file);
  let samples = 0;
  for await (const [block] of source.blocks()) samples += block!.length;
  return samples / source.sampleRateHz;
}

afterEach(() => {
  vi.useRealTimers();
});

describe('a long recording', () => {
  test('is read as it is taken, however fast that is', async () => {
    const file = await longOpus(60);
    // To whom measures it, no time passes: everything is taken at once.
    vi.useFakeTimers({ toFake: ['performance'] });
    const source = await openAudio(file);
    const blocks = source.blocks()[Symbol.asyncIterator]();
    for (let taken = 0; taken < 40; taken += 1) expect((await blocks.next()).done).toBe(false);
    // Time to read ahead. What was not read is gone then; what was is still given.
    await sleep(500);
    truncateSync(file, 0);
    let ahead = 0;
    while ((await blocks.next()).done !== true) ahead += 1;
    // A window of 64 KiB holds ten seconds of this recording, a block one.
    expect(ahead).toBeLessThan(15);
  });

  test.runIf(hasNative)('gives blocks that keep their samples for as long as they are held', async () => {
    setFlagsFromString('--expose-gc');
    const collect = runInNewContext('gc') as () => void;
    const source = await openAudio(longAac(30));
    const held: Float32Array[] = [];
    const copies: Float32Array[] = [];
    for await (const [block] of source.blocks()) {
      held.push(block!);
      copies.push(Float32Array.from(block!));
      if (held.length % 5 === 0) collect();
    }
    // Freed memory is given out again by now, if there was any.
    const others = copies.map(({ length }) => new Float32Array(length).fill(1));
    expect(others.length).toBeGreaterThan(5);
    held.forEach((block, i) => expect(Buffer.compare(bytesOf(block), bytesOf(copies[i]!))).toBe(0));
  });

  test.runIf(hasNative)('of bare AAC says its length and goes on behind damage', async () => {
    const file = longAac(10);
    const whole = await secondsOf(file);
    expect(Math.abs((await openAudio(file)).durationMs / 1000 - whole)).toBeLessThan(0.001);
    const bytes = readFileSync(file);
    // Several frames and their heads.
    bytes.fill(0x55, 30_000, 32_000);
    writeFileSync(file, bytes);
    const damaged = await secondsOf(file);
    expect(damaged).toBeLessThan(whole);
    expect(damaged).toBeGreaterThan(whole - 1);
  });
});

const bytesOf = ({ buffer, byteOffset, byteLength }: Float32Array): Uint8Array =>
  new Uint8Array(buffer, byteOffset, byteLength);
