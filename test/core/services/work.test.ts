import { describe, expect, it } from 'vitest';
import type { PullResult } from '#core/domain/sync.ts';
import type { Processing } from '#core/services/index.ts';
import type { Sync } from '#core/services/sync.ts';
import { createWork } from '#core/services/work.ts';
import { IDLE } from '../../builders/processing.ts';

const RESULT: PullResult = {
  trigger: 'hand',
  startedAt: '2026-03-10T12:00:00.000Z',
  endedAt: '2026-03-10T12:00:01.000Z',
  period: null,
  newCalls: 1,
  newRecordings: 1,
  waiting: 0,
  failed: 0,
  error: null,
};

/** A pull that ends well when `finish` is called, and work that only counts its starts. */
function aWork() {
  const started: string[] = [];
  const done = Promise.withResolvers<PullResult>();
  const nothing = (): void => undefined;
  const processing: Processing = {
    state: () => IDLE,
    onChange: () => nothing,
    noteChange: nothing,
    start: () => void started.push('start'),
    redo: () => 0,
    cancel: () => Promise.resolve(),
  };
  const sync: Sync = {
    state: () => null,
    last: () => null,
    revision: () => 0,
    onChange: () => nothing,
    run: () => done.promise,
    cancel: () => done.promise.then(nothing),
  };
  return { work: createWork(processing, sync), started, finish: () => done.resolve(RESULT) };
}

describe('the work', () => {
  it('goes on from a pull to the processing', async () => {
    const { work, started, finish } = aWork();
    const pulling = work.pull({ trigger: 'hand' });
    finish();
    await pulling;
    await work.whenProcessed();
    expect(started).toEqual(['start']);
  });

  it('starts nothing after a stop, though the pull was as good as done by then', async () => {
    const { work, started, finish } = aWork();
    const pulling = work.pull({ trigger: 'hand' });
    const stopping = work.cancel();
    finish();
    expect(await pulling).toEqual(RESULT);
    await stopping;
    await work.whenProcessed();
    expect(started).toEqual([]);
  });
});
