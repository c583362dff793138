/** What a host brings to the application: a log to look into, a clock to move. */

import type { Clock, Logger } from '#core/ports.ts';

export interface HostLog extends Logger {
  readonly entries: { readonly event: string; readonly facts: Readonly<Record<string, unknown>> }[];
}

export function hostLog(): HostLog {
  const entries: { event: string; facts: Readonly<Record<string, unknown>> }[] = [];
  return { entries, log: (_level, event, facts = {}) => void entries.push({ event, facts }) };
}

export function hostClock(): Pick<Clock, 'now'> & { forward(durationMs: number): void } {
  let now = Date.parse('2026-11-21T12:00:00Z');
  return {
    now: () => now,
    forward: (durationMs) => {
      now += durationMs;
    },
  };
}
