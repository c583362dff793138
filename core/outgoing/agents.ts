/** Connections by Node's own clients on the way that the rules name; kept open for the next request. */

import http from 'node:http';
import https from 'node:https';
import type { Duplex } from 'node:stream';
import type tls from 'node:tls';
import { toAppError } from '#core/errors.ts';
import type { ProxyRules } from '#core/ports.ts';
import { createTunnels, type Tunnels } from './tunnel.ts';

/** An agent, and the proxy that it goes through, with its login; null: straight. */
export interface Way {
  readonly agent: http.Agent;
  readonly proxy: string | null;
}

export interface Agents {
  /**
   * For `https` or `http`, as the address says. An aborted request waits until its connection has been made or has
   * failed: see `orAborted`.
   * @throws proxy.unsupported
   */
  wayTo(url: URL): Promise<Way>;
  /** Ends every connection, also one that is only being made. */
  close(): void;
}

export interface AgentOptions {
  readonly proxies: ProxyRules;
  /** For each step through a proxy. */
  readonly connectMs: number;
  readonly secureContext?: tls.SecureContext | undefined;
}

export function createAgents({ proxies, connectMs, secureContext }: AgentOptions): Agents {
  const tunnels = createTunnels(connectMs);
  const made = new Map<string, http.Agent>();
  const make = (isSecure: boolean, proxy: string | null): http.Agent => {
    // Without encryption there is no tunnel: the proxy itself is asked for the address.
    if (!isSecure)
      return new http.Agent({ keepAlive: true, ...(proxy !== null && { proxyEnv: { HTTP_PROXY: proxy } }) });
    if (proxy !== null) return new TunnelAgent({ tunnels, proxy, secureContext });
    return new https.Agent({ keepAlive: true, ...(secureContext === undefined ? {} : { secureContext }) });
  };
  return {
    async wayTo(url) {
      const proxy = await proxies.proxyFor(url);
      const key = `${url.protocol} ${proxy ?? ''}`;
      const agent = made.get(key) ?? make(url.protocol === 'https:', proxy);
      made.set(key, agent);
      return { agent, proxy };
    },
    close() {
      tunnels.close();
      for (const agent of made.values()) agent.destroy();
    },
  };
}

interface TunnelWay {
  readonly tunnels: Tunnels;
  readonly proxy: string;
  readonly secureContext: tls.SecureContext | undefined;
}

class TunnelAgent extends https.Agent {
  readonly #way: TunnelWay;

  constructor(way: TunnelWay) {
    super({ keepAlive: true });
    this.#way = way;
  }

  override createConnection(
    options: https.RequestOptions,
    callback?: (error: Error | null, stream: Duplex) => void,
  ): undefined {
    const { tunnels, proxy } = this.#way;
    const end = {
      host: String(options.host),
      port: Number(options.port ?? 443),
      secureContext: this.#way.secureContext,
    };
    const fail = callback as (error: Error) => void;
    tunnels.open(end, proxy).then(
      (socket) => callback?.(null, socket),
      (thrown: unknown) => fail(thrown instanceof Error ? thrown : toAppError(thrown)),
    );
  }
}
