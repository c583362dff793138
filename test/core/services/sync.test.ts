import { describe, expect, it } from 'vitest';
import { aProgram } from '../../builders/program.ts';
import { manualClock } from '../../fakes/manual-clock.ts';
import { aCallRecord, aFileRecord, aPortal, aPortalWithCalls, TODAY_MS } from '../../fakes/portal-data.ts';

const HOUR_MS = 3_600_000;

describe('pulling from the application', () => {
  it('brings what is new, has it processed, and remembers how it went', async () => {
    const program = await aProgram({ data: aPortalWithCalls(3) });
    const { services, fake } = program;
    await program.connect();
    const result = await services.processing.pull({ trigger: 'hand' });
    expect(result).toMatchObject({ trigger: 'hand', newCalls: 3, error: null, period: null });
    await services.processing.whenProcessed();
    expect(program.processed()).toBe(1);
    fake.data.calls.push(aCallRecord({ id: 9 }));
    await services.processing.pull({ trigger: 'hand' });
    expect(services.settings.state().lastPull).toMatchObject({ newCalls: 1 });
  });

  it('brings the calls of chosen days alone', async () => {
    const data = aPortalWithCalls(2);
    data.calls.unshift(aCallRecord({ id: 1, startedAtMs: TODAY_MS - 40 * 24 * HOUR_MS }));
    const program = await aProgram({ data });
    await program.connect();
    const period = { from: '2026-03-10', to: '2026-03-10' };
    expect(await program.services.sync.run({ trigger: 'hand', period })).toMatchObject({ newCalls: 2, period });
  });

  it('shows one queue: the pull beside the processing, and stops with it', async () => {
    const program = await aProgram({
      data: aPortal({
        calls: [aCallRecord({ id: 1, recordFileId: 1 }), aCallRecord({ id: 2, recordFileId: 2 })],
        files: [aFileRecord({ id: 1 }), aFileRecord({ id: 2 })],
      }),
    });
    const { services, fake, app } = program;
    await program.connect();
    fake.faults.add({ method: 'download', reply: { kind: 'hang' } });
    const revision = services.processing.state().revision;
    const seen: (number | undefined)[] = [];
    services.processing.onChange(() => seen.push(services.processing.state().pull?.recordingsTotal));
    const pulling = services.processing.pull({ trigger: 'hand' });
    expect(services.processing.state().pull).toMatchObject({ source: 'portal' });
    await expect.poll(() => seen.includes(0) && app.store.calls.count()).toBe(2);
    const joined = services.sync.run({ trigger: 'hand' });
    await services.processing.cancel();
    expect(await joined).toBe(await pulling);
    expect(await pulling).toMatchObject({ error: { code: 'job.cancelled' } });
    expect(services.processing.state().pull).toBeNull();
    expect(services.processing.state().revision).toBeGreaterThan(revision);
    expect(app.store.calls.count()).toBe(2);
  });

  it('is stopped by the wish to work without network, and says so', async () => {
    const program = await aProgram({ data: aPortalWithCalls(1) });
    const { services, fake } = program;
    await program.connect();
    fake.faults.add({ method: 'voximplant.statistic.get', reply: { kind: 'hang' } });
    const pulling = services.sync.run({ trigger: 'hand' });
    await expect.poll(() => services.sync.state()).not.toBeNull();
    services.maintenance.setOffline(true);
    expect(await pulling).toMatchObject({ error: { code: 'network.offline' } });
  });

  it('brings the demo without a portal and without network, and takes it away again', async () => {
    const program = await aProgram();
    const { services, app } = program;
    services.maintenance.setOffline(true);
    expect(await services.sync.run({ trigger: 'demo' })).toMatchObject({
      newCalls: 12,
      newRecordings: 12,
      error: null,
    });
    expect(services.app.info().isDemo).toBe(true);
    expect(await services.maintenance.removeDemo()).toBe(12);
    expect(app.store.calls.count()).toBe(0);
  });
});

describe('the schedule', () => {
  it('runs at the time of day, again the next day, and not before', async () => {
    // 15:00 in Moscow.
    const clock = manualClock(TODAY_MS);
    const program = await aProgram({ data: aPortalWithCalls(1), clock });
    const { services } = program;
    await program.connect();
    services.background.start();
    services.schedule.set({ kind: 'daily', at: '18:30' });
    expect(services.schedule.state().nextAt).toBe('2026-03-10T15:30:00.000Z');
    await clock.advance(3 * HOUR_MS);
    expect(services.sync.last()).toBeNull();
    await clock.advance(HOUR_MS);
    await expect.poll(() => services.sync.last()).toMatchObject({ trigger: 'schedule', newCalls: 1 });
    await expect.poll(() => services.schedule.state().nextAt).toBe('2026-03-11T15:30:00.000Z');
  });

  it('makes up for a run that was missed while the program was closed', async () => {
    const clock = manualClock(TODAY_MS);
    const program = await aProgram({ data: aPortalWithCalls(1), clock });
    const { services } = program;
    await program.connect();
    services.schedule.set({ kind: 'hours', every: 6 });
    await clock.advance(10 * HOUR_MS);
    expect(services.sync.last()).toBeNull();
    services.background.start();
    await expect.poll(() => services.sync.last()?.trigger).toBe('schedule');
  });

  it('stays silent when it is off', async () => {
    const clock = manualClock(TODAY_MS);
    const program = await aProgram({ clock });
    program.services.background.start();
    expect(program.services.schedule.state()).toEqual({ schedule: { kind: 'off' }, nextAt: null });
    await clock.advance(48 * HOUR_MS);
    expect(program.services.sync.last()).toBeNull();
  });
});
