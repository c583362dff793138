import { writeFileSync } from 'node:fs';
import path from 'node:path';

import { describe, expect, test } from 'vitest';

import { openAudio } from '#core/audio/index.ts';
import { AppError } from '#core/errors.ts';

import { runCli } from '../../builders/cli.ts';
import { aDamagedRecording } from '../../builders/damaged-audio.ts';
import { aFolder } from '../../builders/folders.ts';

/** Nothing in a file of two seconds may sound longer than this. */
const LONGEST_S = 20;
const AUDIO_CODES = /^(audio\.(corrupt|empty|unknown-format|unsupported-codec)|recording\.not-audio)$/;

/** @returns seconds of sound, or the code of the trouble; anything else is thrown */
async function decode(file: string): Promise<number | string> {
  try {
    const source = await openAudio(file);
    let samples = 0;
    for await (const block of source.blocks()) {
      expect(new Set(block.map(({ length }) => length)).size).toBe(1);
      samples += block[0]!.length;
    }
    return samples / source.sampleRateHz;
  } catch (error) {
    if (error instanceof AppError) return error.code;
    throw error;
  }
}

describe('damaged recordings', () => {
  test('of every format give their sound or say what is wrong with them', { timeout: 60_000 }, async () => {
    const file = path.join(aFolder(), 'call');
    let sounding = 0;
    let refused = 0;
    for (let number = 0; number < 200; number += 1) {
      const { name, bytes } = aDamagedRecording(number);
      writeFileSync(file, bytes);
      const outcome = await decode(file);
      if (typeof outcome === 'string') {
        expect(outcome, name).toMatch(AUDIO_CODES);
        refused += 1;
      } else {
        expect(outcome, name).toBeLessThan(LONGEST_S);
        sounding += 1;
      }
    }
    expect(sounding).toBeGreaterThan(80);
    expect(refused).toBeGreaterThan(10);
  });

  test('that lie about their chunks are not counted through', async () => {
    const { bytes } = aDamagedRecording(0);
    const file = path.join(aFolder(), 'call');
    const table = Buffer.alloc(32);
    table.writeUInt32BE(32, 0);
    table.write('moov', 4);
    table.write('stsc', 12);
    table.writeUInt32BE(1, 20);
    table.writeUInt32BE(0xffff_ffff, 28);
    writeFileSync(file, Buffer.concat([Buffer.from('\0\0\0\x10ftypM4A \0\0\0\0', 'latin1'), table, bytes]));
    await expect(openAudio(file)).rejects.toMatchObject({ code: 'audio.corrupt', details: { reason: 'chunks' } });
  });

  test('end the command line with a result or a message', { timeout: 90_000 }, async () => {
    const folder = aFolder();
    const run = async (number: number) => {
      const { name, bytes } = aDamagedRecording(number);
      const file = path.join(folder, String(number));
      writeFileSync(file, bytes);
      const { code, stdout, stderr } = await runCli([
        'transcribe',
        file,
        '--json',
        '--data',
        path.join(folder, 'data'),
      ]);
      return { name, code, stdout, stderr };
    };
    for (let number = 0; number < 10; number += 2) {
      for (const { name, code, stdout, stderr } of await Promise.all([run(number), run(number + 17)])) {
        expect([0, 1], name).toContain(code);
        if (code === 0) expect(JSON.parse(stdout), name).toHaveProperty('utterances');
        else expect(stderr, name).toMatch(/[а-я]{3}/);
      }
    }
  });
});
