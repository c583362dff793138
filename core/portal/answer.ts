/** Reads what came back from a REST method: success, rejection, or something that is no answer. */

import { fail, type Failure, moved, notAnAnswer, type Question, rejection } from './failure.ts';

export interface RawAnswer {
  readonly status: number;
  readonly body: string;
  readonly contentType: string;
  /** Header `Location`, where there is one. */
  readonly location: string | null;
}

/** How much of the method's time allowance is used, where the portal tells. */
export interface Operating {
  readonly seconds: number;
  readonly resetAtMs: number | null;
}

export interface Answer {
  readonly result: unknown;
  /** Offset of the next page of an ordinary list, or null on the last one. */
  readonly next: number | null;
  readonly total: number | null;
  readonly operating: Operating | null;
  /** The portal's zone as an offset such as `+03:00`, taken from its own timestamps. */
  readonly utcOffset: string | null;
}

type JsonObject = Readonly<Record<string, unknown>>;

export type Reading = { readonly answer: Answer } | { readonly failure: Failure };

/** Never throws: whatever came is an answer or a classified failure. */
export function readAnswer(question: Question, raw: RawAnswer): Reading {
  if (raw.status >= 300 && raw.status < 400) return { failure: moved(question, newHost(raw.location)) };
  const body = raw.body.replace(/^\ufeff/u, '').trim();
  if (body === '') return { failure: notAnAnswer(question, raw.status, 'empty') };
  const json = parseJson(body);
  if (json === undefined) {
    const reason = body.startsWith('{') || body.startsWith('[') ? 'truncated' : 'page';
    return { failure: notAnAnswer(question, raw.status, reason) };
  }
  if (!isObject(json)) return { failure: notAnAnswer(question, raw.status, 'unexpected') };
  if ('error' in json) return { failure: readRejection(question, json, raw.status) };
  if (!('result' in json) || raw.status >= 400) return { failure: notAnAnswer(question, raw.status, 'unexpected') };
  return { answer: readSuccess(json) };
}

export function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** An error entry as both REST versions write it, inside a batch as well. */
export function readRejection(question: Question, json: JsonObject, status: number): Failure {
  const nested = isObject(json.error) ? json.error : null;
  const code = nested ? scalarText(nested.code) : scalarText(json.error);
  const text = nested ? scalarText(nested.message) : scalarText(json.error_description);
  const failure = rejection(question, { code, text, status });
  if (failure.retry !== 'operating') return failure;
  return { ...failure, resumeAtMs: readOperating(json.time)?.resetAtMs ?? instantMs(json.operating_reset_at) };
}

function readSuccess(json: JsonObject): Answer {
  const time = isObject(json.time) ? json.time : {};
  const offset = /[+-]\d\d:\d\d$/u.exec(scalarText(time.date_start));
  return {
    result: json.result,
    next: count(json.next),
    total: count(json.total),
    operating: readOperating(time),
    utcOffset: offset ? offset[0] : null,
  };
}

function readOperating(time: unknown): Operating | null {
  if (!isObject(time)) return null;
  const seconds = Number(time.operating);
  if (time.operating === undefined || time.operating === null || !Number.isFinite(seconds)) return null;
  return { seconds, resetAtMs: instantMs(time.operating_reset_at) };
}

/** Seconds since 1970, or (seen once in the documentation) an ISO string. */
function instantMs(value: unknown): number | null {
  const text = scalarText(value);
  if (text === '') return null;
  const ms = /^\d+(?:\.\d+)?$/u.test(text) ? Number(text) * 1_000 : Date.parse(text);
  return Number.isFinite(ms) && ms > 0 ? ms : null;
}

function count(value: unknown): number | null {
  const number = Number(scalarText(value));
  return scalarText(value) !== '' && Number.isSafeInteger(number) && number >= 0 ? number : null;
}

function scalarText(value: unknown): string {
  return typeof value === 'string' || typeof value === 'number' ? String(value) : '';
}

/** A renamed portal points to the same REST path on another host over https; anything else is no portal. */
function newHost(location: string | null): string | null {
  if (location === null || !URL.canParse(location)) return null;
  const url = new URL(location);
  return url.protocol === 'https:' && url.username === '' && url.pathname.startsWith('/rest/') ? url.host : null;
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}

/** The answers of a batch by key. A command is missing where the portal stopped before it. */
export function readBatch(
  question: Question,
  answer: Answer,
  commands: Readonly<Record<string, { readonly method: string }>>,
): ReadonlyMap<string, Reading> | Failure {
  const outer = answer.result;
  if (!isObject(outer)) return fail(question, { code: 'portal.bad-answer', retry: 'server', reason: 'unexpected' });
  const part = (name: string) => mapOf(outer[name]);
  const [results, errors] = [part('result'), part('result_error')];
  const [totals, nexts, times] = [part('result_total'), part('result_next'), part('result_time')];
  const readings = new Map<string, Reading>();
  for (const [key, error] of errors) {
    const json = isObject(error) ? error : { error };
    const method = commands[key]?.method ?? question.method;
    readings.set(key, { failure: readRejection({ ...question, method }, json, 200) });
  }
  for (const [key, result] of results) {
    if (readings.has(key)) continue;
    const json = { result, total: totals.get(key), next: nexts.get(key), time: times.get(key) };
    readings.set(key, { answer: readSuccess(json) });
  }
  return readings;
}

/** The portal writes an empty map as `[]`, and a list with holes as an object. */
function mapOf(value: unknown): ReadonlyMap<string, unknown> {
  return new Map(typeof value === 'object' && value !== null ? Object.entries(value) : []);
}
