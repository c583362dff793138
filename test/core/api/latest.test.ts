import { describe, expect, it } from 'vitest';
import { latest } from '#core/api/latest.ts';

describe('latest', () => {
  it('ends with its signal, also while it waits, and stops listening', async () => {
    const listeners = new Set<() => void>();
    const abort = new AbortController();
    const states = latest({
      read: () => 'state',
      listen: (listener) => {
        listeners.add(listener);
        return () => listeners.delete(listener);
      },
      signal: abort.signal,
      intervalMs: 0,
    });
    expect(await states.next()).toEqual({ value: 'state', done: false });
    const next = states.next();
    abort.abort();
    expect((await next).done).toBe(true);
    expect(listeners.size).toBe(0);
  });
});
