/** Certificate authorities of the system: a company that looks into connections gives its own to its computers. */

import tls from 'node:tls';

let isDone = false;

/** The system's authorities are believed besides the built-in ones, in this process from now on. Reading takes 50 ms, once. */
export function trustSystemAuthorities(): void {
  if (isDone) return;
  isDone = true;
  tls.setDefaultCACertificates([...new Set([...tls.getCACertificates('default'), ...tls.getCACertificates('system')])]);
}
