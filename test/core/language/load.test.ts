import { cpSync, mkdtempSync, readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { afterEach, beforeEach, describe, expect, it } from 'vitest';

import { loadBundledAnalyser } from '#core/language/index.ts';

import { BUNDLED } from './fixtures.ts';

const WEIGHTS = 'bundled-text-ru.bin';
const CARD = 'bundled-text-ru.json';

describe('loading the bundled model', () => {
  let directory: string;

  beforeEach(() => {
    directory = mkdtempSync(join(tmpdir(), 'language-'));
    cpSync(BUNDLED, directory, { recursive: true });
  });

  afterEach(() => {
    rmSync(directory, { recursive: true, force: true });
  });

  const loading = (): Promise<unknown> => loadBundledAnalyser(directory);

  it('says what made the findings', async () => {
    const { maker } = await loadBundledAnalyser(directory);
    expect(maker.id).toBe('bundled-text-ru');
    expect(maker.version).toMatch(/^\d+\.\d+\.\d+\+[0-9a-f]{8}\.\d+$/u);
  });

  it('refuses an altered file', async () => {
    const bytes = readFileSync(join(directory, WEIGHTS));
    bytes[bytes.length - 5]! ^= 0xff;
    writeFileSync(join(directory, WEIGHTS), bytes);
    await expect(loading()).rejects.toMatchObject({ code: 'model.corrupt', details: { reason: 'wrong checksum' } });
  });

  it('refuses a file that was cut off', async () => {
    truncateSync(join(directory, WEIGHTS), 1000);
    await expect(loading()).rejects.toMatchObject({ code: 'model.corrupt', details: { reason: 'wrong size' } });
  });

  it.each([[WEIGHTS], [CARD]])('says that %s is missing', async (name) => {
    rmSync(join(directory, name));
    await expect(loading()).rejects.toMatchObject({ code: 'model.missing', details: { file: name } });
  });

  it.each([
    ['no JSON', '<html>not found</html>'],
    ['a path outside the folder', JSON.stringify({ id: 'x', version: '1', file: '../x', sizeBytes: 1, sha256: 'a' })],
  ])('refuses a card with %s', async (_, text) => {
    writeFileSync(join(directory, CARD), text);
    await expect(loading()).rejects.toMatchObject({ code: 'model.corrupt', details: { file: CARD } });
  });
});
