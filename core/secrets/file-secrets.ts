/** Secrets in a file that only its owner may read: for the browser host, the command line, and systems without a key store. */

import { mkdir, open, readFile, rename, rm, stat } from 'node:fs/promises';
import path from 'node:path';
import { z } from 'zod';
import { AppError, hasSystemCode } from '#core/errors.ts';
import type { SecretStore } from '#core/ports.ts';

/** Readable and writable by the owner, by nobody else. */
const OWNER_ONLY = 0o600;
const OTHERS = 0o077;

const VALUES = z.record(z.string(), z.string());

/** The file within a data folder. */
export const secretsFileIn = (dataDir: string): string => path.join(dataDir, 'secrets.json');

/**
 * A file that others may read is neither used nor replaced: whoever changed its rights should know that the key was
 * open to them. Windows has no such rights; there the user's profile protects the file.
 * @param file made with mode 0600 when the first secret is kept
 */
export function createFileSecrets(file: string, platform: NodeJS.Platform = process.platform): SecretStore {
  async function read(): Promise<Map<string, string>> {
    try {
      if (platform !== 'win32' && ((await stat(file)).mode & OTHERS) !== 0)
        throw new AppError('secrets.exposed', { path: file });
      const parsed = VALUES.safeParse(parse(await readFile(file, 'utf8')));
      if (!parsed.success) throw new AppError('file.unreadable', { path: file });
      return new Map(Object.entries(parsed.data));
    } catch (error) {
      if (hasSystemCode(error, 'ENOENT')) return new Map();
      if (error instanceof AppError) throw error;
      throw new AppError('file.unreadable', { path: file }, { cause: error });
    }
  }

  return {
    get: async (name) => (await read()).get(name) ?? null,
    async set(name, value) {
      const values = await read();
      if (value === null) values.delete(name);
      else values.set(name, value);
      await writeForOwner(file, JSON.stringify(Object.fromEntries(values)));
    },
  };
}

/** @returns null for what is no JSON; the text itself goes nowhere, not even into an error */
function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    if (error instanceof SyntaxError) return null;
    throw error;
  }
}

/** Complete or as before, and never open to others, not even for a moment. */
async function writeForOwner(file: string, text: string): Promise<void> {
  const temporary = `${file}.part`;
  try {
    await mkdir(path.dirname(file), { recursive: true });
    // A leftover could have other rights: `mode` counts only for files that are made.
    await rm(temporary, { force: true });
    {
      await using handle = await open(temporary, 'wx', OWNER_ONLY);
      await handle.writeFile(text);
      await handle.sync();
    }
    await rename(temporary, file);
  } catch (error) {
    await rm(temporary, { force: true });
    if (hasSystemCode(error, 'ENOSPC')) throw new AppError('disk.full', {}, { cause: error });
    throw new AppError('file.unreadable', { path: file }, { cause: error });
  }
}
