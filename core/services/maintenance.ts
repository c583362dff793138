/** Care for the data folder: sizes, deletion of old recordings, backup and restore, logs for support, work offline. */

import { existsSync } from 'node:fs';
import { mkdir, rm, stat } from 'node:fs/promises';
import path from 'node:path';
import { z } from 'zod';
import type { App } from '#core/app.ts';
import type { Chore, DataState, DownloadedFile, FolderSizes, WrittenBackup } from '#core/domain/data-folder.ts';
import { AppError, causeText, toAppError } from '#core/errors.ts';
import { createRedactor, parseWebhook, webhookSecrets } from '#core/portal/index.ts';
import type { Clock, Logger, SecretStore } from '#core/ports.ts';
import { DATABASE_FILE } from '#core/store/index.ts';
import { WEBHOOK_SECRET } from './connection.ts';
import { DEMO_SOURCE } from './demo-source.ts';
import { folderSizes } from './folder-sizes.ts';
import { packLogs } from './log-bundle.ts';
import { storedValue } from './stored-value.ts';

export interface Maintenance {
  state(): DataState;
  /** @returns a function that ends the listening */
  onChange(listener: () => void): () => void;
  sizes(): Promise<FolderSizes>;
  setOffline(isOffline: boolean): void;
  /** Keeps the wish and deletes what is too old already. @param days null: never delete */
  setRetention(days: number | null): Promise<number>;
  /** Deletes recordings that are older than wished; texts and findings stay. @returns how many */
  applyRetention(): Promise<number>;
  /** How many recordings a wish of so many days would delete now. */
  countTooOld(days: number): number;
  /** @param folder absolute; made when absent @throws input.invalid, disk.full, file.unreadable, job.cancelled */
  backup(folder: string): Promise<WrittenBackup>;
  /** @param file absolute @throws backup.invalid, store.newer-than-app, file.not-found @returns calls in the backup */
  restore(file: string): Promise<number>;
  /** Starts the program anew, where the host can. */
  restart(): void;
  logs(): Promise<DownloadedFile>;
  /** Deletes the demo's calls with their recordings. @returns how many */
  removeDemo(): Promise<number>;
  cancel(): void;
  /** Deletes old recordings now and once a day. */
  start(): void;
  stop(): void;
}

export interface MaintenanceOptions {
  readonly dataDir: string;
  readonly version: string;
  readonly clock: Clock;
  readonly logger: Logger;
  readonly secrets: SecretStore;
  /** Starts the program anew. */
  readonly restart?: (() => void) | undefined;
}

const DAY_MS = 86_400_000;
export const MAX_RETENTION_DAYS = 3_650;

