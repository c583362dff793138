import { describe, expect, it } from 'vitest';
import { withProgress, type WatchedWork, type WorkStep } from '#core/api/with-progress.ts';

/** Work that the test drives, and whoever watches it. */
function watch() {
  const gate = Promise.withResolvers<string>();
  const leaving = new AbortController();
  let work: WatchedWork | null = null;
  const steps = withProgress(leaving.signal, (watched) => {
    work = watched;
    watched.signal.addEventListener('abort', () => gate.reject(watched.signal.reason as Error));
    return gate.promise;
  });
  return { gate, leaving, steps, work: () => work! };
}

const next = async (steps: AsyncGenerator<WorkStep<string>>): Promise<WorkStep<string> | undefined> =>
  (await steps.next()).value as WorkStep<string> | undefined;

describe('work that is watched', () => {
  it('tells how far it is, then its result, and no more', async () => {
    const { gate, steps, work } = watch();
    expect(await next(steps)).toEqual({ done: 0, total: 0, result: null });
    work().onProgress(3, 10);
    expect(await next(steps)).toEqual({ done: 3, total: 10, result: null });
    work().onProgress(10, 10);
    gate.resolve('ready');
    expect(await next(steps)).toEqual({ done: 10, total: 10, result: 'ready' });
    expect(await steps.next()).toEqual({ done: true, value: undefined });
  });

  it('fails with what the work failed with', async () => {
    const { gate, steps } = watch();
    await next(steps);
    gate.reject(new Error('no room'));
    await expect(steps.next()).rejects.toThrow('no room');
  });

  it('ends the work when nobody watches any more, without a complaint', async () => {
    const { leaving, steps, work } = watch();
    await next(steps);
    leaving.abort(new Error('left'));
    expect(await steps.next()).toEqual({ done: true, value: undefined });
    expect(work().signal.aborted).toBe(true);
  });

  it('ends the work when the watcher stops in between', async () => {
    const { gate, steps, work } = watch();
    gate.promise.catch(() => undefined);
    await next(steps);
    await steps.return(undefined);
    expect(work().signal.aborted).toBe(true);
  });
});
