/** Whether anybody answers at an address: for the test of a proxy. Nothing but the address is told. */

import http from 'node:http';
import https from 'node:https';
import { AppError } from '#core/errors.ts';
import { orAborted, proxyHost, proxyTrouble, type Way } from '#core/outgoing/index.ts';
import type { ProxyRules } from '#core/ports.ts';
import type { ProxyTrial } from '#core/domain/proxy.ts';
import { throwIfCancelled } from './cancel.ts';
import { isCertificateCode, systemCode } from './failure.ts';
import { createRoute } from './proxy.ts';
import { trustWith } from './trust.ts';

export interface Place {
  readonly url: URL;
  /** PEM file of an authority that is believed there besides the usual ones. */
  readonly caFile?: string | undefined;
}

/** A person waits in front of the screen. */
const PATIENCE_MS = 20_000;

/** @throws job.cancelled, and the signal's reason where that is an AppError; every other trouble is part of the answer */
export async function tryToReach(
  { url, caFile }: Place,
  { proxies, signal }: { readonly proxies: ProxyRules; readonly signal: AbortSignal },
): Promise<ProxyTrial> {
  const host = url.hostname;
  let proxy: string | null = null;
  const route = createRoute({ proxies, ...(caFile !== undefined && { secureContext: trustWith(caFile) }) });
  try {
    const way = await route.wayTo(url);
    proxy = way.proxy;
    const patience = AbortSignal.any([signal, AbortSignal.timeout(PATIENCE_MS)]);
    await orAborted(head(url, way, patience), patience, () => undefined);
    return { host, proxy: shown(proxy), error: null };
  } catch (thrown) {
    throwIfCancelled(signal);
    const error =
      thrown instanceof AppError ? thrown : (proxyTrouble(thrown, url, proxy) ?? otherTrouble(thrown, url, proxy));
    return { host, proxy: shown(proxy), error: error.toData() };
  } finally {
    route.close();
  }
}

const shown = (proxy: string | null): string | null => (proxy === null ? null : proxyHost(proxy));

function head(url: URL, { agent, proxy }: Way, signal: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    const ask = url.protocol === 'https:' ? https.request : http.request;
    const request = ask(url, { method: 'HEAD', agent, signal, headers: { 'user-agent': 'razbor' } }, (response) => {
      response.resume();
      if (response.statusCode === 407 && proxy !== null)
        reject(new AppError('proxy.password', { proxy: proxyHost(proxy), host: url.hostname }));
      else resolve();
    });
    request.on('error', reject);
    request.end();
  });
}

function otherTrouble(thrown: unknown, { hostname }: URL, proxy: string | null): AppError {
  const code = systemCode(thrown);
  return new AppError('network.unreachable', {
    host: hostname,
    proxy: shown(proxy),
    reason: isCertificateCode(code) ? 'certificate' : code === '' ? 'network' : code,
  });
}
