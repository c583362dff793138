/** Connections of one portal, on the way that the proxy rules name; kept open for the next request. */

import dns from 'node:dns';
import http from 'node:http';
import https from 'node:https';
import type { LookupFunction } from 'node:net';
import type tls from 'node:tls';
import type { ProxyRules } from '#core/ports.ts';
import { lookupPublic } from './public-address.ts';

/** An agent, and the proxy that it goes through, with its password; null: straight. */
export interface Way<Agent extends http.Agent = http.Agent> {
  readonly agent: Agent;
  readonly proxy: string | null;
}

export interface Route {
  /** For `https` or `http`, as the address says. @throws proxy.unsupported */
  wayTo(url: URL): Promise<Way>;
  /** Finds public addresses only; the proxy itself may stand anywhere. */
  readonly lookup: LookupFunction;
  /** Passwords of proxies, in the forms in which they occur. */
  readonly secrets: readonly string[];
  close(): void;
}

export interface RouteOptions {
  readonly proxies: ProxyRules;
  readonly secureContext?: tls.SecureContext | undefined;
}

export function createRoute({ proxies, secureContext }: RouteOptions): Route {
  const made = new Map<string, http.Agent>();
  const proxyHosts = new Set<string>();
  const make = (isSecure: boolean, proxy: string | null): http.Agent => {
    const common = {
      keepAlive: true,
      ...(proxy === null ? {} : { proxyEnv: { HTTPS_PROXY: proxy, HTTP_PROXY: proxy } }),
    };
    return isSecure
      ? new https.Agent({ ...common, ...(secureContext === undefined ? {} : { secureContext }) })
      : new http.Agent(common);
  };
  return {
    async wayTo(url) {
      const proxy = await proxies.proxyFor(url);
      if (proxy !== null) proxyHosts.add(new URL(proxy).hostname);
      const key = `${url.protocol} ${proxy ?? ''}`;
      const agent = made.get(key) ?? make(url.protocol === 'https:', proxy);
      made.set(key, agent);
      return { agent, proxy };
    },
    lookup: (hostname, options, callback) =>
      proxyHosts.has(hostname) ? dns.lookup(hostname, options, callback) : lookupPublic(hostname, options, callback),
    secrets: proxies.secrets,
    close() {
      for (const agent of made.values()) agent.destroy();
    },
  };
}
