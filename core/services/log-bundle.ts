/** The logs as one file to send to somebody who helps: without keys, telephone numbers and names. */

import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { promisify } from 'node:util';
import { strToU8, zip, type AsyncZippable } from 'fflate';
import { hasSystemCode } from '#core/errors.ts';
import { redact } from '#core/logging/index.ts';

const zipFiles = promisify<AsyncZippable, Uint8Array>(zip);

/**
 * @param facts of the program, e.g. its version
 * @param hide takes out what is known to be secret
 */
export async function packLogs(
  logsDir: string,
  facts: Readonly<Record<string, string | number | boolean | null>>,
  hide: (text: string) => string,
): Promise<Uint8Array> {
  const files: AsyncZippable = { 'about.json': strToU8(JSON.stringify(facts, null, 2)) };
  for (const name of await logNames(logsDir)) {
    const text = await readFile(path.join(logsDir, name), 'utf8');
    // Lines were redacted when they were written; the rules may have become stricter since.
    files[name] = strToU8(hide(redact(text)));
  }
  return await zipFiles(files);
}

async function logNames(logsDir: string): Promise<string[]> {
  try {
    return (await readdir(logsDir)).filter((name) => name.endsWith('.log'));
  } catch (error) {
    if (hasSystemCode(error, 'ENOENT')) return [];
    throw error;
  }
}
