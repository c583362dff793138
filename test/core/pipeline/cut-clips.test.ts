import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { openAudio } from '#core/audio/index.ts';
import { cutClips } from '#core/pipeline/index.ts';
import { aFolder } from '../../builders/folders.ts';

const RATE_HZ = 16_000;
const NEVER = new AbortController().signal;

/** Two channels of 16-bit samples: silence, but for a tone of 500 Hz in the second channel from second 1 to second 2. */
function aRecording(seconds: number): string {
  const file = path.join(aFolder(), 'call.wav');
  const data = Buffer.alloc(seconds * RATE_HZ * 4);
  for (let index = RATE_HZ; index < 2 * RATE_HZ; index++) {
    data.writeInt16LE(Math.round(16_000 * Math.sin((2 * Math.PI * 500 * index) / RATE_HZ)), index * 4 + 2);
  }
  const header = Buffer.alloc(44);
  header.write('RIFF', 0, 'latin1');
  header.writeUInt32LE(36 + data.length, 4);
  header.write('WAVEfmt ', 8, 'latin1');
  header.writeUInt32LE(16, 16);
  for (const [offset, value] of [
    [20, 1],
    [22, 2],
    [32, 4],
    [34, 16],
  ] as const)
    header.writeUInt16LE(value, offset);
  header.writeUInt32LE(RATE_HZ, 24);
  header.writeUInt32LE(RATE_HZ * 4, 28);
  header.write('data', 36, 'latin1');
  header.writeUInt32LE(data.length, 40);
  writeFileSync(file, Buffer.concat([header, data]));
  return file;
}

/** Root mean square of a clip, and how long it is. */
async function heard(clip: Buffer): Promise<{ level: number; durationMs: number }> {
  const file = path.join(aFolder(), 'clip.wav');
  writeFileSync(file, clip);
  const source = await openAudio(file);
  let [sum, count] = [0, 0];
  for await (const [channel] of source.blocks()) {
    for (const sample of channel!) sum += sample * sample;
    count += channel!.length;
  }
  return { level: Math.sqrt(sum / Math.max(1, count)), durationMs: Math.round((count * 1000) / source.sampleRateHz) };
}

describe('clips', () => {
  it('are the places that were asked for, both sides mixed, in files that play anywhere', async () => {
    const clips = await cutClips(
      aRecording(3),
      [
        { startMs: 1100, endMs: 1900 },
        { startMs: 0, endMs: 900 },
        { startMs: 500, endMs: 2500 },
      ],
      NEVER,
    );
    const [tone, silence, both] = await Promise.all(clips.map(heard));
    expect([tone!.durationMs, silence!.durationMs, both!.durationMs]).toEqual([800, 900, 2000]);
    // A sine of 16,000 in one of two channels: half of 0.488 / √2.
    expect(tone!.level).toBeCloseTo(0.1726, 2);
    expect(silence!.level).toBeLessThan(0.001);
    expect(both!.level).toBeCloseTo(0.1726 / Math.SQRT2, 2);
  });

  it('end with the recording', async () => {
    const [cut, beyond] = await cutClips(
      aRecording(2),
      [
        { startMs: 1500, endMs: 5000 },
        { startMs: 9000, endMs: 9500 },
      ],
      NEVER,
    );
    expect((await heard(cut!)).durationMs).toBe(500);
    expect(beyond).toHaveLength(44);
  });

  it('stop when asked', async () => {
    const stopped = AbortSignal.abort(new Error('stopped'));
    await expect(cutClips(aRecording(2), [{ startMs: 0, endMs: 1000 }], stopped)).rejects.toThrow('stopped');
  });
});
