/** The way out through a company's proxy: as the environment says, or as the user set it for the portal. */

import dns from 'node:dns';
import http from 'node:http';
import https from 'node:https';
import type { LookupFunction } from 'node:net';
import type tls from 'node:tls';
import { AppError } from '#core/errors.ts';
import { lookupPublic } from './public-address.ts';

/** This computer is never reached through a proxy, unless the proxy was named for this portal. */
const LOOPBACK = 'localhost,127.0.0.1,[::1]';

type Environment = Readonly<Record<string, string | undefined>>;

/** Connections of one portal. */
export interface Route {
  readonly https: https.Agent;
  readonly http: http.Agent;
  /** Finds public addresses only; the proxy itself may stand anywhere. */
  readonly lookup: LookupFunction;
  /** Name and password of the proxy, in the forms in which they occur. */
  readonly secrets: readonly string[];
  close(): void;
}

export interface RouteOptions {
  /** `http://[user:password@]host:port`; default: HTTPS_PROXY, HTTP_PROXY and NO_PROXY of the environment. */
  readonly proxyUrl?: string | undefined;
  readonly environment: Environment;
  readonly secureContext?: tls.SecureContext | undefined;
}

/** @throws input.invalid for a proxy that is no address; never with the address itself, it may hold a password */
export function createRoute({ proxyUrl, environment, secureContext }: RouteOptions): Route {
  const proxyEnv =
    proxyUrl === undefined ? fromEnvironment(environment) : { HTTPS_PROXY: proxyUrl, HTTP_PROXY: proxyUrl };
  const proxies = [proxyEnv.HTTPS_PROXY, proxyEnv.HTTP_PROXY].flatMap((text) =>
    text === undefined ? [] : parse(text),
  );
  const hosts = proxies.map(({ hostname }) => hostname);
  const common = { keepAlive: true, proxyEnv };
  const agents = {
    https: new https.Agent({ ...common, ...(secureContext === undefined ? {} : { secureContext }) }),
    http: new http.Agent(common),
  };
  return {
    ...agents,
    lookup: (hostname, options, callback) =>
      hosts.includes(hostname) ? dns.lookup(hostname, options, callback) : lookupPublic(hostname, options, callback),
    secrets: proxies.flatMap(({ password }) => (password === '' ? [] : [password, decodeURIComponent(password)])),
    close() {
      agents.https.destroy();
      agents.http.destroy();
    },
  };
}

function fromEnvironment(environment: Environment): Record<string, string> {
  const read = (name: string): string | undefined => environment[name.toLowerCase()] ?? environment[name];
  const [secure, plain, none] = [read('HTTPS_PROXY'), read('HTTP_PROXY'), read('NO_PROXY')];
  return {
    ...(secure ? { HTTPS_PROXY: secure } : {}),
    ...(plain ? { HTTP_PROXY: plain } : {}),
    NO_PROXY: none ? `${none},${LOOPBACK}` : LOOPBACK,
  };
}

function parse(text: string): URL[] {
  const url = URL.canParse(text) ? new URL(text) : null;
  if (!url || !/^https?:$/u.test(url.protocol) || url.hostname === '')
    throw new AppError('input.invalid', { reason: 'Адрес прокси не распознан: нужен вид http://прокси:порт.' });
  return [url];
}