export function createMaintenance(app: App, options: MaintenanceOptions): Maintenance {
  const { dataDir, version, clock, logger, secrets } = options;
  const { store, network } = app;
  const { recordings, housekeeping } = store;
  const retention = storedValue<number | null>(store.settings, {
    key: 'retention.audio-days',
    schema: z.int().min(1).max(MAX_RETENTION_DAYS).nullable(),
    fallback: null,
  });
  const listeners = new Set<() => void>();
  let chore: Chore | null = null;
  let running: AbortController | null = null;
  let daily: AbortController | null = null;
  const changed = (): void => {
    for (const listener of listeners) listener();
  };

  /** One piece of housekeeping at a time, with progress and an end on wish. @throws work.running */
  async function doing<T>(
    kind: Chore['kind'],
    work: (signal: AbortSignal, onProgress: (share: number) => void) => Promise<T>,
  ): Promise<T> {
    if (running) throw new AppError('work.running');
    const controller = (running = new AbortController());
    const show = (share: number): void => {
      chore = { kind, share };
      changed();
    };
    show(0);
    try {
      return await work(controller.signal, show);
    } finally {
      running = null;
      chore = null;
      changed();
    }
  }

  const tooOld = (days: number) => housekeeping.spentBefore(new Date(clock.now() - days * DAY_MS).toISOString());

  async function applyRetention(): Promise<number> {
    const days = retention.get();
    if (days === null) return 0;
    const old = tooOld(days);
    if (old.length === 0) return 0;
    return await doing('retention', async (signal, onProgress) => {
      for (const [index, { callId, path: file }] of old.entries()) {
        signal.throwIfAborted();
        await rm(path.join(dataDir, file), { force: true });
        recordings.setState(callId, 'deleted');
        onProgress((index + 1) / old.length);
      }
      logger.log('info', 'recordings-deleted', { count: old.length, days });
      return old.length;
    });
  }

  return {
    state: () => ({
      dataDir,
      chore,
      retentionDays: retention.get(),
      demoCalls: housekeeping.countOf(DEMO_SOURCE),
      isOffline: network.isOffline(),
      isRestorePending: existsSync(path.join(dataDir, `${DATABASE_FILE}.restore`)),
      canRestart: options.restart !== undefined,
    }),
    onChange(listener) {
      listeners.add(listener);
      const stop = network.onChange(listener);
      return () => {
        listeners.delete(listener);
        stop();
      };
    },
    sizes: () => folderSizes(dataDir),
    setOffline: (isOffline) => network.set(isOffline),
    async setRetention(days) {
      retention.set(days);
      changed();
      return await applyRetention();
    },
    applyRetention,
    countTooOld: (days) => tooOld(days).length,
    backup: (folder) =>
      doing('backup', async (signal, onProgress) => {
        if (!path.isAbsolute(folder)) throw new AppError('input.invalid', { reason: 'Укажите папку полностью' });
        const moment = new Date(clock.now()).toISOString().slice(0, 19).replaceAll(':', '-').replace('T', '-');
        const file = path.join(folder, `razbor-${moment}.db`);
        await mkdir(folder, { recursive: true }).catch((error: unknown) => {
          throw new AppError('file.unreadable', { path: folder }, { cause: error });
        });
        await store.backup(file, { signal, onProgress });
        return { file, sizeBytes: (await stat(file)).size };
      }),
    async restore(file) {
      if (!path.isAbsolute(file)) throw new AppError('input.invalid', { reason: 'Укажите файл полностью' });
      const { calls } = await store.restoreAtNextStart(file);
      changed();
      return calls;
    },
    restart: () => options.restart?.(),
    async logs() {
      const webhook = await secrets.get(WEBHOOK_SECRET);
      const hide = createRedactor(webhook === null ? [] : webhookSecrets(parseWebhook(webhook)));
      const facts = { version, platform: process.platform, node: process.version, calls: store.calls.count() };
      const bytes = await packLogs(path.join(dataDir, 'logs'), facts, hide);
      const day = new Date(clock.now()).toISOString().slice(0, 10);
      return { name: `razbor-logs-${day}.zip`, base64: Buffer.from(bytes).toString('base64') };
    },
    removeDemo: () =>
      doing('demo-removal', async (_signal, onProgress) => {
        const files = housekeeping.filesOf(DEMO_SOURCE);
        const removed = store.transaction(() => housekeeping.forgetSource(DEMO_SOURCE));
        for (const [index, file] of files.entries()) {
          await rm(path.join(dataDir, file), { force: true });
          onProgress((index + 1) / files.length);
        }
        return removed;
      }),
    cancel: () => running?.abort(new AppError('job.cancelled')),
    start() {
      daily?.abort();
      const { signal } = (daily = new AbortController());
      void everyDay(clock, signal, applyRetention).catch((thrown: unknown) => {
        if (signal.aborted) return;
        const error = toAppError(thrown);
        logger.log('error', 'retention-ended', { code: error.code, cause: causeText(error) });
      });
    },
    stop: () => daily?.abort(),
  };
}

async function everyDay(clock: Clock, signal: AbortSignal, work: () => Promise<unknown>): Promise<void> {
  while (!signal.aborted) {
    await work();
    await clock.sleep(DAY_MS, signal);
  }
}
