/**
 * A Bitrix24 portal for the demo and for tests: the documented REST protocol over TLS on 127.0.0.1, with the habits of
 * real portals as switches and every trouble on order. It knows nothing of how Razbor asks.
 */

import type { IncomingMessage, ServerResponse } from 'node:http';
import https from 'node:https';
import type { AddressInfo } from 'node:net';
import type { Duplex } from 'node:stream';
import { runBatch } from './batch.ts';
import { createCertificates } from './certificate.ts';
import type { PortalData, UserRecord } from './data.ts';
import { fileOfToken } from './disk.ts';
import { type DownloadPlaces, looksLikeScript, sendFile, sendNotFoundPage } from './download.ts';
import { createFaultScript, type FaultReply, type FaultScript } from './faults.ts';
import { createJournal, type Journal } from './journal.ts';
import { createLimitKeeper } from './limits.ts';
import type { MethodContext, MethodResult } from './method.ts';
import { runMethod } from './methods.ts';
import { type Parameters, readParameters, text } from './parameters.ts';
import { RestError } from './rest-error.ts';
import { DEFAULT_SETTINGS, type FakePortalOptions, type PortalSettings } from './settings.ts';

export interface FakePortal {
  /** `127.0.0.1:<port>` */
  readonly host: string;
  readonly webhookUrl: string;
  readonly caPem: string;
  /** All of it may be changed at any time. */
  readonly data: PortalData;
  readonly settings: PortalSettings;
  readonly faults: FaultScript;
  readonly journal: Journal;
  /** `https://localhost:<port>`: another host, for redirections and links of a telephony provider. */
  readonly foreignOrigin: string;
  /** Requests that came to the other host which stands for a storage service. */
  readonly foreignJournal: Journal;
  close(): Promise<void>;
}

export async function startFakePortal(data: PortalData, options: FakePortalOptions = {}): Promise<FakePortal> {
  const now = options.now ?? Date.now;
  const settings: PortalSettings = { ...DEFAULT_SETTINGS, ...options.settings };
  const certificates = await createCertificates(options.certificate ?? 'good');
  const [journal, foreignJournal] = [createJournal(), createJournal()];
  const faults = createFaultScript();
  const state = { data, settings, faults, now, alreadyCut: new Set<number>(), limits: createLimitKeeper(settings) };

  const foreign = await listen(certificates, (request, response) =>
    serveForeign({ ...state, journal: foreignJournal }, request, response),
  );
  const foreignOrigin = foreign.origin.replace('127.0.0.1', 'localhost');
  const main = await listen(certificates, (request, response) =>
    servePortal({ ...state, journal, origin: main.origin, foreignOrigin }, request, response),
  );
  return {
    host: new URL(main.origin).host,
    webhookUrl: `${main.origin}/rest/${settings.userId}/${settings.secret}/`,
    caPem: certificates.caPem,
    data,
    settings,
    faults,
    journal,
    foreignOrigin,
    foreignJournal,
    async close() {
      await Promise.all([main.close(), foreign.close()]);
    },
  };
}

interface State {
  readonly data: PortalData;
  readonly settings: PortalSettings;
  readonly faults: FaultScript;
  readonly journal: Journal;
  readonly alreadyCut: Set<number>;
  readonly limits: ReturnType<typeof createLimitKeeper>;
  readonly now: () => number;
}

interface PortalState extends State {
  readonly origin: string;
  readonly foreignOrigin: string;
}

type Handler = (request: IncomingMessage, response: ServerResponse) => Promise<void>;

interface Listening {
  readonly origin: string;
  close(): Promise<void>;
}

async function listen({ key, cert }: { key: string; cert: string }, handler: Handler): Promise<Listening> {
  const server = https.createServer({ key, cert }, (request, response) => {
    handler(request, response).catch((error: unknown) => {
      // A bug of the imitation must be seen by whoever runs it.
      response.writeHead(500, { 'content-type': 'text/plain' });
      response.end(`imitated portal failed: ${error instanceof Error ? (error.stack ?? error.message) : ''}`);
    });
  });
  const sockets = new Set<Duplex>();
  server.on('connection', (socket) => {
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket));
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(0, '127.0.0.1', resolve);
  });
  return {
    origin: `https://127.0.0.1:${(server.address() as AddressInfo).port}`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        for (const socket of sockets) socket.destroy();
      }),
  };
}

