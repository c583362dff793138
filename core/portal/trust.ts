/** Which certificates are believed: the public authorities, and the one a self-hosted portal brings along. */

import { readFileSync } from 'node:fs';
import path from 'node:path';
import tls from 'node:tls';
import { AppError, hasSystemCode } from '#core/errors.ts';

/** Reading some 150 authorities takes 50 ms, so the last context is kept for the next connection. */
let last: { readonly pem: string; readonly context: tls.SecureContext } | null = null;

/**
 * The given authority besides the usual ones, because recordings may lie on a public storage host.
 * @throws file.not-found, file.unreadable
 */
export function trustWith(caFile: string): tls.SecureContext {
  const pem = readCaFile(caFile);
  if (last?.pem !== pem) {
    last = { pem, context: tls.createSecureContext({ ca: [...tls.getCACertificates('default'), pem] }) };
  }
  return last.context;
}

function readCaFile(caFile: string): string {
  try {
    const pem = readFileSync(caFile, 'utf8');
    if (!pem.includes('-----BEGIN CERTIFICATE-----'))
      throw new AppError('file.unreadable', { path: path.basename(caFile) });
    return pem;
  } catch (error) {
    if (error instanceof AppError) throw error;
    const code = hasSystemCode(error, 'ENOENT') ? 'file.not-found' : 'file.unreadable';
    throw new AppError(code, { path: path.basename(caFile) }, { cause: error });
  }
}
