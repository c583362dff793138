import { readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { createRemoteSecrets } from '../../electron/remote-secrets.ts';
import type { ToMain } from '../../electron/messages.ts';
import { startCore } from '../../electron/core-process.ts';
import { createSystemSecrets } from '../../electron/secrets.ts';
import { aFolder } from '../builders/folders.ts';
import { asked, safeStorage } from './fake-electron.ts';

vi.mock('electron', () => import('./fake-electron.ts'));

const WEBHOOK = 'https://example.bitrix24.ru/rest/1/abcdefghij/';

beforeEach(() => {
  safeStorage.isAvailable = true;
  safeStorage.backend = 'gnome_libsecret';
});

describe('secrets in the desktop application', () => {
  it('are kept encrypted, for nobody else to read, and forgotten on wish', async () => {
    const file = path.join(aFolder(), 'secrets.json');
    const secrets = (await createSystemSecrets(file, 'linux'))!;
    expect(await secrets.get('webhook')).toBeNull();
    await secrets.set('webhook', WEBHOOK);
    expect(await (await createSystemSecrets(file, 'linux'))!.get('webhook')).toBe(WEBHOOK);
    expect(readFileSync(file, 'utf8')).not.toContain('abcdefghij');
    expect(statSync(file).mode & 0o777).toBe(0o600);
    await secrets.set('webhook', null);
    expect(await secrets.get('webhook')).toBeNull();
  });

  it('written at the same time do not lose each other', async () => {
    const file = path.join(aFolder(), 'secrets.json');
    const secrets = (await createSystemSecrets(file, 'linux'))!;
    const names = Array.from({ length: 20 }, (_, index) => `secret-${index}`);
    await Promise.all(names.map((name) => secrets.set(name, name)));
    expect(await Promise.all(names.map((name) => secrets.get(name)))).toEqual(names);
  });

  it('are kept under the new key once the system’s key has changed', async () => {
    const file = path.join(aFolder(), 'secrets.json');
    const secrets = (await createSystemSecrets(file, 'linux'))!;
    await secrets.set('webhook', WEBHOOK);
    const encrypt = vi.spyOn(safeStorage, 'encryptStringAsync');
    safeStorage.isKeyRotated = true;
    expect(await secrets.get('webhook')).toBe(WEBHOOK);
    safeStorage.isKeyRotated = false;
    expect(encrypt).toHaveBeenCalledWith(WEBHOOK);
    encrypt.mockRestore();
    expect(await secrets.get('webhook')).toBe(WEBHOOK);
  });

  it('are not given to a key store that protects nothing', async () => {
    safeStorage.backend = 'basic_text';
    expect(await createSystemSecrets('/x', 'linux')).toBeNull();
    expect(await createSystemSecrets('/x', 'win32')).not.toBeNull();
    safeStorage.isAvailable = false;
    expect(await createSystemSecrets('/x', 'win32')).toBeNull();
  });

  it('travel from the core process to the key store and back, and a failure is told', async () => {
    const file = path.join(aFolder(), 'secrets.json');
    startCore({
      modulePath: '/core.js',
      workerPath: '/worker.js',
      args: [],
      secrets: await createSystemSecrets(file, 'linux'),
      onStatus: () => undefined,
      onFailure: () => undefined,
      onExit: () => undefined,
    });
    const process = asked.processes.at(-1)!;
    const remote = createRemoteSecrets((message: ToMain) => process.emit('message', message));
    process.inside.on('message', ({ data }: { data: Parameters<typeof remote.receive>[0] }) => remote.receive(data));
    await remote.set('webhook', WEBHOOK);
    expect(await remote.get('webhook')).toBe(WEBHOOK);
    expect(await remote.get('other')).toBeNull();
    const broken = vi.spyOn(safeStorage, 'decryptStringAsync').mockRejectedValue(new Error('key ring is locked'));
    await expect(remote.get('webhook')).rejects.toMatchObject({ code: 'file.unreadable' });
    broken.mockRestore();
  });
});
