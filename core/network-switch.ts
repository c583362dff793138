/** The user's wish that nothing of the program goes anywhere; asked before every connection to another computer. */

import { existsSync } from 'node:fs';
import path from 'node:path';
import { DATABASE_FILE, readStore, type Store } from '#core/store/index.ts';
import { AppError } from './errors.ts';
import type { Clock } from './ports.ts';

const SETTING = 'network.isOffline';

export interface NetworkSwitch {
  isOffline(): boolean;
  /** @throws network.offline */
  assertOnline(): void;
  set(isOffline: boolean): void;
  /** Whoever has a connection open ends it when this tells of being offline. @returns a function that ends the listening */
  onChange(listener: () => void): () => void;
}

export function createNetworkSwitch(settings: Store['settings']): NetworkSwitch {
  const listeners = new Set<() => void>();
  const isOffline = (): boolean => settings.get(SETTING) === 'yes';
  return {
    isOffline,
    assertOnline() {
      if (isOffline()) throw new AppError('network.offline');
    },
    set(wish) {
      settings.set(SETTING, wish ? 'yes' : 'no');
      for (const listener of listeners) listener();
    },
    onChange(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}

/**
 * For commands that work beside a program which has the data folder open, or without any data.
 * @throws network.offline
 */
export function assertOnlineIn(dataDir: string, clock: Clock): void {
  if (!existsSync(path.join(dataDir, DATABASE_FILE))) return;
  const store = readStore(dataDir, clock);
  try {
    createNetworkSwitch(store.settings).assertOnline();
  } finally {
    store.close();
  }
}
