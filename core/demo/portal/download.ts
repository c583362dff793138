/** The body of a file, with every way in which a download was seen or is feared to go wrong. */

import type { IncomingMessage, ServerResponse } from 'node:http';
import { gzipSync } from 'node:zlib';
import type { DownloadBehaviour, FileRecord } from './data.ts';
import { HTML_PAGE } from './faults.ts';

export interface DownloadPlaces {
  /** Another host that stands for a storage service; it must never see credentials. */
  readonly foreignOrigin: string;
  /** The path that was asked for, with its key. */
  readonly url: string;
  /** True where the request came to the foreign host. */
  readonly isForeign: boolean;
  /** Files whose first download was already cut. */
  readonly alreadyCut: Set<number>;
}

/** What the real portal takes for a script. */
const TECHNICAL_AGENT = /^(?:$|curl|wget|python|axios|node|undici|got|b24-js-sdk)/iu;

/** An empty or technical `User-Agent`, or no `Referer`, gets a page of the web server instead of the file. */
export function looksLikeScript(request: IncomingMessage): boolean {
  return TECHNICAL_AGENT.test(request.headers['user-agent'] ?? '') || request.headers.referer === undefined;
}

export function sendNotFoundPage(response: ServerResponse, name: string): void {
  response.writeHead(404, { 'content-type': 'text/html', 'content-disposition': disposition(name) });
  response.end(HTML_PAGE);
}

/** One download: what is asked for and where the answer goes. */
export interface Delivery {
  readonly file: FileRecord;
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
  readonly places: DownloadPlaces;
}

export function sendFile(delivery: Delivery): void {
  BEHAVIOURS[delivery.file.behaviour ?? 'ranges'](delivery);
}

const BEHAVIOURS: Readonly<Record<DownloadBehaviour, (delivery: Delivery) => void>> = {
  ranges: sendRange,
  'no-ranges': sendWhole,
  'range-refused': (delivery) => {
    const { file, request, response } = delivery;
    if (request.headers.range === undefined) {
      if (isFirstTime(delivery)) cutInHalf(delivery);
      else sendWhole(delivery);
      return;
    }
    response.writeHead(416, { 'content-range': `bytes */${file.content.length}` });
    response.end();
  },
  chunked: ({ file, response }) => {
    response.writeHead(200, headersOf(file));
    response.write(file.content.subarray(0, 100));
    response.end(file.content.subarray(100));
  },
  gzip: ({ file, response }) => {
    const packed = gzipSync(file.content);
    response.writeHead(200, { ...headersOf(file), 'content-encoding': 'gzip', 'content-length': packed.length });
    response.end(packed);
  },
  page: (delivery) => sendPage(delivery, 200),
  'not-found-page': (delivery) => sendPage(delivery, 404),
  'json-error': ({ response }) => {
    response.writeHead(200, { 'content-type': 'application/json' });
    response.end(JSON.stringify({ error: 'ACCESS_DENIED', error_description: 'Access denied' }));
  },
  cut: cutInHalf,
  'cut-once': (delivery) => {
    if (isFirstTime(delivery)) cutInHalf(delivery);
    else sendRange(delivery);
  },
  'too-short': ({ file, response }) => {
    const half = file.content.subarray(0, Math.floor(file.content.length / 2));
    response.writeHead(200, { ...headersOf(file), 'content-length': half.length });
    response.end(half);
  },
  trickle,
  stall: ({ file, response }) => {
    response.writeHead(200, { ...headersOf(file), 'content-length': file.content.length });
    response.write(file.content.subarray(0, 10));
  },
  redirect: (delivery) => {
    if (delivery.places.isForeign) sendWhole(delivery);
    else redirect(delivery, storageUrl(delivery));
  },
  'redirect-to-http': (delivery) => redirect(delivery, storageUrl(delivery).replace('https:', 'http:')),
  'redirect-with-secret': (delivery) => {
    if (delivery.places.isForeign) sendWhole(delivery);
    else redirect(delivery, `${delivery.places.foreignOrigin}${delivery.places.url}`);
  },
  'redirect-loop': (delivery) => redirect(delivery, delivery.places.url),
};

function headersOf(file: FileRecord): Record<string, string> {
  return { 'content-type': file.contentType ?? 'audio/mpeg', 'content-disposition': disposition(file.name) };
}

function sendWhole({ file, response }: Delivery): void {
  response.writeHead(200, { ...headersOf(file), 'content-length': file.content.length });
  response.end(file.content);
}

function sendRange(delivery: Delivery): void {
  const { file, request, response } = delivery;
  const range = /^bytes=(\d+)-$/u.exec(request.headers.range ?? '');
  if (!range) {
    sendWhole(delivery);
    return;
  }
  const start = Number(range[1]);
  const { length } = file.content;
  response.writeHead(206, {
    ...headersOf(file),
    'content-length': length - start,
    'content-range': `bytes ${start}-${length - 1}/${length}`,
  });
  response.end(file.content.subarray(start));
}

/** Announces everything, sends one half and ends the connection; a reset one might take back what was sent. */
function cutInHalf({ file, response }: Delivery): void {
  response.writeHead(200, { ...headersOf(file), 'content-length': file.content.length });
  response.write(file.content.subarray(0, Math.floor(file.content.length / 2)), () => response.socket?.end());
}

function sendPage({ response }: Delivery, status: number): void {
  response.writeHead(status, { 'content-type': 'text/html' });
  response.end(HTML_PAGE);
}

function redirect({ response }: Delivery, location: string): void {
  response.writeHead(302, { location });
  response.end();
}

function storageUrl({ file, places }: Delivery): string {
  return `${places.foreignOrigin}/storage/${file.id}?signature=abc`;
}

function isFirstTime({ file, places: { alreadyCut } }: Delivery): boolean {
  if (alreadyCut.has(file.id)) return false;
  alreadyCut.add(file.id);
  return true;
}

/** One byte at a time; ends with the connection. */
function trickle({ file, response }: Delivery): void {
  response.writeHead(200, { ...headersOf(file), 'content-length': file.content.length });
  let sent = 0;
  const timer = setInterval(() => {
    response.write(file.content.subarray(sent, sent + 1));
    sent += 1;
    if (sent >= file.content.length) response.end();
  }, 10);
  response.on('close', () => clearInterval(timer));
}

function disposition(name: string): string {
  return `attachment; filename*=utf-8''${encodeURIComponent(name)}`;
}
