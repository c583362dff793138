/**
 * The hub that models lie on, or a mirror of it: `<hub>/<repo>/resolve/<commit>/<file>`, answered with a redirect to a
 * storage host and with `X-Linked-Etag` (SHA-256), `X-Linked-Size` and `X-Repo-Commit`.
 */

import { AppError } from '#core/errors.ts';
import { createWebClient, type WebResponse } from '#core/outgoing/index.ts';
import type { ProxyRules } from '#core/ports.ts';

export const DEFAULT_HUB = 'https://huggingface.co';

/** Hosts that the default hub sends its files from. */
const STORAGE_SITES = ['huggingface.co', 'hf.co'];
const MOST_REDIRECTS = 5;
/** A server that is silent for this long is taken for gone. */
const SILENCE_MS = 30_000;

export type HubResponse = WebResponse;

export interface HubRequest {
  readonly method: 'GET' | 'HEAD';
  readonly headers?: Readonly<Record<string, string>>;
  readonly signal: AbortSignal;
  /** Ends the chain of redirects early. */
  readonly isEnough?: (response: HubResponse) => boolean;
}

export interface Hub {
  /** Follows redirects. Throws what the connection throws, proxy.*, and `model.download-failed` for a forbidden redirect. */
  fetch(file: { repo: string; commit: string; path: string }, options: HubRequest): Promise<HubResponse>;
  close(): Promise<void>;
}

export interface HubOptions {
  /** Default: `DEFAULT_HUB`. Plain http is accepted for this computer only. */
  readonly url?: string | undefined;
  readonly proxies: ProxyRules;
}

/** @throws input.invalid for an address that may not be used */
export function assertHubAddress(url: string): void {
  hubAddress(url);
}

/** Throws `input.invalid` for an address that may not be used. */
export function openHub({ url, proxies }: HubOptions): Hub {
  const base = hubAddress(url ?? DEFAULT_HUB);
  const client = createWebClient({ proxies, connectMs: SILENCE_MS, silenceMs: SILENCE_MS });
  return {
    async fetch({ repo, commit, path }, { method, headers, signal, isEnough }) {
      let address = new URL(`${base.pathname.replace(/\/$/, '')}/${repo}/resolve/${commit}/${path}`, base);
      for (let redirects = 0; ; redirects += 1) {
        const response = await client.send(address, {
          method,
          headers: { 'user-agent': 'razbor', 'accept-encoding': 'identity', ...headers },
          signal,
        });
        const location = headerOf(response, 'location');
        const isRedirect = response.statusCode >= 300 && response.statusCode < 400 && location !== null;
        if (!isRedirect || isEnough?.(response)) return response;
        await response.body.dump();
        address = redirectTo(location, address, base);
        if (redirects === MOST_REDIRECTS) throw new AppError('model.download-failed', { reason: 'redirects' });
      }
    },
    close: () => client.close(),
  };
}

export function headerOf(response: HubResponse, name: string): string | null {
  const value = response.headers[name];
  return typeof value === 'string' ? value : null;
}

function hubAddress(text: string): URL {
  const url = URL.parse(text);
  const isAllowed = url !== null && (url.protocol === 'https:' || (url.protocol === 'http:' && isLoopback(url)));
  if (isAllowed && url.username === '' && url.password === '') return url;
  throw new AppError('input.invalid', {
    reason: 'Адрес хранилища моделей должен начинаться с https:// и не содержать имени и пароля.',
  });
}

const isLoopback = ({ hostname }: URL): boolean => hostname === '127.0.0.1' || hostname === '[::1]';

/** https to the hub's own site or its storage; another port of this computer where the hub itself is on it. */
function redirectTo(location: string, from: URL, hub: URL): URL {
  const url = URL.parse(location, from.href);
  if (url !== null) {
    if (isLoopback(hub) && isLoopback(url) && url.protocol === hub.protocol) return url;
    const sites = [siteOf(hub.hostname), ...(siteOf(hub.hostname) === 'huggingface.co' ? STORAGE_SITES : [])];
    const isKnown = sites.some((site) => url.hostname === site || url.hostname.endsWith(`.${site}`));
    if (url.protocol === 'https:' && isKnown) return url;
  }
  throw new AppError('model.download-failed', { reason: 'redirect', host: url?.hostname ?? 'нет адреса' });
}

/** `hub.company.ru` and `files.company.ru` are one site; addresses and short names are their own. */
function siteOf(hostname: string): string {
  const labels = hostname.split('.');
  return labels.length < 3 || /^[\d.]+$/.test(hostname) || hostname.startsWith('[')
    ? hostname
    : labels.slice(1).join('.');
}
