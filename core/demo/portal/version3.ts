/** REST 3.0: errors of another shape, and writes that may be repeated under an `Idempotency-Key`. */

import { createHash } from 'node:crypto';
import type { Parameters } from './parameters.ts';

export interface Version3Reply {
  readonly status: number;
  readonly body: string;
  readonly headers?: Readonly<Record<string, string>>;
}

export interface Version3 {
  /** @param key header of the request @param reply performs it */
  answer(request: { parameters: Parameters; key: string | undefined }, reply: () => Version3Reply): Version3Reply;
}

const KEPT_FOR_MS = 86_400_000;
/** 1 to 255 printable ASCII characters. */
const KEY = /^[\x20-\x7e]{1,255}$/u;

export function createVersion3(now: () => number): Version3 {
  const kept = new Map<string, { readonly print: string; readonly reply: Version3Reply; readonly untilMs: number }>();
  return {
    answer({ parameters, key }, reply) {
      if (key === undefined) return asVersion3(reply());
      if (!KEY.test(key)) return refusal(400, 'BITRIX_REST_V3_EXCEPTION_VALIDATION_REQUESTVALIDATIONEXCEPTION');
      const print = createHash('sha256').update(JSON.stringify(parameters)).digest('hex');
      const before = kept.get(key);
      if (before && before.untilMs > now()) {
        if (before.print !== print) return refusal(422, 'BITRIX_REST_V3_EXCEPTION_IDEMPOTENCYKEYREUSEDEXCEPTION');
        return { ...before.reply, headers: { 'idempotent-replayed': 'true' } };
      }
      const first = asVersion3(reply());
      kept.set(key, { print, reply: first, untilMs: now() + KEPT_FOR_MS });
      return first;
    },
  };
}

const refusal = (status: number, code: string): Version3Reply => ({
  status,
  body: JSON.stringify({ error: { code, message: '' } }),
});

function asVersion3(reply: Version3Reply): Version3Reply {
  const json = JSON.parse(reply.body) as Record<string, unknown>;
  if (!('error' in json)) return reply;
  const { error: code, error_description: message } = json;
  return { status: Math.max(400, reply.status), body: JSON.stringify({ error: { code: String(code), message } }) };
}
