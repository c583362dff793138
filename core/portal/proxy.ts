/** The way to a portal and to the places its recordings lie at. */

import dns from 'node:dns';
import type { LookupFunction } from 'node:net';
import type tls from 'node:tls';
import { createAgents, type Agents } from '#core/outgoing/index.ts';
import type { ProxyRules } from '#core/ports.ts';
import { lookupPublic } from './public-address.ts';

export interface Route extends Agents {
  /** Finds public addresses only; the proxy itself may stand anywhere. */
  readonly lookup: LookupFunction;
  /** Passwords of proxies, in the forms in which they occur. */
  readonly secrets: readonly string[];
}

export interface RouteOptions {
  readonly proxies: ProxyRules;
  readonly secureContext?: tls.SecureContext | undefined;
}

/** For each step on the way through a proxy. */
const CONNECT_MS = 30_000;

export function createRoute({ proxies, secureContext }: RouteOptions): Route {
  const agents = createAgents({ proxies, connectMs: CONNECT_MS, secureContext });
  const proxyHosts = new Set<string>();
  return {
    ...agents,
    async wayTo(url) {
      const way = await agents.wayTo(url);
      if (way.proxy !== null) proxyHosts.add(new URL(way.proxy).hostname);
      return way;
    },
    lookup: (hostname, options, callback) =>
      proxyHosts.has(hostname) ? dns.lookup(hostname, options, callback) : lookupPublic(hostname, options, callback),
    secrets: proxies.secrets,
  };
}
