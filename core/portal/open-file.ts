/** A GET for a file: redirections by hand, no credentials to strangers. */

import http, { type IncomingMessage } from 'node:http';
import https from 'node:https';
import { PassThrough, type Readable } from 'node:stream';
import { AppError, hasSystemCode } from '#core/errors.ts';
import { orAborted, proxyHost, type Way } from '#core/outgoing/index.ts';
import { throwIfCancelled } from './cancel.ts';
import { fail, type Failure, networkFailure, type Question } from './failure.ts';
import type { Route } from './proxy.ts';
import { isSpecialAddress, NOT_PUBLIC } from './public-address.ts';

export interface FileRequest {
  readonly url: string;
  /** First byte wanted; 0 for the whole file. */
  readonly offset: number;
  readonly signal: AbortSignal;
}

/** Where files come from and how far they are trusted. */
export interface FileSource {
  /** The portal, or null for a telephony provider: a host that the portal's data names, and nothing more. */
  readonly host: string | null;
  readonly route: Pick<Route, 'wayTo' | 'lookup'>;
  /** Strings that may only ever be sent to `host`. */
  readonly secrets: readonly string[];
  /** Hosts in private networks that the user has allowed for recordings, e.g. an exchange in the office. */
  readonly allowedHosts: readonly string[];
}

const MAX_REDIRECTS = 5;

/**
 * The portal serves recordings only to what looks like a browser: with an empty or technical `User-Agent`, or without
 * `Referer`, it answers with a 404 page (Bitrix24 documentation, «general principles», headers).
 */
const USER_AGENT = 'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Razbor/0.1';
const HEADERS = { 'User-Agent': USER_AGENT, Accept: '*/*', 'Accept-Language': 'ru,en;q=0.8' };

const QUESTION_METHOD = 'download';

/** An answer and what came of its body, also when the connection broke; then `response.complete` is false. */
export interface FileAnswer {
  readonly response: IncomingMessage;
  readonly body: Readable;
}

export type Opened = FileAnswer | { readonly failure: Failure };

/** What may lie between the network and the disk. */
const MOST_BUFFERED_BYTES = 1_048_576;

/**
 * Follows at most five redirections. The portal is spoken to over https only, and only the portal learns its own
 * address as `Referer`; nothing that carries the webhook's key goes anywhere else. A provider may use http, but not an
 * address inside this computer or its network, unless the user allowed that host.
 * @throws job.cancelled
 */
export async function openFile(source: FileSource, request: FileRequest): Promise<Opened> {
  let target = URL.canParse(request.url) ? new URL(request.url) : null;
  const question: Question = { host: source.host ?? target?.host ?? '', method: QUESTION_METHOD };
  const refuse = (reason: string): Opened => ({
    failure: fail(question, { code: 'recording.not-audio', retry: 'no', reason }),
  });
  for (let hops = 0; hops <= MAX_REDIRECTS; hops += 1) {
    const refusal = target ? objection(target, source) : 'bad-link';
    if (!target || refusal) return refuse(refusal ?? 'bad-link');
    const url: URL = target;
    const way = await source.route.wayTo(url);
    try {
      const asking = get(url, { source, way }, request);
      const answer = await orAborted(asking, request.signal, (late) => late.response.destroy());
      const { response } = answer;
      // A file without encryption is asked of the proxy itself, so its refusal comes as an answer.
      if (response.statusCode === 407 && way.proxy !== null) {
        response.destroy();
        return refusedByProxy(new AppError('proxy.password', { proxy: proxyHost(way.proxy), host: url.hostname }));
      }
      const location = response.headers.location;
      if (!isRedirect(response.statusCode) || location === undefined) return answer;
      response.destroy();
      target = URL.canParse(location, url) ? new URL(location, url) : null;
    } catch (thrown) {
      throwIfCancelled(request.signal);
      if (hasSystemCode(thrown, NOT_PUBLIC)) return refuse('private-address');
      return { failure: networkFailure(question, thrown, { url, proxy: way.proxy }) };
    }
  }
  return refuse('too-many-redirects');
}

const refusedByProxy = (error: AppError): Opened => ({ failure: { error, retry: 'no', resumeAtMs: null } });

/** Why `target` must not be asked, or null. */
function objection(target: URL, source: FileSource): string | null {
  const isHttpAllowed = source.host === null && target.protocol === 'http:';
  if (target.protocol !== 'https:' && !isHttpAllowed) return 'not-https';
  if (target.host !== source.host && carriesSecret(target, source.secrets)) return 'secret-to-other-host';
  if (isGuarded(target, source) && isSpecialAddress(target.hostname)) return 'private-address';
  return null;
}

/** A redirection of the portal may lead to a storage in its own network; a link out of its data may not. */
function isGuarded(target: URL, source: FileSource): boolean {
  return source.host === null && !source.allowedHosts.includes(target.host);
}

function get(
  target: URL,
  { source, way }: { readonly source: FileSource; readonly way: Way },
  { offset, signal }: FileRequest,
): Promise<FileAnswer> {
  const options = {
    headers: {
      ...HEADERS,
      // Compression would hide the true length and gains nothing on audio.
      'Accept-Encoding': 'identity',
      ...(target.host === source.host ? { Referer: `https://${source.host}/` } : {}),
      ...(offset > 0 ? { Range: `bytes=${offset}-` } : {}),
    },
    signal,
    agent: way.agent,
    ...(isGuarded(target, source) ? { lookup: source.route.lookup } : {}),
  };
  return new Promise((resolve, reject) => {
    const answered = (response: IncomingMessage): void => resolve({ response, body: bodyAsItComes(response) });
    const request =
      target.protocol === 'http:' ? http.get(target, options, answered) : https.get(target, options, answered);
    request.on('error', reject);
  });
}

/**
 * Taken at once: what Node has received and nobody has read is lost with the connection, and a download over a bad line
 * would never get on.
 */
function bodyAsItComes(response: IncomingMessage): Readable {
  const body = new PassThrough({ highWaterMark: MOST_BUFFERED_BYTES });
  response.on('error', () => body.end());
  response.on('close', () => body.end());
  return response.pipe(body);
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
