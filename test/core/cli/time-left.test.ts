import { describe, expect, it } from 'vitest';
import { createTimeLeft } from '#core/cli/time-left.ts';
import { createImpatientClock } from '../../fakes/impatient-clock.ts';

describe('createTimeLeft', () => {
  it('says nothing before there is a pace to go by', () => {
    const clock = createImpatientClock();
    const timeLeft = createTimeLeft(clock);
    expect(timeLeft(50, 200)).toBe('');
    clock.advance(1_000);
    expect(timeLeft(60, 190)).toBe('');
  });

  it('reckons with the pace since the first report', () => {
    const clock = createImpatientClock();
    const timeLeft = createTimeLeft(clock);
    timeLeft(50, 200);
    clock.advance(10_000);
    expect(timeLeft(100, 150)).toBe(', осталось около 0:30');
  });

  it('says nothing when nothing is left', () => {
    const clock = createImpatientClock();
    const timeLeft = createTimeLeft(clock);
    timeLeft(0, 10);
    clock.advance(10_000);
    expect(timeLeft(10, 0)).toBe('');
  });
});
