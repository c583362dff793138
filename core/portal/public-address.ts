/** Keeps links that came from outside away from this computer and its network. */

import dns from 'node:dns';
import { BlockList, isIP, type LookupFunction } from 'node:net';

/** Loopback, private, link-local, shared and reserved ranges. Source: IANA special-purpose address registries. */
const SPECIAL = new BlockList();
for (const [network, prefix] of [
  ['0.0.0.0', 8],
  ['10.0.0.0', 8],
  ['100.64.0.0', 10],
  ['127.0.0.0', 8],
  ['169.254.0.0', 16],
  ['172.16.0.0', 12],
  ['192.0.0.0', 24],
  ['192.168.0.0', 16],
  ['198.18.0.0', 15],
  ['224.0.0.0', 3],
] as const) {
  SPECIAL.addSubnet(network, prefix, 'ipv4');
}
for (const [network, prefix] of [
  ['::', 127],
  ['fc00::', 7],
  ['fe80::', 10],
  ['ff00::', 8],
] as const) {
  SPECIAL.addSubnet(network, prefix, 'ipv6');
}

/** @param host name or address of a URL @returns true for an address (not a name) that is not on the public internet */
export function isSpecialAddress(host: string): boolean {
  const address = host.replace(/^\[|\]$/gu, '');
  const family = isIP(address);
  return family !== 0 && SPECIAL.check(address, family === 6 ? 'ipv6' : 'ipv4');
}

/** Resolves a name and refuses it when any of its addresses is special: a name may point anywhere. */
export const lookupPublic: LookupFunction = (hostname, options, callback) => {
  dns.lookup(hostname, { ...options, all: true }, (error, addresses) => {
    const refused = error ?? (addresses.some(({ address }) => isSpecialAddress(address)) ? notPublic() : null);
    if (refused) callback(refused, []);
    else if (options.all) callback(null, addresses);
    else callback(null, addresses[0]?.address ?? '', addresses[0]?.family ?? 4);
  });
};

/** Code of the refusal, as `Error.code`. */
export const NOT_PUBLIC = 'ERR_NOT_PUBLIC';

function notPublic(): NodeJS.ErrnoException {
  return Object.assign(new Error('not a public address'), { code: NOT_PUBLIC });
}
