/**
 * A model hub on two ports of this computer: the hub proper answers `/{repo}/resolve/{commit}/{file}` with headers and a
 * redirect; the storage behind it sends the bytes.
 */

import { createHash } from 'node:crypto';
import { createServer, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

export const HUB_COMMIT = '0123456789abcdef0123456789abcdef01234567';

export interface HubFaults {
  /** Cuts every so many-th connection of the storage in the middle of a body. */
  readonly cutEvery?: number;
  /** How the storage treats `Range`. */
  readonly range?: 'ignored' | 'refused';
  /** Sent instead of the file. */
  readonly body?: 'html' | 'longer' | 'shorter' | 'other';
  /** Where the hub redirects to, instead of its storage. */
  readonly redirect?: string;
  /** Headers that the hub leaves out. */
  readonly without?: readonly string[];
  readonly commit?: string;
  /** Fails so many requests first. */
  readonly failFirst?: { readonly status: number; times: number };
  /** Sends a body in pieces with pauses, so that somebody has the time to interrupt it. */
  readonly isSlow?: boolean;
}

export interface HubFake {
  readonly url: string;
  /** `METHOD path range` of every request to the storage. */
  readonly served: readonly string[];
  /** Bytes of bodies that the storage has sent. */
  sentBytes(): number;
  close(): Promise<void>;
}

/** @param files by `repo/path` */
export async function startHub(files: Readonly<Record<string, Buffer>>, faults: HubFaults = {}): Promise<HubFake> {
  const served: string[] = [];
  let sent = 0;
  let connections = 0;

  const storage = createServer((request, response) => {
    const name = decodeURIComponent((request.url ?? '').slice(1));
    served.push(`${request.method ?? ''} ${name} ${request.headers.range ?? ''}`.trim());
    const file = files[name];
    if (file === undefined) return void response.writeHead(404).end('Entry not found');
    if (faults.failFirst && faults.failFirst.times > 0) {
      faults.failFirst.times -= 1;
      return void response.writeHead(faults.failFirst.status).end();
    }
    if (faults.body === 'html') {
      return void response.writeHead(200, { 'content-type': 'text/html' }).end('<!doctype html><title>login</title>');
    }
    const bytes = bodyOf(file, faults);
    const start = faults.range === 'ignored' ? 0 : Number(/^bytes=(\d+)-$/.exec(request.headers.range ?? '')?.[1] ?? 0);
    if (start > 0 && (faults.range === 'refused' || start >= bytes.length)) return void response.writeHead(416).end();
    const part = bytes.subarray(start);
    response.writeHead(start > 0 ? 206 : 200, {
      'content-type': 'application/octet-stream',
      'content-length': part.length,
      ...(start > 0 ? { 'content-range': `bytes ${start}-${bytes.length - 1}/${bytes.length}` } : {}),
    });
    connections += 1;
    const isCut = faults.cutEvery !== undefined && connections % faults.cutEvery === 0;
    send(response, isCut ? part.subarray(0, Math.ceil(part.length / 2)) : part, isCut);
  });

  function send(response: ServerResponse, part: Buffer, isCut: boolean): void {
    sent += part.length;
    if (faults.isSlow) {
      sendSlowly(response, part);
      return;
    }
    response.write(part, () => {
      if (isCut) response.destroy();
      else response.end();
    });
  }

  const hub = createServer((request, response) => {
    const match = /^\/([^/]+\/[^/]+)\/resolve\/([^/]+)\/(.+)$/.exec(request.url ?? '');
    const name = `${match?.[1] ?? ''}/${match?.[3] ?? ''}`;
    const file = files[name];
    if (!match || file === undefined) return void response.writeHead(404).end();
    const headers: Record<string, string> = {
      'x-repo-commit': faults.commit ?? (match[2] === 'main' ? HUB_COMMIT : match[2]!),
      'x-linked-etag': `"${createHash('sha256').update(file).digest('hex')}"`,
      'x-linked-size': String(file.length),
      location: faults.redirect ?? `${address(storage)}/${encodeURIComponent(name)}`,
      'content-type': 'text/plain; charset=utf-8',
    };
    for (const header of faults.without ?? []) Reflect.deleteProperty(headers, header);
    response.writeHead(302, headers).end('Found. Redirecting');
  });

  await Promise.all([listen(storage), listen(hub)]);
  return {
    url: address(hub),
    served,
    sentBytes: () => sent,
    close: async () => {
      await Promise.all([close(storage), close(hub)]);
    },
  };
}

function bodyOf(file: Buffer, { body }: HubFaults): Buffer {
  if (body === 'longer') return Buffer.concat([file, Buffer.from('and more')]);
  if (body === 'shorter') return file.subarray(0, -1);
  return body === 'other' ? Buffer.alloc(file.length, 'x') : file;
}

/** 64 pieces, one each 20 ms. */
function sendSlowly(response: ServerResponse, part: Buffer): void {
  const step = Math.ceil(part.length / 64);
  let at = 0;
  const timer = setInterval(() => {
    response.write(part.subarray(at, at + step));
    at += step;
    if (at < part.length) return;
    clearInterval(timer);
    response.end();
  }, 20);
  response.on('close', () => clearInterval(timer));
}

const address = (server: Server): string => `http://127.0.0.1:${(server.address() as AddressInfo).port}`;

const listen = (server: Server): Promise<void> =>
  new Promise((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });

const close = (server: Server): Promise<void> =>
  new Promise((resolve) => {
    server.closeAllConnections();
    server.close(() => resolve());
  });
