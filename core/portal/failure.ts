/** What went wrong with one request, and what the next step is. Source of the classes: Bitrix24's error catalogue. */

import { AppError, type ErrorCode } from '#core/errors.ts';
import { proxyTrouble } from '#core/outgoing/index.ts';

/**
 * `limit`: the portal counts requests, wait and ask again. `operating`: one method used up its time, pause it.
 * `transport`: nobody answered, or somebody between us and the portal did. `server`: the portal failed on this request.
 */
export type RetryClass = 'no' | 'limit' | 'operating' | 'transport' | 'server';

export interface Failure {
  readonly error: AppError;
  readonly retry: RetryClass;
  /** Instant from which the portal will listen again, where it told one. */
  readonly resumeAtMs: number | null;
}

/** The question that failed. */
export interface Question {
  readonly host: string;
  readonly method: string;
}

interface Remedy {
  readonly code: ErrorCode;
  readonly retry: RetryClass;
  /** Finer than the code, for those who have to tell them apart. */
  readonly reason?: string;
}

const remedy = (code: ErrorCode, retry: RetryClass = 'no', reason?: string): Remedy => ({
  code,
  retry,
  ...(reason === undefined ? {} : { reason }),
});

const UNAUTHORIZED = remedy('portal.unauthorized');
const NOT_FOUND = remedy('portal.bad-request', 'no', 'not-found');
const REJECTED = remedy('portal.bad-request', 'no', 'rejected');
const SERVER_ERROR = remedy('portal.bad-answer', 'server', 'server-error');

/**
 * Codes in upper case. The HTTP status is deliberately ignored where a code is known: self-hosted portals answer every
 * trouble of authorisation with 401, the cloud with 401, 403 or 503.
 */
const REMEDIES: ReadonlyMap<string, Remedy> = new Map([
  ['QUERY_LIMIT_EXCEEDED', remedy('portal.rate-limited', 'limit')],
  ['OPERATION_TIME_LIMIT', remedy('portal.rate-limited', 'operating')],
  ['INTERNAL_SERVER_ERROR', SERVER_ERROR],
  ['ERROR_UNEXPECTED_ANSWER', SERVER_ERROR],
  ['EXPIRED_TOKEN', UNAUTHORIZED],
  ['INVALID_TOKEN', UNAUTHORIZED],
  ['NO_AUTH_FOUND', UNAUTHORIZED],
  ['INVALID_CREDENTIALS', UNAUTHORIZED],
  ['AUTHORIZATION_ERROR', UNAUTHORIZED],
  ['USER_ACCESS_ERROR', UNAUTHORIZED],
  ['INVALID_GRANT', UNAUTHORIZED],
  ['INVALID_CLIENT', UNAUTHORIZED],
  ['PAYMENT_REQUIRED', remedy('portal.plan')],
  ['INSUFFICIENT_SCOPE', remedy('portal.missing-scope')],
  ['INVALID_SCOPE', remedy('portal.missing-scope')],
  ['BITRIX_REST_V3_EXCEPTION_INSUFFICIENTSCOPEEXCEPTION', remedy('portal.missing-scope')],
  ['ACCESS_DENIED', remedy('portal.forbidden')],
  ['BITRIX_REST_V3_EXCEPTION_ACCESSDENIEDEXCEPTION', remedy('portal.forbidden')],
  ['ALLOWED_ONLY_INTRANET_USER', remedy('portal.forbidden')],
  ['WRONG_AUTH_TYPE', remedy('portal.forbidden', 'no', 'application-only')],
  ['METHOD_CONFIRM_WAITING', remedy('portal.forbidden', 'no', 'needs-confirmation')],
  ['METHOD_CONFIRM_DENIED', remedy('portal.forbidden', 'no', 'needs-confirmation')],
  ['ERROR_METHOD_NOT_FOUND', remedy('portal.method-missing')],
  ['BITRIX_REST_V3_EXCEPTION_METHODNOTFOUNDEXCEPTION', remedy('portal.method-missing')],
  ['INVALID_REQUEST', remedy('portal.bad-request', 'no', 'not-https')],
  ['OVERLOAD_LIMIT', remedy('portal.overloaded')],
  ['PORTAL_DELETED', remedy('portal.closed')],
  ['ERROR_ARGUMENT', REJECTED],
  ['INVALID_ARG_VALUE', REJECTED],
  ['ERROR_CORE', REJECTED],
  ['100', REJECTED],
  ['ERROR_BATCH_LENGTH_EXCEEDED', REJECTED],
  ['ERROR_BATCH_METHOD_NOT_ALLOWED', REJECTED],
  ['ERROR_NOT_FOUND', NOT_FOUND],
  ['NOT_FOUND', NOT_FOUND],
  ['BITRIX_REST_V3_EXCEPTION_ENTITYNOTFOUNDEXCEPTION', NOT_FOUND],
]);

/** The portal says that its plan lacks REST, in the language of the portal; the code is a plain ACCESS_DENIED. */
const PLAN_TEXT = /commercial plan|коммерческ|тариф/iu;

/** Scope that a method needs, by its first word. Source: the page of each method. */
const SCOPES: Readonly<Record<string, string>> = {
  voximplant: 'telephony',
  telephony: 'telephony',
  disk: 'disk',
  download: 'disk',
  user: 'user_brief',
  department: 'department',
  crm: 'crm',
  tasks: 'task',
};

