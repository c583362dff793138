/** Which hosts are reached without the proxy: one reading of the list for every connection. */

import { BlockList, isIP } from 'node:net';

/** This computer: nothing that stays on it may go through a server elsewhere. */
export function isThisComputer(hostname: string): boolean {
  const host = bare(hostname);
  if (host === 'localhost' || host.endsWith('.localhost') || host === '::1') return true;
  return isIP(host) === 4 && host.startsWith('127.');
}

/**
 * `*` is every host; `<local>` a name without a dot; `shop.ru`, `.shop.ru` and `*.shop.ru` the name and all under it (as
 * curl reads NO_PROXY); `10.*` and `10.0.0.0/8` addresses; each may end in `:port`.
 * @param entries as people and environment variables write them
 */
export function isBypassed(url: URL, entries: readonly string[]): boolean {
  const host = bare(url.hostname);
  const port = url.port || (url.protocol === 'https:' ? '443' : '80');
  return entries.some((entry) => matches({ host, port }, entry.trim().toLowerCase()));
}

/** @returns the entries of a list as it is typed: separated by commas, semicolons, spaces or lines */
export const bypassEntries = (text: string): string[] => text.split(/[\s,;]+/u).filter((entry) => entry !== '');

function matches(target: { readonly host: string; readonly port: string }, entry: string): boolean {
  const { host, port } = target;
  if (entry === '*') return true;
  if (entry === '<local>') return !host.includes('.') && isIP(host) === 0;
  if (entry.includes('/')) return isInRange(host, entry);
  const [, name = '', wanted] = /^(\[[^\]]*\]|[^:]*|.*:.*:.*?)(?::(\d+))?$/u.exec(entry) ?? [];
  if (name === '' || (wanted !== undefined && wanted !== port)) return false;
  const wish = bare(name);
  if (isIP(host) !== 0) return wish === host || (/^[\d.]+\*$/u.test(wish) && host.startsWith(wish.slice(0, -1)));
  const suffix = wish.replace(/^\*?\./u, '');
  return suffix !== '' && (host === suffix || host.endsWith(`.${suffix}`));
}

function isInRange(host: string, entry: string): boolean {
  const [network = '', prefix = ''] = entry.split('/');
  const [family, ofHost] = [isIP(bare(network)), isIP(host)];
  const longest = family === 6 ? 128 : 32;
  if (family === 0 || family !== ofHost || !/^\d{1,3}$/u.test(prefix) || Number(prefix) > longest) return false;
  const type = family === 6 ? 'ipv6' : 'ipv4';
  const range = new BlockList();
  range.addSubnet(bare(network), Number(prefix), type);
  return range.check(host, type);
}

/** In lower case, without the brackets of an IPv6 address and the dot at the end of a full name. */
const bare = (hostname: string): string => hostname.toLowerCase().replace(/^\[|\]$|\.$/gu, '');
