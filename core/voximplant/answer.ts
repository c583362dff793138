/** Reads what came back from the API: an answer, or a classified failure. Texts of the API are never passed on. */

import { z } from 'zod';
import { AppError, type ErrorCode } from '#core/errors.ts';

export interface RawAnswer {
  readonly status: number;
  readonly body: string;
}

/**
 * `{"result": […], "count": n, "total_count": n}`; `total_count` is how many there are in all.
 * Source: docs.voximplant.ai/api-reference/management-api/reference/history/get-call-history
 */
const SUCCESS = z.object({ result: z.array(z.unknown()), total_count: z.number().int().min(0).nullish().catch(null) });
export interface HistoryAnswer {
  readonly sessions: readonly unknown[];
  readonly total: number | null;
}

/** `{"error": {"code": n, "msg": "…"}}`. The list of codes was not available when this was written. */
const FAILURE = z.object({
  error: z.object({ code: z.number().nullish().catch(null), msg: z.string().nullish().catch(null) }),
});

/** Unverified: how a wrong account or key, or one without rights, is worded. A wrong guess costs a less helpful text. */
const UNVERIFIED_AUTH_TEXT = /auth|api[_ ]?key|account_id|access|permission|denied|role/iu;
const UNVERIFIED_AUTH_CODE = 100;
/** Unverified as well. */
const UNVERIFIED_LIMIT_TEXT = /too many|rate limit|limit exceeded|try again/iu;

export type Reading = HistoryAnswer | { readonly error: AppError; readonly isWorthRepeating: boolean };

/** Never throws. */
export function readAnswer({ status, body }: RawAnswer): Reading {
  if (status >= 300 && status < 400) return failed('voximplant.bad-answer', { status, reason: 'redirect' });
  const json = parseJson(body.replace(/^\ufeff/u, ''));
  const failure = FAILURE.safeParse(json);
  if (failure.success) return readFailure(failure.data.error, status);
  if (status === 401 || status === 403) return failed('voximplant.unauthorized', { status });
  if (status === 429) return failed('voximplant.rate-limited', { status }, true);
  if (status >= 500) return failed('voximplant.unreachable', { status }, true);
  const success = SUCCESS.safeParse(json);
  if (status !== 200 || !success.success)
    // A cut answer or a page of something between us and the API: asking again may help.
    return failed('voximplant.bad-answer', { status, reason: json === undefined ? 'no-json' : 'unexpected' }, true);
  return { sessions: success.data.result, total: success.data.total_count ?? null };
}

function readFailure({ code, msg }: { code?: number | null; msg?: string | null }, status: number): Reading {
  const details = { status, ...(typeof code === 'number' ? { apiCode: code } : {}) };
  if (status === 429 || UNVERIFIED_LIMIT_TEXT.test(msg ?? '')) return failed('voximplant.rate-limited', details, true);
  if (status === 401 || status === 403 || code === UNVERIFIED_AUTH_CODE || UNVERIFIED_AUTH_TEXT.test(msg ?? ''))
    return failed('voximplant.unauthorized', details);
  if (status >= 500) return failed('voximplant.unreachable', details, true);
  return failed('voximplant.rejected', details);
}

function failed(code: ErrorCode, details: Record<string, string | number>, isWorthRepeating = false): Reading {
  return { error: new AppError(code, details), isWorthRepeating };
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}
