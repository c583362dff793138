/**
 * The call history of Voximplant on 127.0.0.1, as documented at
 * docs.voximplant.ai/api-reference/management-api/reference/history/get-call-history, with troubles on order.
 */

import http, { type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { onTestFinished } from 'vitest';
import { aWaveFile } from '../builders/wave-file.ts';

export const ACCOUNT = '4714487';
export const KEY = 'eec36d6c-a0eb-46b5-a006-1c2b65343bac';

export interface FakeLeg {
  incoming: boolean;
  successful?: boolean;
  duration?: number;
  remote_number: string;
  remote_number_type: string;
  record_url?: string;
}

export interface FakeSession {
  id: number;
  /** `YYYY-MM-DD HH:mm:ss` in UTC. */
  startDate: string;
  legs: FakeLeg[];
  /** What the storage gives out. */
  recording: 'none' | 'sound' | 'page' | 'forbidden' | 'locked' | 'gone' | 'cut-once' | 'redirect';
}

/** What the API does instead of answering. */
export type Trouble = (response: ServerResponse) => void;

export interface FakeVoximplant {
  readonly apiUrl: string;
  readonly storageHost: string;
  readonly sessions: FakeSession[];
  /** The next requests to the API meet these, in order. */
  readonly troubles: Trouble[];
  readonly apiRequests: { readonly url: string; readonly form: URLSearchParams }[];
  readonly storageRequests: IncomingMessage[];
}

export const html = (response: ServerResponse, status = 200): void =>
  void response.writeHead(status, { 'content-type': 'text/html' }).end('<!doctype html><title>Вход</title>');
export const apiError = (response: ServerResponse, code: number, msg: string): void =>
  void response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify({ error: { code, msg } }));

export async function aVoximplant(sessions: FakeSession[]): Promise<FakeVoximplant> {
  const cut = new Set<number>();
  const storageRequests: IncomingMessage[] = [];
  const storage = await listen((request, response) => {
    storageRequests.push(request);
    const [, kind, id] = (request.url ?? '').split('/');
    serveRecording({ kind: kind ?? '', id: Number(id), cut, request }, response);
  });
  const storageHost = storage.replace('127.0.0.1', 'localhost');
  const fake: FakeVoximplant = {
    apiUrl: '',
    storageHost,
    sessions,
    troubles: [],
    apiRequests: [],
    storageRequests,
  };
  const api = await listen((request, response) => {
    void readBody(request).then((body) => {
      const form = new URLSearchParams(body);
      fake.apiRequests.push({ url: request.url ?? '', form });
      const trouble = fake.troubles.shift();
      if (trouble) trouble(response);
      else answer(fake, form, response);
    });
  });
  return Object.assign(fake, { apiUrl: `http://${api}/platform_api/` });
}

function answer({ sessions, storageHost }: FakeVoximplant, form: URLSearchParams, response: ServerResponse): void {
  if (form.get('account_id') !== ACCOUNT || form.get('api_key') !== KEY) {
    apiError(response, 100, 'Authorization failed');
    return;
  }
  const [from, to] = [form.get('from_date') ?? '', form.get('to_date') ?? ''];
  const isMoment = (text: string): boolean => /^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d$/u.test(text);
  if (!isMoment(from) || !isMoment(to)) {
    apiError(response, 101, 'Invalid date format');
    return;
  }
  const ids = form.get('call_session_history_id')?.split(';').map(Number);
  const found = sessions
    .filter(({ id, startDate }) => (ids ? ids.includes(id) : startDate >= from && startDate <= to))
    .sort((one, other) => one.startDate.localeCompare(other.startDate));
  const [offset, count] = [Number(form.get('offset') ?? 0), Number(form.get('count') ?? 20)];
  const page = found.slice(offset, offset + count).map((session) => ({
    call_session_history_id: session.id,
    account_id: Number(ACCOUNT),
    start_date: session.startDate,
    duration: 6,
    ...(form.get('with_calls') === 'true' ? { calls: session.legs } : {}),
    ...(form.get('with_records') === 'true' && session.recording !== 'none'
      ? { records: [{ record_id: session.id, record_url: `http://${storageHost}/${session.recording}/${session.id}` }] }
      : {}),
  }));
  const body = { result: page, count: page.length, total_count: found.length, timezone: 'Etc/GMT' };
  response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(body));
}

interface StorageCall {
  readonly kind: string;
  readonly id: number;
  readonly cut: Set<number>;
  readonly request: IncomingMessage;
}

function serveRecording({ kind, id, cut, request }: StorageCall, response: ServerResponse): void {
  if (kind === 'page') {
    html(response);
    return;
  }
  if (kind === 'forbidden' || kind === 'locked') {
    html(response, kind === 'locked' ? 401 : 403);
    return;
  }
  if (kind === 'gone') {
    html(response, 404);
    return;
  }
  if (kind === 'redirect') {
    response.writeHead(302, { location: `http://127.0.0.1:${request.socket.localPort}/sound/${id}` }).end();
    return;
  }
  const sound = aWaveFile(1_000 + id);
  response.writeHead(200, { 'content-type': 'audio/wav', 'content-length': sound.length });
  if (kind === 'cut-once' && !cut.has(id)) {
    cut.add(id);
    response.write(sound.subarray(0, 5_000), () => response.destroy());
    return;
  }
  response.end(sound);
}

async function readBody(request: IncomingMessage): Promise<string> {
  let body = '';
  for await (const chunk of request.setEncoding('utf8')) body += String(chunk);
  return body;
}

/** @returns `127.0.0.1:<port>` */
async function listen(handler: (request: IncomingMessage, response: ServerResponse) => void): Promise<string> {
  const server = http.createServer(handler);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => {
    server.close();
    server.closeAllConnections();
  });
  return `127.0.0.1:${(server.address() as AddressInfo).port}`;
}

const pstn = (number: string, more: Partial<FakeLeg> = {}): FakeLeg => ({
  incoming: false,
  successful: true,
  duration: 65,
  remote_number: number,
  remote_number_type: 'pstn',
  ...more,
});
const user = (name: string, more: Partial<FakeLeg> = {}): FakeLeg => ({
  ...pstn(name),
  remote_number: `sip:${name}@app.account.voximplant.com`,
  remote_number_type: 'user',
  ...more,
});

/** A client rings, Olga answers. */
export const aSession = (id: number, more: Partial<FakeSession> = {}): FakeSession => ({
  id,
  startDate: `2026-03-10 10:${String(id % 60).padStart(2, '0')}:00`,
  legs: [pstn('79261234567', { incoming: true }), user('olga')],
  recording: 'sound',
  ...more,
});

export const legs = { pstn, user };
