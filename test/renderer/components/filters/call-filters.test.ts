import { describe, expect, it } from 'vitest';
import { NO_OBJECTION } from '#core/domain/call-list.ts';
import { hasFilters, readView, toCallFilter, writeView } from '#renderer/components/filters/call-filters.ts';

const read = (query: string) => readView(new URLSearchParams(query));
const NOW = new Date('2026-11-20T22:30:00Z');

describe('filters in the address', () => {
  it('come back as they were written', () => {
    const view = read(
      'agent=7&department=Опт&direction=in&outcome=no_talk&deal=unasked&nextStep=missing&objection=-&verdict=unhandled&text=дорого&order=durationMs&desc=0&period=week',
    );
    const query = Object.entries(writeView(view)).filter((entry): entry is [string, string] => entry[1] !== undefined);
    expect(readView(new URLSearchParams(query))).toEqual(view);
  });

  it('are left out where they make no sense', () => {
    const view = read(
      'direction=sideways&topic=weather&outcome=glory&deal=maybe&nextStep=later&verdict=praised&order=secret&period=eternity&from=yesterday',
    );
    expect(view).toEqual(read(''));
    expect(hasFilters(view)).toBe(false);
  });

  it('ask the core for what they say', () => {
    expect(toCallFilter(read('department=Опт&outcome=refused&recording=no&duration=under1'), 'UTC', NOW)).toMatchObject(
      {
        department: 'Опт',
        outcome: 'refused',
        hasRecording: false,
        maxDurationMs: 60_000,
      },
    );
  });

  it('ask for what is missing', () => {
    expect(toCallFilter(read('objection=-&nextStep=missing&deal=unasked'), 'UTC', NOW)).toEqual({
      objection: NO_OBJECTION,
      nextStep: 'missing',
      deal: 'unasked',
    });
    expect(hasFilters(read('nextStep=missing'))).toBe(true);
  });

  it('count days where the sales department is, not where the clock is', () => {
    expect(toCallFilter(read('period=today'), 'Europe/Moscow', NOW)).toMatchObject({
      from: '2026-11-21',
      to: '2026-11-21',
    });
    expect(toCallFilter(read('period=week'), 'Europe/Moscow', NOW)).toMatchObject({
      from: '2026-11-15',
      to: '2026-11-21',
    });
    expect(toCallFilter(read('period=yesterday'), 'UTC', NOW)).toMatchObject({ from: '2026-11-19', to: '2026-11-19' });
    expect(toCallFilter(read(''), 'UTC', NOW)).toMatchObject({});
  });

  it('know a period of one’s own', () => {
    const view = read('period=custom&from=2026-10-01&to=2026-10-05');
    expect(toCallFilter(view, 'UTC', NOW)).toMatchObject({ from: '2026-10-01', to: '2026-10-05' });
    expect(hasFilters(view)).toBe(true);
  });
});
