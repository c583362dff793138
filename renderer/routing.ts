/** Which screen is shown: kept in the address after `#`, so that back, forward and links to a screen work in every host. */

import { useMemo, useSyncExternalStore } from 'react';

export interface Route {
  /** Path without the leading slash, in decoded parts: `['calls', 'demo:1']`. */
  readonly path: readonly string[];
  readonly query: URLSearchParams;
}

export function parseRoute(hash: string): Route {
  const [path = '', query = ''] = hash.replace(/^#\/?/, '').split('?');
  const parts = path.split('/').filter((part) => part !== '');
  return { path: parts.map(decodePart), query: new URLSearchParams(query) };
}

/** @returns an address for `href`; parameters that are empty are left out */
export function toHash(path: readonly string[], query: Readonly<Record<string, string | undefined>> = {}): string {
  const present = Object.entries(query).filter((entry): entry is [string, string] => Boolean(entry[1]));
  const search = new URLSearchParams(present).toString();
  return `#/${path.map(encodeURIComponent).join('/')}${search && `?${search}`}`;
}

/** @param replace true for a change that is no step of its own, such as a letter more in a search */
export function goTo(hash: string, replace = false): void {
  if (replace) history.replaceState(null, '', hash);
  else history.pushState(null, '', hash);
  // Neither of the two tells anybody.
  window.dispatchEvent(new Event('hashchange'));
}

export function useRoute(): Route {
  const hash = useSyncExternalStore(listen, () => window.location.hash);
  return useMemo(() => parseRoute(hash), [hash]);
}

function listen(listener: () => void): () => void {
  window.addEventListener('hashchange', listener);
  window.addEventListener('popstate', listener);
  return () => {
    window.removeEventListener('hashchange', listener);
    window.removeEventListener('popstate', listener);
  };
}

function decodePart(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch (error) {
    if (error instanceof URIError) return part;
    throw error;
  }
}
