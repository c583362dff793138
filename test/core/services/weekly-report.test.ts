import { describe, expect, it } from 'vitest';
import { createImpatientClock } from '../../fakes/impatient-clock.ts';
import { aProgram } from '../../builders/program.ts';

/** Wednesday, 11 March 2026, noon in Moscow. */
const NOW_MS = Date.UTC(2026, 2, 11, 9);

describe('the weekly report', () => {
  it('is made at its hour, of the seven days before, and then a week later again', async () => {
    const clock = createImpatientClock(NOW_MS);
    const { services } = await aProgram({ clock });
    services.weeklyReports.set({ isOn: true, weekday: 1, at: '08:00', masking: 'safe' });
    expect(services.weeklyReports.state().nextAt).toBe('2026-03-16T05:00:00.000Z');
    services.weeklyReports.start();
    await expect.poll(() => services.reports.list().length, { timeout: 20_000 }).toBeGreaterThan(1);
    services.weeklyReports.stop();
    const reports = services.reports.list().toReversed();
    expect(reports.slice(0, 2).map(({ period }) => period)).toEqual([
      { from: '2026-03-09', to: '2026-03-15' },
      { from: '2026-03-16', to: '2026-03-22' },
    ]);
    expect(reports[0]!.request.masking).toBe('safe');
  }, 30_000);

  it('is not made unless wished', async () => {
    const { services } = await aProgram({ clock: createImpatientClock(NOW_MS) });
    services.weeklyReports.start();
    expect(services.weeklyReports.state()).toMatchObject({ wish: { isOn: false }, nextAt: null });
    services.weeklyReports.stop();
  });
});
