/** What went wrong on the way through a proxy, told apart from what went wrong behind it. */

import { AppError } from '#core/errors.ts';
import { proxyHost } from './address.ts';

/** Behind a proxy, names are looked up and connections made by it: these can only be about the proxy itself. */
const UNREACHABLE = new Set([
  'ECONNREFUSED',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'ETIMEDOUT',
  'UND_ERR_CONNECT_TIMEOUT',
]);

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
  const status = tunnelStatus(thrown);
  // The cause is left out: its text may quote the proxy's address with the password.
  if (status === 407) return new AppError('proxy.password', facts);
  if (status !== null) return new AppError('proxy.refused', { ...facts, status });
  const codes = codesOf(thrown);
  if (codes.some((code) => UNREACHABLE.has(code))) return new AppError('proxy.unreachable', facts);
  if (codes.some((code) => UNKNOWN_AUTHORITY.has(code))) return new AppError('proxy.intercepted', facts);
  // The proxy hung up before there was a tunnel.
  return codes.includes('UND_ERR_PRX_TLS') || codes.includes('UND_ERR_PRX_CONN')
    ? new AppError('proxy.unreachable', facts)
    : null;
}

/** Status of the proxy's answer to CONNECT, by Node's agent or by undici's. */
function tunnelStatus(thrown: unknown): number | null {
  let isTunnel = false;
  for (let error = thrown; error instanceof Error; error = error.cause) {
    if ('code' in error && error.code === 'ERR_PROXY_TUNNEL') {
      isTunnel = true;
      // An HTTP client may wrap the error and keep its code alone.
      if ('statusCode' in error && typeof error.statusCode === 'number') return error.statusCode;
    }
    const status = /^Proxy response \((\d{3})\)/u.exec(error.message)?.[1];
    if (status !== undefined) return Number(status);
    if (error.message.includes('Proxy Authentication Required')) return 407;
  }
  return isTunnel ? 0 : null;
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
