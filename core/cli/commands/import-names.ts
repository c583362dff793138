/** How the names of recordings are read, as options of the command line. */

import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { AppError } from '#core/errors.ts';
import { type NamePatternChoice, READY_PATTERNS } from '#core/folder-source/index.ts';

/** What every way of importing gets from the options. */
export interface NameOptions {
  readonly pattern: NamePatternChoice;
  readonly managers: Readonly<Record<string, string>>;
}

/** `auto`, `none`, the id of a ready pattern, or a template of one's own. @throws input.invalid */
export function choiceOf(text: string | undefined): NamePatternChoice {
  if (text === undefined || text === 'auto') return { kind: 'auto' };
  if (text === 'none') return { kind: 'none' };
  if (text.includes('{')) return { kind: 'template', template: text };
  if (READY_PATTERNS.some(({ id }) => id === text)) return { kind: 'ready', id: text };
  const ids = READY_PATTERNS.map(({ id, example }) => `  ${id} — ${example}`).join('\n');
  throw new AppError('input.invalid', {
    reason: `Нет шаблона «${text}». Напишите свой, например {date}_{time}_{direction}_{phone}_{manager}, или выберите готовый:\n${ids}`,
  });
}

const MAX_MANAGERS_BYTES = 1024 * 1024;

/** `101=Олег,102=Анна`, or a file with one `101=Олег` a line. @throws input.invalid */
export async function readManagers(given: string | undefined): Promise<Readonly<Record<string, string>>> {
  if (given === undefined) return {};
  const text = given.includes('=') ? given.replaceAll(',', '\n') : await readSmallFile(path.resolve(given));
  const lines = text.split(/\r?\n/u).filter((line) => line.trim() !== '');
  return Object.fromEntries(
    lines.map((line, at) => {
      const [extension = '', ...name] = line.split(/[=;]/u).map((piece) => piece.trim());
      if (!/^\d{1,6}$/u.test(extension) || name.join('') === '')
        throw new AppError('input.invalid', { reason: `Менеджеры, строка ${at + 1}: нужно вида 101=Олег Иванов.` });
      return [extension, name.join(' ')];
    }),
  );
}

async function readSmallFile(file: string): Promise<string> {
  const text = await readFile(file, 'utf8').catch((cause: unknown) => {
    throw new AppError('file.not-found', { path: path.basename(file) }, { cause });
  });
  if (text.length > MAX_MANAGERS_BYTES) throw new AppError('file.unreadable', { path: path.basename(file) });
  return text;
}
