/** Requests to the Management API: form in the body, so that keys are in no address and no log; repeated where it helps. */

import { AppError, toAppError } from '#core/errors.ts';
import { createWebClient } from '#core/outgoing/index.ts';
import { type HistoryAnswer, readAnswer, type Reading } from './answer.ts';
import type { VoximplantLimits, VoximplantOptions } from './types.ts';

/** Source: docs.voximplant.ai/api-reference/management-api/reference/history/get-call-history */
export const API_URL = 'https://api.voximplant.com/platform_api/';
const METHOD = 'GetCallHistory';

export const DEFAULT_LIMITS: VoximplantLimits = { requestTimeoutMs: 60_000, attempts: 5, pageSize: 100 };

/** A page of a hundred sessions has far less; a larger body is no answer to anything we ask. */
const MAX_ANSWER_BYTES = 32 * 1_024 * 1_024;

const FIRST_DELAY_MS = 2_000;
const LONGEST_DELAY_MS = 60_000;

export interface Requests {
  /** @throws voximplant.*, proxy.*, job.cancelled */
  history(parameters: Readonly<Record<string, string>>, signal?: AbortSignal): Promise<HistoryAnswer>;
  close(): Promise<void>;
}

/** @throws input.invalid for an address that would show the key to others */
export function createRequests(options: VoximplantOptions): Requests {
  const { accountId, apiKey, clock, logger } = options;
  const limits = { ...DEFAULT_LIMITS, ...options.limits };
  const url = new URL(METHOD, safeUrl(options.apiUrl ?? API_URL));
  const client = createWebClient({ proxies: options.proxies, connectMs: limits.requestTimeoutMs });

  const attempt = async (parameters: Readonly<Record<string, string>>, signal?: AbortSignal): Promise<Reading> => {
    const deadline = AbortSignal.timeout(limits.requestTimeoutMs);
    try {
      // Redirections are not followed: the body with the key must not go anywhere else.
      const { statusCode, body } = await client.send(url, {
        method: 'POST',
        headers: { 'content-type': 'application/x-www-form-urlencoded' },
        body: new URLSearchParams({ ...parameters, account_id: accountId, api_key: apiKey }).toString(),
        signal: signal ? AbortSignal.any([signal, deadline]) : deadline,
      });
      return readAnswer({ status: statusCode, body: await readText(body) });
    } catch (thrown) {
      if (signal?.aborted) throw new AppError('job.cancelled');
      if (thrown instanceof AppError && thrown.code.startsWith('proxy.'))
        return { error: thrown, isWorthRepeating: thrown.isRetryable };
      if (thrown instanceof AppError) throw thrown;
      // The cause is left out: its text may quote what was sent.
      return { error: new AppError('voximplant.unreachable', { reason: codeOf(thrown) }), isWorthRepeating: true };
    }
  };

  return {
    async history(parameters, signal) {
      for (let count = 1; ; count += 1) {
        const reading = await attempt(parameters, signal);
        if (!('error' in reading)) return reading;
        const { code, details } = reading.error;
        logger.log('warn', 'voximplant.request-failed', { attempt: count, code, details });
        if (!reading.isWorthRepeating || count >= limits.attempts) throw reading.error;
        const delayMs = Math.min(LONGEST_DELAY_MS, FIRST_DELAY_MS * 2 ** (count - 1));
        await clock.sleep(delayMs, signal).catch((thrown: unknown) => {
          throw signal?.aborted ? new AppError('job.cancelled') : toAppError(thrown);
        });
      }
    },
    close: () => client.close(),
  };
}

async function readText(body: AsyncIterable<Buffer>): Promise<string> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of body) {
    size += chunk.length;
    if (size > MAX_ANSWER_BYTES) throw new AppError('voximplant.bad-answer', { reason: 'too-large' });
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
}

function safeUrl(text: string): URL {
  const url = URL.canParse(text) ? new URL(text) : null;
  const isLocal = url?.protocol === 'http:' && ['127.0.0.1', 'localhost', '[::1]'].includes(url.hostname);
  if (!url || (url.protocol !== 'https:' && !isLocal))
    throw new AppError('input.invalid', { reason: 'Адрес Voximplant должен начинаться с https://.' });
  if (!url.pathname.endsWith('/')) url.pathname += '/';
  return url;
}

/** A short code such as `ECONNRESET`, and nothing that could quote the request. */
function codeOf(thrown: unknown): string {
  for (let error = thrown; error instanceof Error; error = error.cause) {
    if ('code' in error && typeof error.code === 'string' && /^[A-Z][A-Z0-9_]+$/u.test(error.code)) return error.code;
    if (error.name === 'TimeoutError') return 'timeout';
  }
  return 'network';
}
