/** Connections by undici on the way that the rules name; kept open for the next request. */

import { Agent, type Dispatcher, ProxyAgent } from 'undici';
import type { ProxyRules } from '#core/ports.ts';

export interface Dispatching {
  readonly dispatcher: Dispatcher;
  /** The way, with its password: for `proxyTrouble` and nobody else. */
  readonly proxy: string | null;
}

export interface Dispatchers {
  /** @throws proxy.unsupported */
  for(url: URL): Promise<Dispatching>;
  close(): Promise<void>;
}

export interface DispatcherOptions {
  readonly proxies: ProxyRules;
  /** For the connection, up to and including the proxy's consent. */
  readonly connectMs: number;
  /** Silence after which a server is taken for gone; default: undici's. */
  readonly silenceMs?: number;
}

export function createDispatchers({ proxies, connectMs, silenceMs }: DispatcherOptions): Dispatchers {
  const limits = silenceMs === undefined ? {} : { headersTimeout: silenceMs, bodyTimeout: silenceMs };
  const made = new Map<string | null, Dispatcher>();
  const make = (proxy: string | null): Dispatcher =>
    proxy === null
      ? new Agent({ ...limits, connect: { timeout: connectMs } })
      : new ProxyAgent({ ...limits, uri: proxy, connectTimeout: connectMs });
  return {
    async for(url) {
      const proxy = await proxies.proxyFor(url);
      const dispatcher = made.get(proxy) ?? make(proxy);
      made.set(proxy, dispatcher);
      return { dispatcher, proxy };
    },
    async close() {
      await Promise.all([...made.values()].map((dispatcher) => dispatcher.close()));
    },
  };
}
