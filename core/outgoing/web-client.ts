/** Requests by undici on the way that the rules name; connections are kept open for the next one. */

import { Agent, type Dispatcher, request } from 'undici';
import { toAppError } from '#core/errors.ts';
import type { ProxyRules } from '#core/ports.ts';
import { orAborted } from './or-aborted.ts';
import { proxyTrouble } from './trouble.ts';
import { createTunnels } from './tunnel.ts';

export type WebResponse = Dispatcher.ResponseData;

export interface WebRequest {
  readonly method: 'GET' | 'HEAD' | 'POST';
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string;
  readonly signal: AbortSignal;
}

export interface WebClient {
  /**
   * One request; redirections are not followed.
   * @param url with encryption, or on this computer
   * @throws proxy.*, the signal's reason, and whatever the connection throws
   */
  send(url: URL, options: WebRequest): Promise<WebResponse>;
  /** Ends every connection, also one that is only being made. */
  close(): Promise<void>;
}

export interface WebClientOptions {
  readonly proxies: ProxyRules;
  /** For the connection, or for each of its steps through a proxy. */
  readonly connectMs: number;
  /** Silence after which a server is taken for gone; default: undici's. */
  readonly silenceMs?: number;
}

export function createWebClient({ proxies, connectMs, silenceMs }: WebClientOptions): WebClient {
  const limits = silenceMs === undefined ? {} : { headersTimeout: silenceMs, bodyTimeout: silenceMs };
  const tunnels = createTunnels(connectMs);
  const made = new Map<string | null, Dispatcher>();
  const make = (proxy: string | null): Dispatcher =>
    proxy === null
      ? new Agent({ ...limits, connect: { timeout: connectMs } })
      : new Agent({
          ...limits,
          connect: ({ hostname, port }, callback) => {
            const end = { host: hostname.replace(/^\[|\]$/gu, ''), port: Number(port || 443) };
            tunnels.open(end, proxy).then(
              (socket) => callback(null, socket),
              (thrown: unknown) => callback(thrown instanceof Error ? thrown : toAppError(thrown), null),
            );
          },
        });
  return {
    async send(url, options) {
      const proxy = await proxies.proxyFor(url);
      const dispatcher = made.get(proxy) ?? make(proxy);
      made.set(proxy, dispatcher);
      options.signal.throwIfAborted();
      try {
        return await orAborted(request(url, { ...options, dispatcher }), options.signal, ({ body }) => body.destroy());
      } catch (thrown) {
        options.signal.throwIfAborted();
        throw proxyTrouble(thrown, url, proxy) ?? thrown;
      }
    },
    async close() {
      tunnels.close();
      await Promise.all([...made.values()].map((dispatcher) => dispatcher.destroy()));
    },
  };
}
