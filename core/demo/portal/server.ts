/**
 * A Bitrix24 portal for the demo and for tests: the documented REST protocol over TLS on 127.0.0.1, with the habits of
 * real portals as switches and every trouble on order. It knows nothing of how Razbor asks.
 */

import type { IncomingMessage, ServerResponse } from 'node:http';
import { createCertificates } from './certificate.ts';
import type { PortalData } from './data.ts';
import { fileOfToken } from './disk.ts';
import { type DownloadPlaces, looksLikeScript, sendFile, sendNotFoundPage } from './download.ts';
import { createFaultScript, type FaultScript } from './faults.ts';
import { createJournal, type Journal } from './journal.ts';
import { createLimitKeeper } from './limits.ts';
import { listen, readBody } from './listen.ts';
import { createOAuthServer, type OAuthServer } from './oauth.ts';
import { readParameters, text } from './parameters.ts';
import { authorise } from './rest.ts';
import { type Destination, destinationOf } from './routes.ts';
import { RestError } from './rest-error.ts';
import { DEFAULT_SETTINGS, type FakePortalOptions, type PortalSettings } from './settings.ts';
import { spoil } from './spoil.ts';
import type { PortalState, State } from './state.ts';
import { createVersion3 } from './version3.ts';

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
  /** `http://127.0.0.1:<port>`: the same portal without encryption, which refuses everything. */
  readonly plainOrigin: string;
  readonly oauth: OAuthServer;
  close(): Promise<void>;
}

export async function startFakePortal(data: PortalData, options: FakePortalOptions = {}): Promise<FakePortal> {
  const now = options.now ?? Date.now;
  const settings: PortalSettings = { ...DEFAULT_SETTINGS, ...options.settings };
  const certificates = await createCertificates(options.certificate ?? 'good');
  const [journal, foreignJournal] = [createJournal(), createJournal()];
  const faults = createFaultScript();
  const sleep = options.sleep ?? ((ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms)));
  const oauth = createOAuthServer({ settings, now, origin: () => main.origin });
  const [limits, version3] = [createLimitKeeper(settings), createVersion3(now)];
  const state = { data, settings, faults, now, sleep, oauth, version3, limits, alreadyCut: new Set<number>() };

  const foreign = await listen(certificates, (request, response) =>
    serveForeign({ ...state, journal: foreignJournal }, request, response),
  );
  const foreignOrigin = foreign.origin.replace('127.0.0.1', 'localhost');
  const main = await listen(certificates, (request, response) =>
    servePortal({ ...state, journal, origin: main.origin, foreignOrigin }, request, response),
  );
  const plain = await listen(null, servePlain);
  return {
    plainOrigin: plain.origin,
    oauth,
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
      await Promise.all([main.close(), foreign.close(), plain.close()]);
    },
  };
}

async function servePlain(request: IncomingMessage, response: ServerResponse): Promise<void> {
  await readBody(request);
  response.writeHead(400, { 'content-type': 'application/json; charset=utf-8' });
  response.end(JSON.stringify(new RestError('INVALID_REQUEST', 'Https required.').toBody()));
}

async function servePortal(state: PortalState, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const url = new URL(`${state.origin}${request.url ?? '/'}`);
  const body = await readBody(request);
  const parameters = readParameters(request.headers['content-type'] ?? '', body, url.search.slice(1));
  const { method, reply, credentials } = destinationOf(state, request, parameters);
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
  // The body of a file is cut by its own means.
  const isCut = method === 'download' && fault?.kind === 'truncated';
  if (fault && !isCut && (await spoil(fault, response, { reply, sleep: state.sleep }))) return;
  if (method === 'download') {
    serveDownload(state, { request, response, token: text(parameters.token), credentials, isCut });
    return;
  }
  if (method === 'crm_show_file') {
    showFile(state, { request, response, token: text(parameters.fileId), credentials, isCut });
    return;
  }
  const { status, body: json, headers } = reply();
  response.writeHead(status, { 'content-type': 'application/json; charset=utf-8', ...headers });
  response.end(json);
}

interface DownloadCall {
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
  readonly token: string;
  readonly credentials: Destination['credentials'];
  readonly isCut: boolean;
}

function serveDownload(state: PortalState, { request, response, token, credentials, isCut }: DownloadCall): void {
  const refuse = (error: RestError): void => {
    response.writeHead(error.status, { 'content-type': 'application/json; charset=utf-8' });
    response.end(JSON.stringify(error.toBody()));
  };
  try {
    authorise(state.settings, state.data, credentials());
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

/** The file of an activity, by a token of an application; a refusal is words with status 200, as the real script has it. */
function showFile(state: PortalState, { request, response, token, credentials }: DownloadCall): void {
  try {
    credentials();
    const file = state.data.files.find(({ id }) => id === Number(token));
    if (!file) throw new RestError('', 'File not found');
    const places = { foreignOrigin: state.foreignOrigin, url: request.url ?? '', isForeign: false };
    sendFile({ file, request, response, places: { ...places, alreadyCut: state.alreadyCut } });
  } catch (error) {
    if (!(error instanceof RestError)) throw error;
    response.writeHead(200, { 'content-type': 'text/html; charset=utf-8' });
    response.end(error.message);
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
