/** The portal's key under the system's own protection: Keychain, DPAPI, or the desktop's key ring. */

import { readFile, rename, writeFile } from 'node:fs/promises';
import { safeStorage } from 'electron';
import type { SecretStore } from '#core/ports.ts';
import { hasSystemCode } from '#core/errors.ts';

/**
 * @param file where the encrypted values are kept
 * @returns null where the system offers no protection that deserves the name
 */
export async function createSystemSecrets(file: string, platform: NodeJS.Platform): Promise<SecretStore | null> {
  if (!(await safeStorage.isAsyncEncryptionAvailable())) return null;
  // Without a key ring Linux encrypts with a password that everybody knows.
  if (platform === 'linux' && safeStorage.getSelectedStorageBackend() === 'basic_text') return null;
  async function write(name: string, value: string | null): Promise<void> {
    const values = await readValues(file);
    if (value === null) values.delete(name);
    else values.set(name, (await safeStorage.encryptStringAsync(value)).toString('base64'));
    await writeFile(`${file}.new`, JSON.stringify(Object.fromEntries(values)), { mode: 0o600, flush: true });
    await rename(`${file}.new`, file);
  }

  // One after another: each reads the file, and two at once would lose what the other has written.
  let last: Promise<unknown> = Promise.resolve();
  function set(name: string, value: string | null): Promise<void> {
    const done = last.then(() => write(name, value));
    last = done.catch(() => undefined);
    return done;
  }

  return {
    async get(name) {
      await last;
      const encrypted = (await readValues(file)).get(name);
      if (encrypted === undefined) return null;
      const { result, shouldReEncrypt } = await safeStorage.decryptStringAsync(Buffer.from(encrypted, 'base64'));
      // The key has been rotated, or there is a better one by now.
      if (shouldReEncrypt) await set(name, result);
      return result;
    },
    set,
  };
}

async function readValues(file: string): Promise<Map<string, string>> {
  try {
    return new Map(Object.entries(JSON.parse(await readFile(file, 'utf8')) as Record<string, string>));
  } catch (error) {
    if (hasSystemCode(error, 'ENOENT')) return new Map();
    throw error;
  }
}
