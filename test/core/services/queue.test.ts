import { describe, expect, it } from 'vitest';
import { AppError } from '#core/errors.ts';
import { aProgram } from '../../builders/program.ts';
import { saveFindings } from '../../builders/findings.ts';
import { aCallRecord, aFileRecord, aPortal, TODAY_MS } from '../../fakes/portal-data.ts';

const ALL = { offset: 0, limit: 100 };

/** Five calls with recordings: one analysed, one running, one failed, two waiting. */
async function aProgramAtWork() {
  const ids = [1, 2, 3, 4, 5];
  const program = await aProgram({
    data: aPortal({
      calls: ids.map((id) => aCallRecord({ id, recordFileId: id, startedAtMs: TODAY_MS - (10 - id) * 3_600_000 })),
      files: ids.map((id) => aFileRecord({ id })),
    }),
  });
  await program.connect();
  await program.services.sync.run({ trigger: 'hand' });
  const { source } = program.services.connection.state().portal!;
  const idOf = (rowId: number): string => `${source}:${rowId}`;
  const { jobs } = program.app.store;
  for (const id of ids) jobs.plan(idOf(id), 'transcribe', 'work');
  jobs.finish(idOf(1), 'transcribe');
  saveFindings(program.app.store, idOf(1));
  jobs.start(idOf(4), 'transcribe');
  jobs.fail(idOf(2), 'transcribe', new AppError('audio.corrupt').toData());
  return { ...program, idOf };
}

describe('the queue of the work', () => {
  it('lists what runs, then what waits, the oldest first', async () => {
    const { services, idOf } = await aProgramAtWork();
    const page = services.queue.page('open', ALL);
    expect(page.calls.map(({ callId, state }) => [callId, state])).toEqual([
      [idOf(4), 'running'],
      [idOf(3), 'waiting'],
      [idOf(5), 'waiting'],
    ]);
    expect(page).toMatchObject({ total: 3, durationMs: 3 * 65_000 });
    expect(services.queue.page('open', { offset: 1, limit: 1 })).toMatchObject({
      total: 3,
      calls: [{ callId: idOf(3) }],
    });
  });

  it('lists what failed with its reason, and does it once more on wish', async () => {
    const { services, idOf } = await aProgramAtWork();
    expect(services.queue.page('failed', ALL)).toMatchObject({
      total: 1,
      calls: [{ callId: idOf(2), state: 'failed', stage: 'transcribe', error: { code: 'audio.corrupt' } }],
    });
    expect(services.queue.retryAll()).toBe(1);
    expect(services.queue.page('failed', ALL)).toMatchObject({ total: 0, calls: [] });
    expect(services.queue.page('open', ALL).total).toBe(4);
  });

  it('tries one failed call again, and refuses one that did not fail', async () => {
    const { services, app, idOf } = await aProgramAtWork();
    services.queue.retry(idOf(2));
    expect(app.store.jobs.find(idOf(2), 'transcribe')).toMatchObject({ state: 'pending', error: null });
    expect(() => services.queue.retry(idOf(3))).toThrow('input.invalid');
  });

  it('shows a call whose analysis alone is done again', async () => {
    const { services, app, idOf } = await aProgramAtWork();
    app.store.jobs.plan(idOf(1), 'analyse', 'again');
    expect(services.queue.page('open', ALL).calls).toContainEqual(
      expect.objectContaining({ callId: idOf(1), stage: 'analyse', state: 'waiting' }),
    );
  });
});
