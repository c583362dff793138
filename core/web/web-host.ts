/** The browser host: static files, files by ticket, and the interface over a WebSocket, all on 127.0.0.1. */

import { createServer } from 'node:http';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { ReadableStream } from 'node:stream/web';
import { applyWSSHandler } from '@trpc/server/adapters/ws';
import { WebSocketServer } from 'ws';
import { appRouter } from '#core/api/index.ts';
import type { ApiContext } from '#core/api/index.ts';
import type { AppServices } from '#core/services/index.ts';
import type { Clock, Logger } from '#core/ports.ts';
import { PROTOCOL, createToken, hasToken, isOwnHost, isOwnOrigin, isOwnPage } from './access.ts';
import { respondWithFile } from './file-response.ts';
import { CONTENT_POLICY, FILE_HEADERS, REPORT_POLICY } from './headers.ts';
import { findStaticFile } from './static-files.ts';
import { createTickets } from './tickets.ts';
import type { Tickets } from './tickets.ts';

const MAX_MESSAGE_BYTES = 1_000_000;
const PING_MS = 15_000;
const PONG_WAIT_MS = 10_000;

const RECORDING_PATH = '/recordings/';
const REPORT_PATH = '/reports/';

export interface WebHostOptions {
  readonly services: AppServices;
  /** Folder of the built screens. */
  readonly rendererDir: string;
  readonly logger: Logger;
  readonly clock: Pick<Clock, 'now'>;
  /** 0, the default, for a free port. */
  readonly port?: number;
  /** The token of an earlier start, so that pages which are still open find the host again; a new one by default. */
  readonly token?: string;
}

export interface WebHost {
  /** The address to open, the token in its fragment: browsers keep that part to themselves. */
  readonly url: string;
  readonly port: number;
  readonly token: string;
  close(): Promise<void>;
}

/** Listens on 127.0.0.1 only. Rejects with the system's error when the port is taken. */
export async function startWebHost(options: WebHostOptions): Promise<WebHost> {
  const { services, logger } = options;
  const tickets = createTickets(options.clock);
  const token = options.token ?? createToken();
  const portOf = (): number => (server.address() as AddressInfo).port;

  const server = createServer((request, response) => {
    answer({ request, port: portOf(), rendererDir: options.rendererDir, tickets })
      .then((answered) => send(answered, response))
      .catch((error: unknown) => {
        logger.log('error', 'web-request-failed', { error });
        if (!response.headersSent) response.writeHead(500);
        response.end();
      });
  });
  const sockets = new WebSocketServer({
    noServer: true,
    maxPayload: MAX_MESSAGE_BYTES,
    handleProtocols: () => PROTOCOL,
  });
  server.on('upgrade', (request, socket, head) => {
    const isWelcome = isOwnHost(request, portOf()) && isOwnOrigin(request) && hasToken(request, token);
    if (isWelcome)
      sockets.handleUpgrade(request, socket, head, (opened) => sockets.emit('connection', opened, request));
    else socket.end('HTTP/1.1 403 Forbidden\r\nConnection: close\r\n\r\n');
  });
  const context: ApiContext = {
    services,
    logger,
    links: {
      recordingUrl: (callId) => RECORDING_PATH + tickets.issue(() => services.calls.recordingFile(callId)),
      reportUrl: (reportId, format) => REPORT_PATH + tickets.issue(() => services.reports.file(reportId, format)),
    },
  };
  const handler = applyWSSHandler({
    wss: sockets,
    router: appRouter,
    createContext: () => context,
    keepAlive: { enabled: true, pingMs: PING_MS, pongWaitMs: PONG_WAIT_MS },
  });

  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(options.port ?? 0, '127.0.0.1', resolve);
  });
  const port = portOf();
  return {
    url: `http://127.0.0.1:${port}/#token=${token}`,
    port,
    token,
    close: async () => {
      handler.broadcastReconnectNotification();
      for (const socket of sockets.clients) socket.terminate();
      sockets.close();
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

interface Asked {
  readonly request: IncomingMessage;
  readonly port: number;
  readonly rendererDir: string;
  readonly tickets: Tickets;
}

async function answer({ request, port, rendererDir, tickets }: Asked): Promise<Response> {
  if (!isOwnHost(request, port) || !isOwnPage(request)) return refuse(403);
  if (request.method !== 'GET' && request.method !== 'HEAD') return refuse(405);
  const isHeadOnly = request.method === 'HEAD';
  const [urlPath = '/'] = (request.url ?? '/').split(/[?#]/);

  for (const prefix of [RECORDING_PATH, REPORT_PATH]) {
    if (!urlPath.startsWith(prefix)) continue;
    const file = await tickets.redeem(urlPath.slice(prefix.length));
    if (!file) return refuse(403);
    const policy: Record<string, string> = prefix === REPORT_PATH ? { 'content-security-policy': REPORT_POLICY } : {};
    return respondWithFile(file, {
      range: request.headers.range,
      headers: { ...policy, 'cache-control': 'no-store' },
      isHeadOnly,
    });
  }
  const file = await findStaticFile(rendererDir, urlPath);
  if (file === 'outside') return refuse(403);
  if (file === 'missing') return refuse(404);
  // Built files have their hash in the name; the page that names them must always be asked for.
  const caching = urlPath.startsWith('/assets/') ? 'public, max-age=31536000, immutable' : 'no-cache';
  return respondWithFile(file, {
    range: request.headers.range,
    headers: { 'content-security-policy': CONTENT_POLICY, 'cache-control': caching },
    isHeadOnly,
  });
}

function refuse(status: number): Response {
  return new Response(null, { status, headers: FILE_HEADERS });
}

async function send(answered: Response, response: ServerResponse): Promise<void> {
  response.writeHead(answered.status, Object.fromEntries(answered.headers));
  if (answered.body === null) {
    response.end();
    return;
  }
  try {
    await pipeline(Readable.fromWeb(answered.body as ReadableStream), response);
  } catch (error) {
    // A player that jumps hangs up in the middle of a part; that is no failure.
    if (!response.destroyed) throw error;
  }
}
