import { chmodSync, existsSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { createFileSecrets } from '#core/secrets/index.ts';
import { aFolder } from '../../builders/folders.ts';

const WEBHOOK = 'https://example.bitrix24.ru/rest/1/abcdefghij/';
const aFile = (): string => path.join(aFolder(), 'deep', 'secrets.json');
const modeOf = (file: string): number => statSync(file).mode & 0o777;

describe('secrets in a file', () => {
  it('are kept for their owner alone, and forgotten on wish', async () => {
    const file = aFile();
    const secrets = createFileSecrets(file);
    expect(await secrets.get('webhook')).toBeNull();
    await secrets.set('webhook', WEBHOOK);
    await secrets.set('voximplant', 'key');
    expect(modeOf(file)).toBe(0o600);
    expect(existsSync(`${file}.part`)).toBe(false);
    expect(await createFileSecrets(file).get('webhook')).toBe(WEBHOOK);
    await secrets.set('webhook', null);
    expect(await secrets.get('webhook')).toBeNull();
    expect(await secrets.get('voximplant')).toBe('key');
    expect(readFileSync(file, 'utf8')).not.toContain('abcdefghij');
  });

  it.runIf(process.platform !== 'win32').each([0o640, 0o604])(
    'are refused when others may read them (%o)',
    async (mode) => {
      const file = aFile();
      const secrets = createFileSecrets(file);
      await secrets.set('webhook', WEBHOOK);
      chmodSync(file, mode);
      await expect(secrets.get('webhook')).rejects.toMatchObject({ code: 'secrets.exposed' });
      await expect(secrets.set('webhook', null)).rejects.toMatchObject({ code: 'secrets.exposed' });
      expect(modeOf(file)).toBe(mode);
    },
  );

  it('stay closed to others whatever the rights of a leftover were', async () => {
    const file = aFile();
    const secrets = createFileSecrets(file);
    await secrets.set('webhook', WEBHOOK);
    writeFileSync(`${file}.part`, 'left by a killed program', { mode: 0o666 });
    await secrets.set('webhook', `${WEBHOOK}x`);
    expect(modeOf(file)).toBe(0o600);
    expect(await secrets.get('webhook')).toBe(`${WEBHOOK}x`);
  });

  it('say that a damaged file is unreadable, without its text', async () => {
    const file = aFile();
    const secrets = createFileSecrets(file);
    await secrets.set('webhook', WEBHOOK);
    writeFileSync(file, `{"webhook": "${WEBHOOK}`);
    const failure = await secrets.get('webhook').catch((error: unknown) => error);
    expect(failure).toMatchObject({ code: 'file.unreadable' });
    expect(String(failure)).not.toContain('abcdefghij');
  });
});
