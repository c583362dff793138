import { mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { request } from 'node:http';
import type { IncomingHttpHeaders } from 'node:http';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { WebSocket } from 'ws';
import { startWebHost } from '#core/web/index.ts';
import type { WebHost } from '#core/web/index.ts';
import { createClient } from '#renderer/rpc/client.ts';
import { aReportInput } from '../../builders/report-input.ts';
import { fakeServices } from '../../fakes/app-services.ts';
import type { FakeServices } from '../../fakes/app-services.ts';
import { hostClock, hostLog } from '../../fakes/host.ts';

let folder: string;
let host: WebHost;
let services: FakeServices;
const clock = hostClock();

beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'razbor-web-'));
  const rendererDir = path.join(folder, 'renderer');
  await mkdir(path.join(rendererDir, 'assets'), { recursive: true });
  await writeFile(path.join(rendererDir, 'index.html'), '<title>Разбор</title>');
  await writeFile(path.join(rendererDir, 'assets', 'app-1.js'), 'start()');
  await writeFile(path.join(folder, 'secret.txt'), 'secret');
  await symlink(path.join(folder, 'secret.txt'), path.join(rendererDir, 'link.txt'));
  services = await fakeServices();
  host = await startWebHost({ services, logger: hostLog(), clock, rendererDir });
});
afterAll(async () => {
  await host.close();
  await services.dispose();
  await rm(folder, { recursive: true });
});

interface Answer {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly body: Buffer;
}

/** A request whose path is sent as it is: `fetch` would tidy it up. */
function ask(urlPath: string, options: { method?: string; headers?: Record<string, string> } = {}): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const sent = request({ host: '127.0.0.1', port: host.port, path: urlPath, ...options }, (response) => {
      const chunks: Buffer[] = [];
      response.on('data', (chunk: Buffer) => chunks.push(chunk));
      response.on('end', () => {
        resolve({ status: response.statusCode ?? 0, headers: response.headers, body: Buffer.concat(chunks) });
      });
    });
    sent.on('error', reject).end();
  });
}

/** `open`, or the error of the attempt. */
function connect(protocols: string[], headers: Record<string, string> = {}): Promise<string> {
  return new Promise((resolve) => {
    const socket = new WebSocket(`ws://127.0.0.1:${host.port}/rpc`, protocols, { headers });
    socket.on('open', () => {
      socket.close();
      resolve('open');
    });
    socket.on('error', (error) => resolve(error.message));
  });
}

async function links(): Promise<{ recording: string; report: string }> {
  class Socket extends WebSocket {
    constructor(url: string) {
      super(url, ['razbor.v1', `token.${host.token}`]);
    }
  }
  const url = `ws://127.0.0.1:${host.port}/rpc`;
  const client = createClient({ url, WebSocket: Socket as unknown as typeof globalThis.WebSocket });
  const { calls } = await client.core.calls.list.query({ filter: { objection: '*' } });
  const { recordingUrl } = await client.core.calls.get.query({ id: calls[0]!.id });
  const { id } = await client.core.reports.build.mutate({ period: aReportInput().period });
  const report = await client.core.reports.url.query({ id });
  await client.close();
  return { recording: recordingUrl!, report };
}

describe('the pages of the browser host', () => {
  it('come with a policy that allows nothing from elsewhere', async () => {
    const { status, headers, body } = await ask('/');
    expect(status).toBe(200);
    expect(body.toString()).toContain('Разбор');
    expect(headers['content-type']).toBe('text/html; charset=utf-8');
    expect(headers['content-security-policy']).toContain("script-src 'self'");
    expect(headers['content-security-policy']).toContain("frame-ancestors 'none'");
    expect(headers['x-content-type-options']).toBe('nosniff');
  });

  it('are kept by the browser when their name holds their hash, and only then', async () => {
    expect((await ask('/assets/app-1.js')).headers['cache-control']).toContain('immutable');
    expect((await ask('/')).headers['cache-control']).toBe('no-cache');
  });

  it.each([
    '/../secret.txt',
    '/..%2fsecret.txt',
    '/assets/..%2f..%2fsecret.txt',
    '/%2e%2e/secret.txt',
    '/..%5csecret.txt',
    '/%00',
    '/%zz',
    '/link.txt',
  ])('never include anything outside their folder: %s', async (urlPath) => {
    expect((await ask(urlPath)).status).toBe(403);
  });

  it('are missed where there is none, and are only to be read', async () => {
    expect((await ask('/nothing.js')).status).toBe(404);
    expect((await ask('/assets')).status).toBe(404);
    expect((await ask('/', { method: 'POST' })).status).toBe(405);
  });

  it('are refused under another name of this computer and to pages of other sites', async () => {
    expect((await ask('/', { headers: { host: 'evil.example' } })).status).toBe(403);
    expect((await ask('/', { headers: { host: `evil.example:${host.port}` } })).status).toBe(403);
    expect((await ask('/', { headers: { 'sec-fetch-site': 'cross-site' } })).status).toBe(403);
    expect((await ask('/', { headers: { 'sec-fetch-site': 'same-origin' } })).status).toBe(200);
  });
});

