/** `<name>.json` or `<name>.<ending>.json` beside a recording. */

import { readFile, stat } from 'node:fs/promises';
import path from 'node:path';
import { AppError, hasSystemCode } from '#core/errors.ts';
import { callFields, type CallFields } from './call-fields.ts';

const MAX_SIDECAR_BYTES = 64 * 1024;

/** @returns null where there is none @throws input.invalid, file.unreadable */
export async function readSidecar(file: string): Promise<CallFields | null> {
  const { dir, name, base } = path.parse(file);
  for (const candidate of [path.join(dir, `${name}.json`), path.join(dir, `${base}.json`)]) {
    const text = await readSmallText(candidate);
    if (text === null) continue;
    const parsed = callFields.safeParse(parseJson(text));
    if (parsed.success) return parsed.data;
    const [issue] = parsed.error.issues;
    throw new AppError('input.invalid', {
      reason: `Файл ${path.basename(candidate)}: поле «${issue?.path.join('.') ?? ''}» не подходит`,
    });
  }
  return null;
}

async function readSmallText(file: string): Promise<string | null> {
  try {
    if ((await stat(file)).size > MAX_SIDECAR_BYTES) {
      throw new AppError('input.invalid', { reason: `Файл ${path.basename(file)} слишком велик для описания звонка` });
    }
    return await readFile(file, 'utf8');
  } catch (error) {
    if (hasSystemCode(error, 'ENOENT')) return null;
    if (error instanceof AppError) throw error;
    throw new AppError('file.unreadable', { path: path.basename(file) }, { cause: error });
  }
}

/** @returns undefined for text that is no JSON; the schema then rejects it with its own message */
function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}
