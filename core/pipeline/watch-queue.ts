/** Files of a watched folder that wait to be imported, each at most once, and what was done with them. */

import { stat } from 'node:fs/promises';
import path from 'node:path';
import { isAudioName } from '#core/folder-source/index.ts';
import type { Clock } from '#core/ports.ts';
import type { FileLook, Store } from '#core/store/index.ts';

export interface WatchQueue {
  /** A recording or a description of recordings that came or changed. @param look as it was told with the news */
  add(file: string, look: FileLook): void;
  /** The next recordings that have stopped growing; may be empty. */
  take(count: number): Promise<string[]>;
  /** `file` is in the store. */
  stored(file: string): void;
  /** How long until `take` may give something; null: there is nothing to wait for. */
  dueInMs(): number | null;
  /** Waits for news, at most so long; also ends, without an error, when aborted. */
  wait(mostMs: number, signal: AbortSignal): Promise<void>;
}

interface Waiting {
  readonly look: FileLook;
  /** Since when it looks like that, as far as we know. */
  readonly sinceMs: number;
}

export interface WatchQueueOptions {
  readonly seen: Store['seenFiles'];
  readonly clock: Clock;
  /** A file is taken once it has looked the same for this long. The clock of the drive may differ from ours. */
  readonly settleMs: number;
}

export function createWatchQueue({ seen, clock, settleMs }: WatchQueueOptions): WatchQueue {
  const waiting = new Map<string, Waiting>();
  /** Taken and not stored: a description that comes later may make them usable. */
  const unused = new Map<string, FileLook>();
  let wake: () => void = () => undefined;

  return {
    add(file, look) {
      const sinceMs = clock.now();
      const isRecording = isAudioName(path.basename(file));
      if (isRecording && !seen.has(file, look)) waiting.set(file, { look, sinceMs });
      if (!isRecording)
        for (const [recording, itsLook] of unused)
          if (path.dirname(recording) === path.dirname(file)) waiting.set(recording, { look: itsLook, sinceMs });
      wake();
    },
    async take(count) {
      const batch: string[] = [];
      for (const [file, { look, sinceMs }] of waiting) {
        if (batch.length >= count) break;
        if (clock.now() - sinceMs < settleMs) continue;
        const present = await lookAt(file);
        if (present !== null && !isSame(present, look)) {
          waiting.set(file, { look: present, sinceMs: clock.now() });
          continue;
        }
        waiting.delete(file);
        if (present === null) continue;
        unused.set(file, present);
        batch.push(file);
      }
      return batch;
    },
    stored(file) {
      const look = unused.get(file);
      if (!look) return;
      seen.note(file, look);
      unused.delete(file);
    },
    dueInMs() {
      let first: number | null = null;
      for (const { sinceMs } of waiting.values()) first = Math.min(first ?? sinceMs, sinceMs);
      return first === null ? null : Math.max(0, first + settleMs - clock.now());
    },
    async wait(mostMs, signal) {
      const news = new AbortController();
      wake = () => news.abort();
      await pause(clock, mostMs, AbortSignal.any([signal, news.signal]));
    },
  };
}

/** A wait that ends early, and without an error, when aborted. */
export async function pause(clock: Clock, durationMs: number, signal: AbortSignal): Promise<void> {
  await clock.sleep(durationMs, signal).catch((error: unknown) => {
    if (!signal.aborted) throw error;
  });
}

const isSame = (one: FileLook, other: FileLook): boolean =>
  one.sizeBytes === other.sizeBytes && one.modifiedMs === other.modifiedMs;

/** @returns null for a file that is gone or out of reach; it is announced again when it comes back */
async function lookAt(file: string): Promise<FileLook | null> {
  return await stat(file).then(
    ({ size, mtimeMs }) => ({ sizeBytes: size, modifiedMs: Math.floor(mtimeMs) }),
    () => null,
  );
}