describe('the WebSocket of the browser host', () => {
  it('opens for our page with the token, and for nothing less', async () => {
    const token = `token.${host.token}`;
    const origin = `http://127.0.0.1:${host.port}`;
    expect(await connect(['razbor.v1', token], { origin })).toBe('open');
    expect(await connect(['razbor.v1'])).toContain('403');
    expect(await connect(['razbor.v1', 'token.'])).toContain('403');
    expect(await connect(['razbor.v1', `token.${host.token.slice(1)}x`])).toContain('403');
    expect(await connect(['razbor.v1', token], { origin: 'http://evil.example' })).toContain('403');
    expect(await connect(['razbor.v1', token], { host: 'evil.example' })).toContain('403');
  });

  it('has a token of 256 bits that the address carries where no server sees it', () => {
    expect(Buffer.from(host.token, 'base64url')).toHaveLength(32);
    expect(host.url).toBe(`http://127.0.0.1:${host.port}/#token=${host.token}`);
  });
});

describe('recordings and reports', () => {
  it('are sent whole, in part, from the end, and not beyond it', async () => {
    const { recording } = await links();
    const whole = await ask(recording);
    expect(whole.status).toBe(200);
    expect(whole.headers).toMatchObject({
      'accept-ranges': 'bytes',
      'content-type': 'audio/wav',
      'cache-control': 'no-store',
    });
    const size = whole.body.length;
    const part = async (range: string): Promise<Answer> => ask(recording, { headers: { range } });

    const middle = await part('bytes=100-199');
    expect(middle.status).toBe(206);
    expect(middle.headers['content-range']).toBe(`bytes 100-199/${size}`);
    expect(middle.body.equals(whole.body.subarray(100, 200))).toBe(true);
    expect((await part('bytes=-10')).body.equals(whole.body.subarray(size - 10))).toBe(true);
    expect((await part(`bytes=${size - 5}-${size + 100}`)).body).toHaveLength(5);
    expect((await part('bytes=100-')).headers['content-length']).toBe(String(size - 100));

    const beyond = await part(`bytes=${size}-`);
    expect(beyond.status).toBe(416);
    expect(beyond.headers['content-range']).toBe(`bytes */${size}`);
    for (const ignored of ['bytes=5-2', 'lines=1-2', 'bytes=0-1,5-6', 'bytes=-'])
      expect((await part(ignored)).status).toBe(200);
    const head = await ask(recording, { method: 'HEAD' });
    expect([head.status, head.body.length, head.headers['content-length']]).toEqual([200, 0, String(size)]);
  });

  it('open a report in an origin of its own', async () => {
    const { report } = await links();
    const { status, headers, body } = await ask(report);
    expect(status).toBe(200);
    expect(headers['content-security-policy']).toContain('sandbox allow-scripts');
    expect(headers['content-security-policy']).not.toContain('allow-same-origin');
    expect(body.toString()).toContain('Разбор звонков');
  });

  it('are refused without a ticket, with an invented one, and with one that has lain unused for long', async () => {
    const { recording } = await links();
    expect((await ask('/recordings/')).status).toBe(403);
    expect((await ask('/recordings/demo:1')).status).toBe(403);
    expect((await ask(`${recording}x`)).status).toBe(403);
    expect((await ask(recording)).status).toBe(200);
    clock.forward(31 * 60_000);
    expect((await ask(recording)).status).toBe(403);
  });
});
