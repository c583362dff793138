/** Watches a folder: what is put there is in the store a moment after it has been written to its end. */

import { stat } from 'node:fs/promises';
import path from 'node:path';
import { AppError, type ErrorData, toAppError } from '#core/errors.ts';
import { choosePattern, type NamePatternChoice } from '#core/folder-source/index.ts';
import type { Clock, Logger } from '#core/ports.ts';
import { createFolderEvents, type FolderEvents } from './folder-events.ts';
import { importFiles, type ImportOptions, type ImportSummary } from './import-files.ts';
import type { FailedItem } from './process-calls.ts';
import { createWatchQueue, pause } from './watch-queue.ts';

export interface WatchOptions extends Omit<ImportOptions, 'paths' | 'onProgress' | 'onStored'> {
  /** Absolute path. */
  readonly folder: string;
  readonly clock: Clock;
  readonly logger: Logger;
  readonly onState: (state: WatchState) => void;
  /** Called after each batch that brought something; the next one waits for it. */
  readonly onImported?: (summary: ImportSummary) => Promise<void>;
  /** A file is taken once it has not grown for this long. An exchange writes a call while it lasts: some seconds. */
  readonly settleMs?: number;
  /** How often a lost folder is looked for, and a present one checked. */
  readonly checkMs?: number;
  /** Asks for changes instead of waiting to be told: some network drives tell nothing. */
  readonly isPolling?: boolean;
}

/** `unavailable`: the folder is not there, e.g. a network drive that is switched off; it is looked for again. */
export interface WatchState {
  readonly kind: 'starting' | 'watching' | 'importing' | 'unavailable' | 'waiting';
  readonly imported: number;
  readonly alreadyThere: number;
  /** Imported with the file's own time for want of anything better. */
  readonly timeFromFile: number;
  /** The last files that could not be used; one leaves the list when it could. */
  readonly failed: readonly FailedItem[];
  /** Why nothing goes on, with `unavailable` and `waiting` (e.g. a full disk). */
  readonly error: ErrorData | null;
}

const SETTLE_MS = 10_000;
const CHECK_MS = 15_000;
const MAX_FAILED = 20;
const BATCH = 50;
const NAMES_TO_KNOW = 300;

const EMPTY: WatchState = {
  kind: 'starting',
  imported: 0,
  alreadyThere: 0,
  timeFromFile: 0,
  failed: [],
  error: null,
};

/** Watches until `signal` is aborted, whatever happens to the folder. @throws input.invalid for a wrong template */
export async function watchFolder(options: WatchOptions): Promise<void> {
  const { folder, clock, logger, signal, onState, checkMs = CHECK_MS } = options;
  let state = EMPTY;
  const tell = (part: Partial<WatchState>): void => onState((state = { ...state, ...part }));
  tell({});
  while (!signal.aborted) {
    try {
      if (await isFolder(folder)) await watchWhileThere(options, { tell, state: () => state });
      else tell({ kind: 'unavailable', error: new AppError('file.not-found', { path: folder }).toData() });
    } catch (thrown) {
      const error = toAppError(thrown);
      if (error.code === 'job.cancelled') break;
      if (error.code === 'input.invalid') throw error;
      logger.log('warn', 'watched-folder-failed', { code: error.code });
      tell({ kind: 'waiting', error: error.toData() });
    }
    await pause(clock, checkMs, signal);
  }
}

interface Watching {
  readonly tell: (part: Partial<WatchState>) => void;
  readonly state: () => WatchState;
}

/** Ends when the folder has gone or the signal is aborted. @throws what stops the work as a whole, e.g. disk.full */
async function watchWhileThere(options: WatchOptions, { tell, state }: Watching): Promise<void> {
  const { folder, store, signal, clock, settleMs = SETTLE_MS, checkMs = CHECK_MS, isPolling = false } = options;
  const patternFor = createPatternChooser(options);
  const queue = createWatchQueue({ seen: store.seenFiles, clock, settleMs });
  const events: FolderEvents = createFolderEvents({ folder, isPolling, onFile: (file, look) => queue.add(file, look) });
  try {
    tell({ kind: 'watching', error: null });
    while (!signal.aborted && !events.isBroken()) {
      const batch = await queue.take(BATCH);
      if (batch.length > 0) {
        tell({ kind: 'importing' });
        const pattern = patternFor(batch);
        const summary = await importFiles({
          ...options,
          pattern,
          paths: batch,
          onStored: (file) => queue.stored(file),
        });
        // Files that vanished with their folder have not failed.
        if (!(await isFolder(folder))) return;
        tell(counted(state(), summary, batch));
        if (summary.imported > 0) await options.onImported?.(summary);
        tell({ kind: 'watching' });
        continue;
      }
      await queue.wait(Math.min(checkMs, queue.dueInMs() ?? checkMs), signal);
      if (!(await isFolder(folder))) return;
    }
  } finally {
    await events.close();
  }
}

/** A single new file does not tell how names are made; the last ones of the folder together do. */
function createPatternChooser({ pattern = { kind: 'auto' }, timeZone, managers = {} }: WatchOptions) {
  let names: string[] = [];
  return (batch: readonly string[]): NamePatternChoice => {
    if (pattern.kind !== 'auto') return pattern;
    names = [...names, ...batch.map((file) => path.basename(file))].slice(-NAMES_TO_KNOW);
    const id = choosePattern(pattern, names, { timeZone, managers })?.id ?? null;
    return id === null ? { kind: 'none' } : { kind: 'ready', id };
  };
}

function counted(state: WatchState, summary: ImportSummary, batch: readonly string[]): Partial<WatchState> {
  const failedNow = new Set(summary.failed.map(({ callId }) => callId));
  const isStale = ({ callId }: FailedItem): boolean =>
    failedNow.has(callId) || callId.startsWith('calls.csv') || batch.some((file) => path.basename(file) === callId);
  return {
    imported: state.imported + summary.imported,
    alreadyThere: state.alreadyThere + summary.alreadyThere,
    timeFromFile: state.timeFromFile + summary.timeFromFile.length,
    failed: [...state.failed.filter((item) => !isStale(item)), ...summary.failed].slice(-MAX_FAILED),
  };
}

/** Anything that keeps us from looking at it means that the folder is not there for us. */
async function isFolder(folder: string): Promise<boolean> {
  return await stat(folder).then(
    (found) => found.isDirectory(),
    () => false,
  );
}