/** `/rest/<user>/<secret>/<method>[.json]`; doubled slashes happen and are harmless. */
const REST_PATH = /^\/+rest\/+(?:api\/+)?(?<user>\d+)\/+(?<secret>[^/]+)\/+(?<method>[^/]*?)(?:\.json)?\/*$/u;

async function servePortal(state: PortalState, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const url = new URL(`${state.origin}${request.url ?? '/'}`);
  const groups = REST_PATH.exec(url.pathname)?.groups;
  const body = await readBody(request);
  const parameters = readParameters(request.headers['content-type'] ?? '', body, url.search.slice(1));
  const method = (groups?.method ?? '').toLowerCase();
  response.on('finish', () => record(response.statusCode));
  response.on('close', () => response.writableFinished || record(0));
  const record = (status: number): void =>
    state.journal.add({
      httpMethod: request.method ?? '',
      method,
      url: request.url ?? '',
      headers: request.headers,
      parameters,
      status,
    });

  const { movedTo } = state.settings;
  if (movedTo) {
    response.writeHead(movedTo.status, { location: `${movedTo.origin}${request.url ?? ''}` });
    response.end();
    return;
  }
  const fault = state.faults.next(method);
  const reply = groups
    ? () => answer(state, { method, parameters, user: groups.user!, secret: groups.secret! })
    : () => ({ status: 404, body: JSON.stringify({ error: 'ERROR_METHOD_NOT_FOUND', error_description: '' }) });
  // The body of a file is cut by its own means.
  const isCut = method === 'download' && fault?.kind === 'truncated';
  if (fault && !isCut && (await spoil(fault, response, reply))) return;
  if (method === 'download' && groups) {
    serveDownload(state, { request, response, token: text(parameters.token), path: groups, isCut });
    return;
  }
  const { status, body: json } = reply();
  response.writeHead(status, { 'content-type': 'application/json; charset=utf-8' });
  response.end(json);
}

interface RestCall {
  readonly method: string;
  readonly parameters: Parameters;
  readonly user: string;
  readonly secret: string;
}

function answer(state: PortalState, call: RestCall): { status: number; body: string } {
  const nowMs = state.now();
  const timeOf = (method: string) => state.limits.timeOf(method, nowMs);
  try {
    const user = authorise(state.settings, state.data, call);
    state.limits.countRequest(nowMs);
    const context: MethodContext = { data: state.data, settings: state.settings, user, origin: state.origin, nowMs };
    const runOne = (name: string, parameters: Parameters): MethodResult => {
      state.limits.charge(name.toLowerCase(), nowMs);
      return runMethod(name, parameters, context);
    };
    const runInner = (name: string, parameters: Parameters): MethodResult => {
      const fault = state.faults.next(name);
      if (fault?.kind === 'rest') throw restErrorOf(fault);
      return runOne(name, parameters);
    };
    const outcome =
      call.method === 'batch'
        ? runBatch(call.parameters, { runOne: runInner, timeOf, fillsReferences: state.settings.fillsReferences })
        : runOne(call.method, call.parameters);
    return { status: 200, body: JSON.stringify({ ...outcome, time: timeOf(call.method) }) };
  } catch (error) {
    if (!(error instanceof RestError)) throw error;
    return { status: error.status, body: JSON.stringify({ ...error.toBody(), time: timeOf(call.method) }) };
  }
}

/** Self-hosted portals check in this order and answer 401 to all of it. */
function authorise(
  settings: PortalSettings,
  data: PortalData,
  { user, secret }: Pick<RestCall, 'user' | 'secret'>,
): UserRecord {
  const status = settings.authErrorStatus;
  if (settings.isDeleted) throw new RestError('PORTAL_DELETED', 'Portal was deleted', { status: 403 });
  if (!settings.hasPaidPlan)
    throw new RestError('ACCESS_DENIED', 'REST is available only on commercial plans.', { status });
  const isKnown = settings.isWebhookAlive && Number(user) === settings.userId && secret === settings.secret;
  if (!isKnown) throw new RestError('INVALID_CREDENTIALS', 'Invalid request credentials', { status });
  const owner = data.users.find((candidate) => candidate.id === settings.userId);
  if (!owner || owner.isActive === false) throw new RestError('user_access_error', 'The user is dismissed', { status });
  return owner;
}

