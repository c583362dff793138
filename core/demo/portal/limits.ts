/** The two limits of the portal: a leaky bucket over requests, and operating time per method. */

import { RestError } from './rest-error.ts';
import type { PortalSettings } from './settings.ts';

export interface LimitKeeper {
  /** Counts a request. @throws RestError QUERY_LIMIT_EXCEEDED */
  countRequest(nowMs: number): void;
  /** Charges a method. @throws RestError OPERATION_TIME_LIMIT */
  charge(method: string, nowMs: number): void;
  /** The `time` block of an answer, or undefined where this portal sends none. */
  timeOf(method: string, nowMs: number): Record<string, unknown> | undefined;
}

/** The operating time of a method is forgotten ten minutes after its first use. */
const WINDOW_MS = 600_000;

export function createLimitKeeper(settings: PortalSettings): LimitKeeper {
  let level = 0;
  let levelAtMs = 0;
  const used = new Map<string, { seconds: number; resetAtMs: number }>();
  const status = (usual: number): number => (settings.limitsAs200 ? 200 : usual);
  const usage = (method: string, nowMs: number): { seconds: number; resetAtMs: number } => {
    const known = used.get(method);
    return known && known.resetAtMs > nowMs ? known : { seconds: 0, resetAtMs: nowMs + WINDOW_MS };
  };
  return {
    countRequest(nowMs) {
      const { bucket } = settings;
      if (!bucket) return;
      level = Math.max(0, level - ((nowMs - levelAtMs) / 1_000) * bucket.drainPerSecond);
      levelAtMs = nowMs;
      if (level + 1 > bucket.capacity)
        throw new RestError('QUERY_LIMIT_EXCEEDED', 'Too many requests', { status: status(503) });
      level += 1;
    },
    charge(method, nowMs) {
      const before = usage(method, nowMs);
      if (before.seconds >= settings.operating.limit) {
        const extra = { operating_reset_at: Math.round(before.resetAtMs / 1_000) };
        throw new RestError('OPERATION_TIME_LIMIT', 'Method is blocked due to operation time limit.', {
          status: status(429),
          extra,
        });
      }
      used.set(method, { ...before, seconds: before.seconds + settings.operating.perCall });
    },
    timeOf(method, nowMs) {
      if (settings.time === 'absent') return undefined;
      const { seconds, resetAtMs } = usage(method, nowMs);
      const start = nowMs / 1_000;
      const zoned = new Date(nowMs + 3 * 3_600_000).toISOString().slice(0, 19);
      const basics = {
        start,
        finish: start + 0.05,
        duration: 0.05,
        processing: 0.04,
        date_start: `${zoned}+03:00`,
        date_finish: `${zoned}+03:00`,
      };
      if (settings.time === 'no-operating') return basics;
      const resetAt = settings.time === 'iso-reset' ? new Date(resetAtMs).toISOString() : Math.round(resetAtMs / 1_000);
      return { ...basics, operating: seconds, operating_reset_at: resetAt };
    },
  };
}
