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
import { readParameters, text } from './parameters.ts';
import { answer, authorise } from './rest.ts';
import { RestError } from './rest-error.ts';
import { DEFAULT_SETTINGS, type FakePortalOptions, type PortalSettings } from './settings.ts';
import { spoil } from './spoil.ts';
import type { PortalState, State } from './state.ts';

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
