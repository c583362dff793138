/**
 * One request to the portal, one attempt, through Bitrix24's own SDK.
 *
 * The SDK encodes parameters and batches and knows the addresses. What it would decide for us is taken out, because it
 * hides what the error catalogue needs: it retries (a dropped connection up to three times, so a write could happen
 * twice), sleeps through limits without a way to cancel, follows a 302 by turning POST into GET, drops `total` and
 * `next`, loses the text of errors with an empty code and fails on answers without `time`. So its limits are set to
 * infinity, its attempts to one, and interceptors on its HTTP client read the raw text before the SDK does.
 */

import { AsyncLocalStorage } from 'node:async_hooks';
import { ApiVersion, B24Hook } from '@bitrix24/b24jssdk';
import { AppError } from '#core/errors.ts';
import type { Way } from '#core/outgoing/index.ts';
import { readAnswer, type Reading } from './answer.ts';
import { throwIfCancelled } from './cancel.ts';
import { networkFailure, type Question } from './failure.ts';
import type { Route } from './proxy.ts';
import type { Webhook } from './webhook.ts';

/** Parameters of a method: plain JSON. */
export type Params = Readonly<Record<string, unknown>>;

export interface Command {
  readonly method: string;
  readonly params: Params;
}

export interface Transport {
  readonly host: string;
  /** @throws job.cancelled when aborted; everything else is a reading */
  call(command: Command, signal?: AbortSignal): Promise<Reading>;
  /** Up to 50 commands, run one after another by the portal; an error does not stop the rest. */
  batch(commands: Readonly<Record<string, Command>>, signal?: AbortSignal): Promise<Reading>;
}

export interface TransportOptions {
  readonly webhook: Webhook;
  readonly route: Pick<Route, 'wayTo'>;
  readonly timeoutMs: number;
}

/** What belongs to the request in flight and has no place in the SDK's calls. */
interface Exchange {
  readonly question: Question;
  readonly signal: AbortSignal | undefined;
  readonly way: Way;
  reading: Reading | null;
}

/** Far above the largest page; a larger body is no answer to anything we ask. */
const MAX_ANSWER_BYTES = 64 * 1_024 * 1_024;

/** The SDK's own brakes, released: pace and retries are ours (`limiter.ts`, `requests.ts`). */
const NO_LIMIT = Number.MAX_SAFE_INTEGER;
const NO_RESTRICTIONS = {
  rateLimit: { burstLimit: NO_LIMIT, drainRate: NO_LIMIT, adaptiveEnabled: false },
  operatingLimit: { windowMs: 1, limitMs: NO_LIMIT, heavyPercent: 100 },
  adaptiveConfig: { enabled: false, thresholdPercent: 100, coefficient: 0, maxDelay: 0 },
  maxRetries: 1,
  retryDelay: 0,
  retryOnNetworkError: false,
};

/** The SDK reads these without asking whether the portal sent them. */
const TIME = { operating: 0, operating_reset_at: 0 };

export function createTransport({ webhook, route, timeoutMs }: TransportOptions): Transport {
  const address = new URL(`https://${webhook.host}`);
  const portal = new B24Hook(
    { b24Url: address.origin, userId: webhook.userId, secret: webhook.secret },
    { restrictionParams: NO_RESTRICTIONS },
  );
  const exchanges = new AsyncLocalStorage<Exchange>();
  prepareHttp(portal, { timeoutMs, exchanges });

  const run = async (method: string, send: () => Promise<unknown>, signal?: AbortSignal): Promise<Reading> => {
    const question = { host: webhook.host, method };
    throwIfCancelled(signal);
    const exchange: Exchange = { question, signal, way: await route.wayTo(address), reading: null };
    throwIfCancelled(signal);
    const sent = { url: address, proxy: exchange.way.proxy };
    try {
      await exchanges.run(exchange, send);
    } catch (error) {
      throwIfCancelled(signal);
      return exchange.reading ?? { failure: networkFailure(question, axiosErrorOf(error), sent) };
    }
    return exchange.reading ?? { failure: networkFailure(question, null, sent) };
  };

  return {
    host: webhook.host,
    call: ({ method, params }, signal) =>
      run(method, () => portal.actions.v2.call.make({ method, params: { ...params } }), signal),
    batch: (commands, signal) =>
      run(
        'batch',
        () => portal.actions.v2.batch.make({ calls: commandsOf(commands), options: { isHaltOnError: false } }),
        signal,
      ),
  };
}

interface HttpOptions {
  readonly timeoutMs: number;
  readonly exchanges: AsyncLocalStorage<Exchange>;
}

function prepareHttp(portal: B24Hook, { timeoutMs, exchanges }: HttpOptions): void {
  const http = portal.getHttpClient(ApiVersion.v2).ajaxClient;
  Object.assign(http.defaults, {
    timeout: timeoutMs,
    maxRedirects: 0,
    maxContentLength: MAX_ANSWER_BYTES,
    responseType: 'text',
    transformResponse: [(body: unknown) => body],
    validateStatus: () => true,
  });
  http.interceptors.request.use((config) => {
    const exchange = exchanges.getStore();
    if (!exchange) throw new AppError('internal', { reason: 'request without a question' });
    const { signal, way } = exchange;
    // The agent knows the proxy; without `proxy: false` the client would read the environment by itself.
    return Object.assign(config, { httpsAgent: way.agent, proxy: false, ...(signal && { signal }) });
  });
  http.interceptors.response.use((response) => {
    const exchange = exchanges.getStore();
    if (!exchange) throw new AppError('internal', { reason: 'answer without a question' });
    const header = (name: string): string | null => {
      const value: unknown = response.headers[name];
      return typeof value === 'string' ? value : null;
    };
    exchange.reading = readAnswer(exchange.question, {
      status: response.status,
      body: typeof response.data === 'string' ? response.data : '',
      contentType: header('content-type') ?? '',
      location: header('location'),
    });
    if ('failure' in exchange.reading) throw exchange.reading.failure.error;
    return Object.assign(response, { data: { result: exchange.reading.answer.result, time: TIME } });
  });
}

function commandsOf(commands: Readonly<Record<string, Command>>): Record<string, { method: string; params: object }> {
  return Object.fromEntries(
    Object.entries(commands).map(([key, { method, params }]) => [key, { method, params: { ...params } }]),
  );
}

/** The SDK wraps what its HTTP client threw; only there is the system's code. */
function axiosErrorOf(error: unknown): unknown {
  return error instanceof Error && 'originalError' in error ? (error.originalError ?? error) : error;
}
