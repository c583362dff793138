import { expect, it } from 'vitest';
import { addDays, dayOf, isDay, isWholeWeek, mondayOf, periodInUtc, weeksOf } from '#core/domain/period.ts';

it.each([
  ['Europe/Moscow', '2026-11-19T21:00:00.000Z', '2026-11-20T21:00:00.000Z'],
  ['Asia/Vladivostok', '2026-11-19T14:00:00.000Z', '2026-11-20T14:00:00.000Z'],
  ['America/New_York', '2026-11-20T05:00:00.000Z', '2026-11-21T05:00:00.000Z'],
  ['UTC', '2026-11-20T00:00:00.000Z', '2026-11-21T00:00:00.000Z'],
])('a day in %s begins and ends at its own midnight', (timeZone, fromUtc, toUtc) => {
  expect(periodInUtc({ from: '2026-11-20', to: '2026-11-20' }, timeZone)).toEqual({ fromUtc, toUtc });
});

it('a day on which the clocks change has 23 or 25 hours', () => {
  const hours = (day: string) => {
    const { fromUtc, toUtc } = periodInUtc({ from: day, to: day }, 'Europe/Berlin');
    return (Date.parse(toUtc) - Date.parse(fromUtc)) / 3_600_000;
  };
  expect([hours('2026-03-29'), hours('2026-10-25'), hours('2026-06-01')]).toEqual([23, 25, 24]);
});

it('a day whose midnight is skipped begins with its first existing instant', () => {
  // Lebanon changes its clocks at midnight.
  const { fromUtc } = periodInUtc({ from: '2026-03-29', to: '2026-03-29' }, 'Asia/Beirut');
  expect(dayOf(Date.parse(fromUtc), 'Asia/Beirut')).toBe('2026-03-29');
  expect(dayOf(Date.parse(fromUtc) - 1, 'Asia/Beirut')).toBe('2026-03-28');
});

it('tells days from other text', () => {
  expect(['2026-02-28', '2024-02-29'].every(isDay)).toBe(true);
  expect(['2026-02-29', '2026-13-01', '20.11.2026', '2026-1-1', ''].some(isDay)).toBe(false);
});

it('counts days over the ends of months', () => {
  expect(addDays('2026-03-01', -1)).toBe('2026-02-28');
  expect(addDays('2026-12-31', 1)).toBe('2027-01-01');
});

it('weeks go from Monday to Sunday, and only those that the period cuts off are shorter', () => {
  const weeks = weeksOf({ from: '2026-11-15', to: '2026-11-25' });
  expect(weeks).toEqual([
    { from: '2026-11-15', to: '2026-11-15' },
    { from: '2026-11-16', to: '2026-11-22' },
    { from: '2026-11-23', to: '2026-11-25' },
  ]);
  expect(weeks.map(isWholeWeek)).toEqual([false, true, false]);
});

it('weeks are named by their Mondays, seven days apart, whatever day the period begins on', () => {
  const names = ['2026-12-28', '2026-12-31', '2027-01-03'].map((from) =>
    weeksOf({ from, to: '2027-01-12' }).map((week) => mondayOf(week.from)),
  );
  expect(new Set(names.map(String))).toEqual(new Set(['2026-12-28,2027-01-04,2027-01-11']));
});
