import { describe, expect, it } from 'vitest';
import type { WeekFigures } from '#core/domain/figures.ts';
import { weeksOf } from '#core/domain/period.ts';
import { trendRuns, trendWeeks } from '#renderer/screens/objections/week-points.ts';

const weeks = (period: { from: string; to: string }, counts: readonly (readonly [price: number, analysed: number])[]) =>
  weeksOf(period).map((week, index): WeekFigures => {
    const [price, analysed] = counts[index] ?? [0, 0];
    return { ...week, analysed, callsWithObjections: price, calls: price > 0 ? { price } : {} };
  });

describe('the weekly trend', () => {
  it('labels every week by its Monday, also one that the period begins in', () => {
    const labels = trendWeeks(weeks({ from: '2026-11-15', to: '2026-11-25' }, [])).map(({ label }) => label);
    expect(labels).toEqual(['2026-11-09', '2026-11-16', '2026-11-23']);
  });

  it('tells weeks that are cut off, with the days that were counted', () => {
    expect(trendWeeks(weeks({ from: '2026-11-15', to: '2026-11-22' }, []))).toMatchObject([
      { isWhole: false, period: { from: '2026-11-15', to: '2026-11-15' } },
      { isWhole: true, period: { from: '2026-11-16', to: '2026-11-22' } },
    ]);
  });

  it('draws no zero where nothing was analysed', () => {
    const counted = weeks({ from: '2026-11-02', to: '2026-11-29' }, [
      [1, 4],
      [0, 0],
      [0, 5],
      [2, 4],
    ]);
    expect(trendRuns(counted, 'price')).toEqual([
      [{ index: 0, share: 0.25 }],
      [
        { index: 2, share: 0 },
        { index: 3, share: 0.5 },
      ],
    ]);
    expect(trendRuns(weeks({ from: '2026-11-02', to: '2026-11-08' }, []), 'price')).toEqual([]);
  });
});
