/** Who may talk to the browser host: this computer's browser, on our own page, with the token. */

import { randomBytes, timingSafeEqual } from 'node:crypto';
import type { IncomingMessage } from 'node:http';

/** The name of the protocol on the WebSocket; the token travels beside it as `token.<token>`. */
export const PROTOCOL = 'razbor.v1';
const TOKEN_PREFIX = 'token.';

/** 256 random bits in 43 letters. */
export function createToken(): string {
  return randomBytes(32).toString('base64url');
}

/**
 * A foreign page can name our address but not choose the `Host` header, so a name that was made to point at this computer
 * (DNS rebinding) is told by its `Host`.
 */
export function isOwnHost(request: IncomingMessage, port: number): boolean {
  return request.headers.host === `127.0.0.1:${port}` || request.headers.host === `localhost:${port}`;
}

/** Browsers state who asks: a request made by another site's page is none of ours, even for a plain file. */
export function isOwnPage(request: IncomingMessage): boolean {
  const site = request.headers['sec-fetch-site'];
  return site === undefined || site === 'same-origin' || site === 'none';
}

/** A browser always sends `Origin` with a WebSocket; a program that sends none still needs the token. */
export function isOwnOrigin(request: IncomingMessage): boolean {
  const { origin, host } = request.headers;
  return origin === undefined || origin === `http://${host ?? ''}`;
}

export function hasToken(request: IncomingMessage, token: string): boolean {
  const protocols = (request.headers['sec-websocket-protocol'] ?? '').split(',').map((text) => text.trim());
  const offered = protocols.find((protocol) => protocol.startsWith(TOKEN_PREFIX))?.slice(TOKEN_PREFIX.length) ?? '';
  const [given, expected] = [Buffer.from(offered), Buffer.from(token)];
  return given.length === expected.length && timingSafeEqual(given, expected);
}
