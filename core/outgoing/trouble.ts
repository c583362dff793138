/** What went wrong on the way through a proxy, told apart from what went wrong behind it. */

import { AppError } from '#core/errors.ts';
import { proxyHost } from './address.ts';

/** Of a connection without encryption: behind a proxy these can only be about the proxy itself. */
const UNREACHABLE = new Set(['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN', 'EHOSTUNREACH', 'ENETUNREACH', 'ETIMEDOUT']);

/** A certificate by an authority that nobody here knows: most often the proxy's own, made to look inside. */
const UNKNOWN_AUTHORITY = new Set([
  'SELF_SIGNED_CERT_IN_CHAIN',
  'DEPTH_ZERO_SELF_SIGNED_CERT',
  'UNABLE_TO_GET_ISSUER_CERT',
  'UNABLE_TO_GET_ISSUER_CERT_LOCALLY',
  'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
]);

/**
 * @param thrown by a connection to `url`
 * @param proxy the way it took; null: straight
 * @returns null where the proxy has nothing to do with it
 */
export function proxyTrouble(thrown: unknown, url: URL, proxy: string | null): AppError | null {
  if (proxy === null) return null;
  const facts = { proxy: proxyHost(proxy), host: url.hostname };
  for (let error = thrown; error instanceof Error; error = error.cause) {
    // What the tunnel says itself, wrapped by an HTTP client or not.
    if (error instanceof AppError) return error;
  }
  const codes = codesOf(thrown);
  // The cause is left out: its text may quote the proxy's address with the login.
  if (url.protocol === 'http:' && codes.some((code) => UNREACHABLE.has(code)))
    return new AppError('proxy.unreachable', facts);
  return codes.some((code) => UNKNOWN_AUTHORITY.has(code)) ? new AppError('proxy.intercepted', facts) : null;
}

function codesOf(thrown: unknown): string[] {
  const codes: string[] = [];
  for (let error = thrown; error instanceof Error; error = error.cause) {
    if ('code' in error && typeof error.code === 'string') codes.push(error.code);
    // Several addresses of one name were tried.
    if (error instanceof AggregateError) codes.push(...error.errors.flatMap(codesOf));
  }
  return codes;
}