function restErrorOf(fault: Extract<FaultReply, { kind: 'rest' }>): RestError {
  return new RestError(fault.code, fault.text ?? '', {
    status: fault.status ?? 400,
    ...(fault.extra ? { extra: fault.extra } : {}),
  });
}

/** @returns whether the answer (or its absence) was taken care of */
async function spoil(
  fault: FaultReply,
  response: ServerResponse,
  reply: () => { status: number; body: string },
): Promise<boolean> {
  const send = (status: number, body: string, headers: Readonly<Record<string, string>> = {}): true => {
    response.writeHead(status, { 'content-type': 'application/json; charset=utf-8', ...headers });
    response.end(body);
    return true;
  };
  switch (fault.kind) {
    case 'rest': {
      const error = restErrorOf(fault);
      return send(error.status, JSON.stringify(error.toBody()));
    }
    case 'raw':
      return send(fault.status, fault.body, {
        ...(fault.contentType === undefined ? {} : { 'content-type': fault.contentType }),
        ...fault.headers,
      });
    case 'truncated': {
      const { status, body } = reply();
      return send(status, body.slice(0, Math.floor(body.length / 2)));
    }
    case 'bom': {
      const { status, body } = reply();
      return send(status, `\ufeff${body}`);
    }
    case 'perform-then-reset':
      reply();
      response.destroy();
      return true;
    case 'reset':
      response.destroy();
      return true;
    case 'reset-after-headers':
      response.writeHead(200, { 'content-type': 'application/json', 'content-length': 1_000 });
      response.write('{"result":', () => response.destroy());
      return true;
    case 'hang':
      return true;
    case 'delay':
      await new Promise((resolve) => setTimeout(resolve, fault.ms));
      return false;
  }
}

interface DownloadCall {
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
  readonly token: string;
  readonly path: Readonly<Record<string, string>>;
  readonly isCut: boolean;
}

function serveDownload(state: PortalState, { request, response, token, path, isCut }: DownloadCall): void {
  const refuse = (error: RestError): void => {
    response.writeHead(error.status, { 'content-type': 'application/json; charset=utf-8' });
    response.end(JSON.stringify(error.toBody()));
  };
  try {
    authorise(state.settings, state.data, { user: path.user!, secret: path.secret! });
    state.limits.countRequest(state.now());
    const file = fileOfToken(token, state.data.files, state.settings);
    if (!file) throw new RestError('INVALID_TOKEN', 'Invalid download token', { status: 403 });
    if (looksLikeScript(request)) {
      sendNotFoundPage(response, file.name);
      return;
    }
    const places: DownloadPlaces = {
      foreignOrigin: state.foreignOrigin,
      url: request.url ?? '',
      isForeign: false,
      alreadyCut: state.alreadyCut,
    };
    sendFile({ file: isCut ? { ...file, behaviour: 'cut' } : file, request, response, places });
  } catch (error) {
    if (!(error instanceof RestError)) throw error;
    refuse(error);
  }
}

/** `/storage/<file>`: a storage host, which gives the file to anybody who knows the link. */
async function serveForeign(state: State, request: IncomingMessage, response: ServerResponse): Promise<void> {
  await readBody(request);
  const id = /^\/storage\/(\d+)/u.exec(request.url ?? '')?.[1];
  const file = state.data.files.find((candidate) => candidate.id === Number(id));
  state.journal.add({
    httpMethod: request.method ?? '',
    method: '',
    url: request.url ?? '',
    headers: request.headers,
    parameters: {},
    status: file ? 200 : 404,
  });
  if (file)
    sendFile({
      file,
      request,
      response,
      places: { foreignOrigin: '', url: '', isForeign: true, alreadyCut: state.alreadyCut },
    });
  else sendNotFoundPage(response, 'file');
}

const MAX_BODY_BYTES = 32 * 1_024 * 1_024;

async function readBody(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size <= MAX_BODY_BYTES) chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
}
