import { describe, expect, it } from 'vitest';
import { finishInTurns, inTurns } from '#core/turns.ts';

/** Keeps the processor busy. */
function work(durationMs: number): void {
  const startedAt = performance.now();
  while (performance.now() - startedAt < durationMs);
}

const never = new AbortController().signal;

describe('long work in turns', () => {
  it('hands out every item in order, and lets others work meanwhile', async () => {
    let turns = 0;
    const beat = setInterval(() => turns++);
    const seen: number[] = [];
    for await (const item of inTurns([1, 2, 3, 4, 5, 6], { signal: never })) {
      seen.push(item);
      work(15);
    }
    clearInterval(beat);
    expect(seen).toEqual([1, 2, 3, 4, 5, 6]);
    expect(turns).toBeGreaterThan(3);
  });

  it('tells how far it is, and all at the end', async () => {
    const told: number[] = [];
    for await (const _item of inTurns([1, 2, 3], { signal: never, onProgress: (done) => told.push(done) })) work(15);
    expect(told).toEqual([1, 2, 3, 3]);
  });

  it('ends with the reason when it is cancelled in between', async () => {
    const controller = new AbortController();
    setTimeout(() => controller.abort(new Error('enough')));
    const seen: number[] = [];
    const all = async () => {
      for await (const item of inTurns(Array(100).keys(), { signal: controller.signal })) {
        seen.push(item);
        work(5);
      }
    };
    await expect(all()).rejects.toThrow('enough');
    expect(seen.length).toBeLessThan(100);
  });

  it('finishes work that pauses by itself, unless cancelled', async () => {
    function* steps(): Generator<void, string> {
      yield;
      yield;
      return 'done';
    }
    expect(await finishInTurns(steps(), never)).toBe('done');
    await expect(finishInTurns(steps(), AbortSignal.abort(new Error('enough')))).rejects.toThrow('enough');
  });
});