/** @returns the scope that has to be ticked for `method`, or null where it belongs to the basic set */
export function scopeOfMethod(method: string): string | null {
  return SCOPES[method.split('.')[0]!.toLowerCase()] ?? null;
}

/** An answer of the portal that carries the key `error`. `code` may be empty or a number, `text` is never passed on. */
export function rejection(question: Question, signal: { code: string; text: string; status: number }): Failure {
  const found = REMEDIES.get(signal.code.toUpperCase());
  if (found?.code === 'portal.forbidden' && PLAN_TEXT.test(signal.text)) return fail(question, remedy('portal.plan'));
  if (found) return fail(question, found, signal);
  if (/not found/iu.test(signal.text)) return fail(question, NOT_FOUND, signal);
  // Legacy CRM methods: an empty code, the reason only in words.
  if (signal.code === '' && /access denied|доступ/iu.test(signal.text))
    return fail(question, remedy('portal.forbidden'), signal);
  if (signal.status === 429) return fail(question, remedy('portal.rate-limited', 'limit'), signal);
  if (signal.status >= 500) return fail(question, SERVER_ERROR, signal);
  return fail(question, REJECTED, signal);
}

/** An answer that is no REST answer at all: a page, an empty or cut body. */
export function notAnAnswer(question: Question, status: number, reason: string): Failure {
  if (status === 429) return fail(question, remedy('portal.rate-limited', 'limit', reason), { status });
  if (status === 401) return fail(question, UNAUTHORIZED, { status });
  if (status === 502 || status === 503 || status === 504)
    return fail(question, remedy('portal.unreachable', 'transport', reason), { status });
  // Cut in transit: asking again helps. A page with any other status is a login page, a firewall or a foreign server.
  const retry = reason === 'truncated' || reason === 'empty' ? 'transport' : 'server';
  return fail(question, remedy('portal.bad-answer', retry, reason), { status });
}

/** A redirection: the portal was renamed, or the address belongs to something else. `movedTo` null: nowhere usable. */
export function moved(question: Question, movedTo: string | null): Failure {
  return {
    error: new AppError('portal.moved', { method: question.method, from: question.host, host: movedTo }),
    retry: 'no',
    resumeAtMs: null,
  };
}

export function fail(
  question: Question,
  found: Remedy,
  signal: { code?: string; status?: number; cause?: unknown } = {},
): Failure {
  const scope = found.code === 'portal.missing-scope' ? scopeOfMethod(question.method) : null;
  const details = {
    method: question.method,
    host: question.host,
    ...(found.reason === undefined ? {} : { reason: found.reason }),
    ...(signal.status === undefined ? {} : { status: signal.status }),
    ...(scope === null ? {} : { scope }),
    // Only what looks like a documented code: the answer is foreign text and might hold anything.
    ...(/^[A-Z][A-Z_0-9]{2,59}$/u.test(signal.code ?? '') ? { portalCode: signal.code! } : {}),
  };
  const error = new AppError(found.code, details, signal.cause === undefined ? {} : { cause: signal.cause });
  return { error, retry: found.retry, resumeAtMs: null };
}

/** Names of Node's certificate errors beyond `ERR_TLS_…` and `CERT_…`. */
const CERTIFICATE_CODES = new Set([
  'DEPTH_ZERO_SELF_SIGNED_CERT',
  'SELF_SIGNED_CERT_IN_CHAIN',
  'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
  'UNABLE_TO_GET_ISSUER_CERT',
  'UNABLE_TO_GET_ISSUER_CERT_LOCALLY',
  'HOSTNAME_MISMATCH',
  'INVALID_CA',
  'INVALID_PURPOSE',
]);

/** Hosts of Bitrix24 itself: their certificates are by public authorities. */
const IN_CLOUD = /(?:^|\.)bitrix24\.[a-z.]+$/u;

/** Where a request was sent; `proxy` with its password, null: straight. */
export interface Sent {
  readonly url: URL;
  readonly proxy: string | null;
}

/** The system's or Node's reason for an unanswered request. Its message is dropped: it may quote the address. */
export function networkFailure(question: Question, thrown: unknown, sent: Sent): Failure {
  const trouble = proxyTrouble(thrown, sent.url, sent.proxy);
  // A self-hosted portal may well have an authority of its own; its user is told where to name that.
  const isOwnCertificate = trouble?.code === 'proxy.intercepted' && !IN_CLOUD.test(sent.url.hostname);
  if (trouble && !isOwnCertificate)
    return { error: trouble, retry: trouble.isRetryable ? 'transport' : 'no', resumeAtMs: null };
  const code = systemCode(thrown);
  if (isCertificateCode(code)) return fail(question, remedy('portal.certificate', 'no', code));
  // The HTTP client has one code for a cut body and for one over the size limit.
  const isTooLarge = thrown instanceof Error && thrown.message.includes('maxContentLength');
  if (isTooLarge) return fail(question, remedy('portal.bad-answer', 'server', 'too-large'));
  return fail(question, remedy('portal.unreachable', 'transport', code === '' ? 'network' : code));
}

export const isCertificateCode = (code: string): boolean =>
  CERTIFICATE_CODES.has(code) || /^(?:ERR_TLS_CERT|CERT_)/u.test(code);

/** Code of the system or of Node, deepest first; empty where there is none. */
export function systemCode(thrown: unknown): string {
  for (let error = thrown; error instanceof Error; error = error.cause) {
    if ('code' in error && typeof error.code === 'string') return error.code;
  }
  return '';
}
