/** Certificate authorities of the system: a company that looks into connections gives its own to its computers. */

import tls from 'node:tls';
import type { Logger } from '#core/ports.ts';

let isDone = false;

/**
 * The system's authorities are believed besides the built-in ones, in this process from now on. Reading takes 50 ms,
 * once. Where the system's list cannot be used the built-in ones go on alone, and the log says so.
 */
export function trustSystemAuthorities(logger: Logger): void {
  if (isDone) return;
  isDone = true;
  // Absent in runtimes that bring another TLS library.
  if (!('setDefaultCACertificates' in tls)) return;
  try {
    const known = [...tls.getCACertificates('default'), ...tls.getCACertificates('system')];
    tls.setDefaultCACertificates([...new Set(known)]);
  } catch (error) {
    logger.log('warn', 'system-authorities-unusable', { cause: String(error) });
  }
}
