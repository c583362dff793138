/** The user's wish that nothing of the program goes anywhere; asked before every connection to another computer. */

import { existsSync } from 'node:fs';
import path from 'node:path';
import { DATABASE_FILE, readStore, type Store } from '#core/store/index.ts';
import { openProxyRules, type ProxySources } from '#core/outgoing/index.ts';
import { AppError } from './errors.ts';
import type { Clock, ProxyRules, SecretStore } from './ports.ts';

const SETTING = 'network.isOffline';

export interface NetworkSwitch {
  isOffline(): boolean;
  /** @throws network.offline */
  assertOnline(): void;
  set(isOffline: boolean): void;
  /** Aborted with `network.offline` when the user goes offline: a part of the signal of every connection. */
  whileOnline(): AbortSignal;
  /** Whoever has a connection open ends it when this tells of being offline. @returns a function that ends the listening */
  onChange(listener: () => void): () => void;
}

export function createNetworkSwitch(settings: Store['settings']): NetworkSwitch {
  const listeners = new Set<() => void>();
  let online = new AbortController();
  const isOffline = (): boolean => settings.get(SETTING) === 'yes';
  return {
    isOffline,
    assertOnline() {
      if (isOffline()) throw new AppError('network.offline');
    },
    set(wish) {
      settings.set(SETTING, wish ? 'yes' : 'no');
      if (wish) online.abort(new AppError('network.offline'));
      else if (online.signal.aborted) online = new AbortController();
      for (const listener of listeners) listener();
    },
    whileOnline: () => online.signal,
    onChange(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}

/**
 * For commands that work beside a program which has the data folder open, or without any data.
 * @returns the way out as it is set there
 * @throws network.offline, proxy.password
 */
export async function wayOutOf(
  dataDir: string,
  { clock, secrets, ...sources }: ProxySources & { readonly clock: Clock; readonly secrets: SecretStore },
): Promise<ProxyRules> {
  const nothingSet = { get: () => undefined };
  if (!existsSync(path.join(dataDir, DATABASE_FILE))) return await openProxyRules(nothingSet, secrets, sources);
  const store = readStore(dataDir, clock);
  try {
    createNetworkSwitch(store.settings).assertOnline();
    return await openProxyRules(store.settings, secrets, sources);
  } finally {
    store.close();
  }
}
