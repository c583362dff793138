/** Watched folders: which, how their names are read, and how each is doing. */

import { randomUUID } from 'node:crypto';
import { stat } from 'node:fs/promises';
import path from 'node:path';
import { z } from 'zod';
import type { App } from '#core/app.ts';
import { AppError, causeText, toAppError } from '#core/errors.ts';
import { choosePattern, type NamePatternChoice, READY_PATTERNS } from '#core/folder-source/index.ts';
import { type FolderPreview, previewFolder, type WatchState } from '#core/pipeline/index.ts';
import type { Logger } from '#core/ports.ts';
import type { Processing } from './processing.ts';
import { storedValue } from './stored-value.ts';

/** How the names of a folder are read. */
export interface FolderNames {
  readonly pattern: NamePatternChoice;
  /** Managers' names by internal number. */
  readonly managers: Readonly<Record<string, string>>;
}

export interface WatchedFolder extends FolderNames {
  readonly id: string;
  readonly path: string;
  readonly isOn: boolean;
  readonly state: FolderState;
}

export type FolderState = Omit<WatchState, 'kind'> & { readonly kind: WatchState['kind'] | 'off' };

export interface Folders {
  /** Ready patterns of telephone exchanges. */
  patterns(): readonly { readonly id: string; readonly title: string; readonly example: string }[];
  list(): readonly WatchedFolder[];
  /** What would be read out of the names; imports nothing. @throws file.*, input.invalid */
  preview(folder: { readonly path: string } & FolderNames): Promise<FolderPreview>;
  /** @throws file.not-found, input.invalid */
  add(folder: { readonly path: string } & FolderNames): Promise<WatchedFolder>;
  /** @throws input.invalid for an unknown folder or a wrong template */
  change(id: string, change: Partial<FolderNames & { readonly isOn: boolean }>): Promise<WatchedFolder>;
  /** Its calls stay. */
  remove(id: string): Promise<void>;
  /** Watches all folders that are on. */
  start(): void;
  /** Resolves when nothing is imported any more. */
  stop(): Promise<void>;
}

export interface FoldersOptions {
  readonly dataDir: string;
  readonly timeZone: string;
  readonly logger: Logger;
  readonly processing: Pick<Processing, 'start' | 'state' | 'onChange'>;
  /** For tests, which need not wait long for a file to stop growing. */
  readonly settleMs?: number;
}

const CHOICE = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('auto') }),
  z.object({ kind: z.literal('none') }),
  z.object({ kind: z.literal('ready'), id: z.string() }),
  z.object({ kind: z.literal('template'), template: z.string() }),
]);
const STORED = z.array(
  z.object({
    id: z.string(),
    path: z.string(),
    isOn: z.boolean(),
    pattern: CHOICE,
    managers: z.record(z.string(), z.string()),
  }),
);
type StoredFolder = z.infer<typeof STORED>[number];

const MAX_FOLDERS = 20;
const OFF: FolderState = { kind: 'off', imported: 0, alreadyThere: 0, timeFromFile: 0, failed: [], error: null };

interface Watching {
  readonly controller: AbortController;
  readonly ended: Promise<void>;
}

