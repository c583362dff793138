/** Requests that arrive: paced, one in flight, repeated as long as that makes sense, with a status for the user. */

import type { Clock, Logger } from '#core/ports.ts';
import { type Answer, readBatch, type Reading } from './answer.ts';
import { cancellable } from './cancel.ts';
import type { Failure } from './failure.ts';
import { backOffMs, createTurnstile, operatingPauseMs, type Pace, slowDownMs } from './limiter.ts';
import type { Command, Transport } from './transport.ts';
import type { PortalLimits, PortalStatus } from './types.ts';

export interface RequestOptions {
  readonly signal?: AbortSignal | undefined;
  /**
   * `none`: the first failure is final, for checks that a person waits for and for writes. `limits`: only what the
   * portal refused for its limits is asked again. Default `patient`: everything that may pass.
   */
  readonly repeat?: 'patient' | 'limits' | 'none';
}

export interface Requests {
  readonly host: string;
  /** @throws portal.* of the last attempt, job.cancelled */
  call(command: Command, options?: RequestOptions): Promise<Answer>;
  /** At most 50 commands in one request; each has its own outcome, a missing one was not run. */
  batch(commands: Readonly<Record<string, Command>>, options?: RequestOptions): Promise<ReadonlyMap<string, Reading>>;
  /** How many requests went out so far. */
  sent(): number;
}

export interface RequestsOptions {
  readonly transport: Transport;
  readonly pace: Pace;
  readonly clock: Clock;
  readonly logger: Logger;
  readonly limits: PortalLimits;
  readonly onStatus?: ((status: PortalStatus) => void) | undefined;
}

/** A portal that never answered yet is more likely mistyped than down: no sense in waiting minutes for it. */
const FIRST_CONTACT_MS = 15_000;
const SERVER_ATTEMPTS = 3;

export function createRequests(options: RequestsOptions): Requests {
  const { transport, pace, clock, logger, limits } = options;
  const takeTurn = createTurnstile();
  const brakes = createBrakes(clock);
  let sent = 0;
  let hasAnswered = false;
  let isWaiting = false;

  const report = (status: PortalStatus): void => {
    isWaiting = status.kind === 'waiting';
    options.onStatus?.(status);
  };

  const sendOnce = (method: string, send: () => Promise<Reading>, signal?: AbortSignal): Promise<Reading> =>
    takeTurn(async () => {
      await cancellable(brakes.wait(method, signal), signal);
      await cancellable(pace.take(signal), signal);
      sent += 1;
      return await send();
    });

  async function repeat(method: string, send: () => Promise<Reading>, request: RequestOptions = {}): Promise<Answer> {
    const startMs = clock.now();
    for (let attempt = 1; ; attempt += 1) {
      const reading = await sendOnce(method, send, request.signal);
      if ('answer' in reading) {
        hasAnswered = true;
        if (isWaiting) report({ kind: 'ready' });
        if (reading.answer.operating) brakes.pause(method, slowDownMs(reading.answer.operating.seconds));
        return reading.answer;
      }
      const { failure } = reading;
      logger.log('warn', 'portal.request-failed', { method, attempt, code: failure.error.code, retry: failure.retry });
      const delayMs = delayBefore(failure, attempt, clock.now());
      const isOver = clock.now() + delayMs - startMs > patienceMs(failure, attempt);
      if (isOver || isFinal(failure, request.repeat)) throw failure.error;
      brakes.pause(failure.retry === 'operating' ? method : null, delayMs);
      report({ kind: 'waiting', reason: failure.error.code, untilMs: clock.now() + delayMs, attempt });
    }
  }

  /** How long after the first attempt another one may still start. */
  function patienceMs({ retry }: Failure, attempt: number): number {
    if (retry === 'limit' || retry === 'operating') return limits.retryLimitedForMs;
    if (retry === 'server') return attempt < SERVER_ATTEMPTS ? Infinity : -1;
    if (retry === 'no') return -1;
    return hasAnswered ? limits.retryUnreachableForMs : Math.min(FIRST_CONTACT_MS, limits.retryUnreachableForMs);
  }

  return {
    host: transport.host,
    call: (command, request) => repeat(command.method, () => transport.call(command, request?.signal), request),
    async batch(commands, request) {
      const answer = await repeat('batch', () => transport.batch(commands, request?.signal), request);
      const readings = readBatch({ host: transport.host, method: 'batch' }, answer, commands);
      if ('error' in readings) throw readings.error;
      // What the commands of a batch used up counts for their methods, whichever way they are called next.
      for (const [key, reading] of readings) {
        const seconds = 'answer' in reading ? (reading.answer.operating?.seconds ?? 0) : 0;
        for (const method of ['batch', commands[key]?.method ?? 'batch']) brakes.pause(method, slowDownMs(seconds));
      }
      return readings;
    },
    sent: () => sent,
  };
}

function isFinal({ retry }: Failure, repeat: RequestOptions['repeat']): boolean {
  if (repeat === 'limits') return retry !== 'limit' && retry !== 'operating';
  return repeat === 'none';
}

function delayBefore({ retry, resumeAtMs }: Failure, attempt: number, now: number): number {
  return retry === 'operating' ? operatingPauseMs(resumeAtMs, now) : backOffMs(attempt);
}

interface Brakes {
  /** @param method null: all methods */
  pause(method: string | null, durationMs: number): void;
  wait(method: string, signal?: AbortSignal): Promise<void>;
}

/** Moments before which nothing, or one method, may be asked. */
function createBrakes(clock: Clock): Brakes {
  const untilMs = new Map<string | null, number>();
  return {
    pause(method, durationMs) {
      if (durationMs > 0) untilMs.set(method, Math.max(untilMs.get(method) ?? 0, clock.now() + durationMs));
    },
    async wait(method, signal) {
      const waitMs = Math.max(untilMs.get(null) ?? 0, untilMs.get(method) ?? 0) - clock.now();
      if (waitMs > 0) await clock.sleep(waitMs, signal);
    },
  };
}
