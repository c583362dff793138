/** The proxy server: tried first if one likes, then kept; its password goes into the secret store and never comes back out. */

import type { App } from '#core/app.ts';
import type { ProxyKind, ProxySetting, ProxyState, ProxyTrial } from '#core/domain/proxy.ts';
import { AppError } from '#core/errors.ts';
import {
  bypassEntries,
  openProxyRules,
  PROXY_SECRET,
  PROXY_SETTING,
  readProxyAddress,
  readProxySetting,
  rulesOf,
  trustSystemAuthorities,
  type ProxySources,
} from '#core/outgoing/index.ts';
import { tryToReach, type Place } from '#core/portal/index.ts';
import type { Logger, ProxyRules, SecretStore } from '#core/ports.ts';

/** What the user has typed. */
export interface ProxyWish {
  readonly kind: ProxyKind;
  /** `proxy:3128`, also with `http://` or `https://` and a login before the host; unused unless the kind is `own`. */
  readonly address: string;
  readonly user: string;
  /** Undefined: the one that is kept, as long as address and user stay the same. */
  readonly password?: string | undefined;
  /** Entries, separated by commas, spaces or lines. */
  readonly bypass: string;
}

export interface Proxy {
  state(): ProxyState;
  /** @returns a function that ends the listening */
  onChange(listener: () => void): () => void;
  /** @throws input.invalid */
  save(wish: ProxyWish): Promise<void>;
  /**
   * Asks every place that the program talks to whether it answers, on the way that was typed; nothing is kept. A check
   * that runs is ended.
   * @throws input.invalid, proxy.password, network.offline, job.cancelled
   */
  check(wish: ProxyWish): Promise<readonly ProxyTrial[]>;
  cancelCheck(): void;
  /** For a connection that is about to be opened. @throws proxy.password, input.invalid */
  rules(): Promise<ProxyRules>;
}

export interface ProxyOptions extends ProxySources {
  readonly secrets: SecretStore;
  readonly logger: Logger;
  /** Whom a check asks. */
  readonly places: () => readonly Place[];
}

export function createProxy({ store, network }: App, { secrets, places, logger, ...sources }: ProxyOptions): Proxy {
  const { settings } = store;
  const listeners = new Set<() => void>();
  let running: AbortController | null = null;
  const changed = (): void => {
    for (const listener of listeners) listener();
  };

  /** The setting that a wish asks for, and its password. */
  async function read({ kind, address: typed, user: typedUser, password: typedPassword, bypass }: ProxyWish) {
    const former = readProxySetting(settings);
    const isTyped = kind === 'own' || typed.trim() !== '';
    const read = isTyped ? readProxyAddress(typed) : { address: '', user: '', password: '' };
    const user = typedUser.trim() || read.user;
    const isSame = former.address === read.address && former.user === user;
    const kept = isSame && former.hasPassword ? await secrets.get(PROXY_SECRET) : null;
    const password = typedPassword ?? (read.password === '' ? kept : read.password);
    const hasPassword = user !== '' && password !== null && password !== '';
    const setting: ProxySetting = { kind, address: read.address, user, hasPassword, bypass: bypassEntries(bypass) };
    return { setting, password: hasPassword ? password : null };
  }

  return {
    state: () => ({ setting: readProxySetting(settings), isChecking: running !== null }),
    onChange(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    async save(wish) {
      const { setting, password } = await read(wish);
      await secrets.set(PROXY_SECRET, password);
      settings.set(PROXY_SETTING, JSON.stringify(setting));
      changed();
    },
    async check(wish) {
      network.assertOnline();
      running?.abort(new AppError('job.cancelled'));
      const controller = (running = new AbortController());
      changed();
      try {
        const { setting, password } = await read(wish);
        trustSystemAuthorities(logger);
        const proxies = rulesOf(setting, password, sources);
        const signal = AbortSignal.any([controller.signal, network.whileOnline()]);
        return await Promise.all(places().map((place) => tryToReach(place, { proxies, signal })));
      } finally {
        if (running === controller) {
          running = null;
          changed();
        }
      }
    },
    cancelCheck: () => running?.abort(new AppError('job.cancelled')),
    async rules() {
      trustSystemAuthorities(logger);
      return await openProxyRules(settings, secrets, sources);
    },
  };
}
