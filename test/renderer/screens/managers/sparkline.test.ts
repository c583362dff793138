import { describe, expect, it } from 'vitest';
import type { HandlingWeek } from '#core/domain/figures.ts';
import { sparklineOf } from '#renderer/screens/managers/sparkline.ts';

const SIZE = { width: 44, height: 24, margin: 2 };
/** @param judged of five objections */
const week = (handled: number, judged: number): HandlingWeek => ({
  from: '2026-10-05',
  to: '2026-10-11',
  objections: 5,
  judged,
  handled,
});

describe('the small line of a manager', () => {
  it('goes from the left to the right, nothing handled at the bottom and everything at the top', () => {
    const { runs, last } = sparklineOf([week(0, 3), week(1, 2), week(4, 4)], SIZE);
    expect(runs).toEqual(['2,22 22,12 42,2']);
    expect(last).toEqual({ x: 42, y: 2 });
  });

  it('is interrupted where a week has no objections of which it is known who replied, and ends with the last that has', () => {
    const { runs, last } = sparklineOf([week(1, 1), week(0, 0), week(0, 1), week(1, 1), week(0, 0)], SIZE);
    expect(runs).toEqual(['2,2', '22,22 32,2']);
    expect(last).toEqual({ x: 32, y: 2 });
  });

  it('is empty where there are none', () => {
    expect(sparklineOf([week(0, 0), week(0, 0)], SIZE)).toEqual({ runs: [], last: null });
    expect(sparklineOf([], SIZE)).toEqual({ runs: [], last: null });
  });
});
