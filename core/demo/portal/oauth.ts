/** The authorisation server: codes that live 30 s, access tokens that expire, refresh tokens that work once. */

import { parameter, type Parameters, text } from './parameters.ts';
import { RestError } from './rest-error.ts';
import type { PortalSettings } from './settings.ts';

const CODE_LIVES_MS = 30_000;

export interface OAuthServer {
  /** What the browser brings back after the user has agreed. */
  issueCode(): string;
  /** Answers `/oauth/token/`, by GET or by a form. */
  token(parameters: Parameters): { status: number; body: string };
  /** @throws RestError NO_AUTH_FOUND, expired_token */
  check(accessToken: string): void;
}

export interface OAuthOptions {
  readonly settings: PortalSettings;
  readonly now: () => number;
  /** `https://127.0.0.1:<port>` */
  readonly origin: () => string;
}

export function createOAuthServer({ settings, now, origin }: OAuthOptions): OAuthServer {
  let issued = 0;
  const codes = new Map<string, number>();
  const accessTokens = new Map<string, number>();
  /** Only the last one is good: each renewal replaces it. */
  let refreshToken: string | null = null;
  const next = (kind: string): string => `${kind}${String((issued += 1)).padStart(12, '0')}`;

  function grant(): Record<string, unknown> {
    const { expiresInSeconds } = settings.oauth;
    const accessToken = next('access');
    accessTokens.set(accessToken, now() + expiresInSeconds * 1_000);
    refreshToken = next('refresh');
    return {
      access_token: accessToken,
      refresh_token: refreshToken,
      expires_in: expiresInSeconds,
      client_endpoint: `${origin()}/rest/`,
      server_endpoint: `${origin()}/rest/`,
      // The authorisation server, not the portal.
      domain: 'oauth.bitrix.info',
      member_id: 'a223c6b3710f85df22e9377d6c4f7553',
      scope: settings.scopes.join(','),
      status: 'L',
      user_id: settings.userId,
    };
  }

  function answer(parameters: Parameters): Record<string, unknown> {
    const read = (name: string): string => text(parameter(parameters, name));
    const { clientId, clientSecret, isPaid } = settings.oauth;
    if (read('client_id') !== clientId || read('client_secret') !== clientSecret)
      throw new RestError('invalid_client', 'Unknown client');
    if (!isPaid) throw new RestError('PAYMENT_REQUIRED', 'Payment required', { status: 402 });
    const kind = read('grant_type');
    if (kind === 'authorization_code') {
      const issuedAt = codes.get(read('code'));
      codes.delete(read('code'));
      if (issuedAt === undefined || now() - issuedAt > CODE_LIVES_MS)
        throw new RestError('invalid_grant', 'The code is expired');
      return grant();
    }
    if (kind !== 'refresh_token') throw new RestError('invalid_request', 'Unknown grant type');
    if (refreshToken === null || read('refresh_token') !== refreshToken)
      throw new RestError('invalid_grant', 'The refresh token was used before');
    return grant();
  }

  return {
    issueCode() {
      const code = next('code');
      codes.set(code, now());
      return code;
    },
    token(parameters) {
      try {
        return { status: 200, body: JSON.stringify(answer(parameters)) };
      } catch (error) {
        if (!(error instanceof RestError)) throw error;
        return { status: error.status, body: JSON.stringify(error.toBody()) };
      }
    },
    check(accessToken) {
      const until = accessTokens.get(accessToken);
      if (until === undefined) throw new RestError('NO_AUTH_FOUND', 'Wrong authorization data', { status: 401 });
      if (until <= now()) throw new RestError('expired_token', 'The access token has expired', { status: 401 });
    },
  };
}