export function createFolders(app: App, options: FoldersOptions): Folders {
  const { timeZone } = options;
  const stored = storedValue<StoredFolder[]>(app.store.settings, { key: 'folders', schema: STORED, fallback: [] });
  const watching = new Map<string, Watching>();
  const states = new Map<string, FolderState>();
  const processNew = createProcessNew(options.processing);
  let isStarted = false;

  const shown = (folder: StoredFolder): WatchedFolder => ({ ...folder, state: states.get(folder.id) ?? OFF });
  const find = (id: string): StoredFolder => {
    const folder = stored.get().find((each) => each.id === id);
    if (!folder) throw new AppError('input.invalid', { reason: 'Этой папки нет в списке.' });
    return folder;
  };

  function watch(folder: StoredFolder): void {
    if (!isStarted || !folder.isOn) return;
    const controller = new AbortController();
    const { signal } = controller;
    const ended = app
      .watchFolder({
        ...{ folder: folder.path, pattern: folder.pattern, managers: folder.managers, signal },
        ...(options.settleMs === undefined ? {} : { settleMs: options.settleMs }),
        onState: (state) => {
          states.set(folder.id, state);
        },
        onImported: () => {
          processNew();
          return Promise.resolve();
        },
      })
      .catch((thrown: unknown) => {
        const error = toAppError(thrown);
        states.set(folder.id, { ...(states.get(folder.id) ?? OFF), kind: 'waiting', error: error.toData() });
        options.logger.log('error', 'watched-folder-ended', { code: error.code, cause: causeText(error) });
      });
    watching.set(folder.id, { controller, ended });
  }

  async function unwatch(id: string): Promise<void> {
    const current = watching.get(id);
    watching.delete(id);
    current?.controller.abort();
    await current?.ended;
    states.delete(id);
  }

  return {
    patterns: () => READY_PATTERNS.map(({ id, title, example }) => ({ id, title, example })),
    list: () => stored.get().map(shown),
    preview: async ({ path: folder, ...names }) => await previewFolder(path.resolve(folder), { ...names, timeZone }),
    async add({ path: given, pattern, managers }) {
      const folder = { id: randomUUID(), path: path.resolve(given), isOn: true, pattern, managers };
      await checkFolder(folder, { ...options, others: stored.get() });
      stored.set([...stored.get(), folder]);
      watch(folder);
      return shown(folder);
    },
    async change(id, change) {
      const folder = { ...find(id), ...change };
      checkTemplate(folder, timeZone);
      await unwatch(id);
      stored.set(stored.get().map((each) => (each.id === id ? folder : each)));
      watch(folder);
      return shown(folder);
    },
    async remove(id) {
      await unwatch(id);
      stored.set(stored.get().filter((each) => each.id !== id));
    },
    start() {
      if (isStarted) return;
      isStarted = true;
      for (const folder of stored.get()) watch(folder);
    },
    async stop() {
      isStarted = false;
      await Promise.all([...watching.keys()].map(unwatch));
    },
  };
}

/** Fails now rather than at the first file. */
function checkTemplate({ pattern, managers }: FolderNames, timeZone: string): void {
  choosePattern(pattern, [], { timeZone, managers });
}

async function checkFolder(
  folder: StoredFolder,
  { dataDir, timeZone, others }: { dataDir: string; timeZone: string; others: readonly StoredFolder[] },
): Promise<void> {
  checkTemplate(folder, timeZone);
  const isThere = await stat(folder.path).then(
    (found) => found.isDirectory(),
    () => false,
  );
  if (!isThere) throw new AppError('file.not-found', { path: folder.path });
  if (others.length >= MAX_FOLDERS)
    throw new AppError('input.invalid', { reason: `Папок не может быть больше ${MAX_FOLDERS}.` });
  if (isWithin(dataDir, folder.path) || isWithin(folder.path, dataDir))
    throw new AppError('input.invalid', { reason: 'В этой папке Разбор хранит свои данные. Выберите другую.' });
  if (others.some((each) => isWithin(each.path, folder.path) || isWithin(folder.path, each.path)))
    throw new AppError('input.invalid', {
      reason: 'За этой папкой, вложенной в неё или той, что её содержит, уже следят.',
    });
}

/** Whether `inner` is `outer` or lies somewhere in it. */
function isWithin(inner: string, outer: string): boolean {
  const way = path.relative(outer, path.resolve(inner));
  return way === '' || (!way.startsWith('..') && !path.isAbsolute(way));
}

/** A run plans its calls when it starts: what came during one needs another. */
function createProcessNew(processing: FoldersOptions['processing']): () => void {
  let isWanted = false;
  processing.onChange(() => {
    if (!isWanted || processing.state().isRunning) return;
    isWanted = false;
    processing.start();
  });
  return () => {
    if (processing.state().isRunning) isWanted = true;
    else processing.start();
  };
}
