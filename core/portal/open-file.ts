/** A GET for a file: redirections by hand, no credentials to strangers, nothing but https. */

import type { IncomingMessage } from 'node:http';
import https from 'node:https';
import { fail, type Failure, networkFailure, type Question } from './failure.ts';
import { throwIfCancelled } from './transport.ts';

export interface FileRequest {
  readonly url: string;
  /** First byte wanted; 0 for the whole file. */
  readonly offset: number;
  readonly signal: AbortSignal;
}

export interface FileSource {
  readonly host: string;
  readonly agent: https.Agent;
  /** Strings that may only ever be sent to `host`. */
  readonly secrets: readonly string[];
}

const MAX_REDIRECTS = 5;

/**
 * The portal serves recordings only to what looks like a browser: with an empty or technical `User-Agent`, or without
 * `Referer`, it answers with a 404 page (Bitrix24 documentation, «general principles», headers).
 */
const USER_AGENT = 'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Razbor/0.1';
const HEADERS = { 'User-Agent': USER_AGENT, Accept: '*/*', 'Accept-Language': 'ru,en;q=0.8' };

const QUESTION_METHOD = 'download';

export type Opened = { readonly response: IncomingMessage } | { readonly failure: Failure };

/**
 * Follows at most five redirections, over https only. The portal's own address goes along as `Referer` to the portal
 * alone; a redirection that would carry the webhook's key to another host is refused.
 * @throws job.cancelled
 */
export async function openFile(source: FileSource, request: FileRequest): Promise<Opened> {
  const question: Question = { host: source.host, method: QUESTION_METHOD };
  const refuse = (reason: string): Opened => ({
    failure: fail(question, { code: 'portal.bad-answer', retry: 'no', reason }),
  });
  let target = URL.canParse(request.url) ? new URL(request.url) : null;
  for (let hops = 0; hops <= MAX_REDIRECTS; hops += 1) {
    if (target?.protocol !== 'https:') return refuse('not-https');
    const isOwn = target.host === source.host;
    if (!isOwn && carriesSecret(target, source.secrets)) return refuse('secret-to-other-host');
    try {
      const response = await get(target, source, request);
      const location = response.headers.location;
      if (!isRedirect(response.statusCode) || location === undefined) return { response };
      response.destroy();
      target = URL.canParse(location, target) ? new URL(location, target) : null;
    } catch (thrown) {
      throwIfCancelled(request.signal);
      return { failure: networkFailure(question, thrown) };
    }
  }
  return refuse('too-many-redirects');
}

function get(target: URL, source: FileSource, { offset, signal }: FileRequest): Promise<IncomingMessage> {
  const headers = {
    ...HEADERS,
    // Compression would hide the true length and gains nothing on audio.
    'Accept-Encoding': 'identity',
    ...(target.host === source.host ? { Referer: `https://${source.host}/` } : {}),
    ...(offset > 0 ? { Range: `bytes=${offset}-` } : {}),
  };
  return new Promise((resolve, reject) => {
    https.get(target, { agent: source.agent, headers, signal }, resolve).on('error', reject);
  });
}

function isRedirect(status: number | undefined): boolean {
  return status !== undefined && [301, 302, 303, 307, 308].includes(status);
}

function carriesSecret(target: URL, secrets: readonly string[]): boolean {
  const text = `${target.href} ${decodeLoosely(target.href)}`;
  return secrets.some((secret) => text.includes(secret));
}

/** Percent escapes decoded where they are valid; a signed query may hold anything. */
function decodeLoosely(text: string): string {
  return text.replace(/(?:%[0-9a-f]{2})+/giu, (escapes) =>
    Buffer.from(escapes.replaceAll('%', ''), 'hex').toString('latin1'),
  );
}
