import { describe, expect, it } from 'vitest';
import { WRITE_ACTIONS, type WriteAction } from '#core/domain/write-back.ts';
import { aProgram } from '../../builders/program.ts';
import { saveFindings } from '../../builders/findings.ts';
import { manualClock } from '../../fakes/manual-clock.ts';
import { aPortalWithCalls, TODAY_MS } from '../../fakes/portal-data.ts';

const METHODS: Readonly<Record<WriteAction, string>> = {
  transcript: 'telephony.call.attachTranscription',
  comment: 'crm.timeline.comment.add',
  todo: 'crm.activity.todo.add',
};

/** A connected program with `count` analysed calls of one deal. */
async function anAnalysedProgram(count = 1, clock = manualClock(TODAY_MS)) {
  const data = aPortalWithCalls(count);
  data.crm.items.push({ entityTypeId: 2, id: 20, fields: { title: 'Окна' } });
  const program = await aProgram({ data, clock });
  const { services, app, fake } = program;
  await program.connect();
  await services.sync.run({ trigger: 'hand' });
  const { source } = services.connection.state().portal!;
  for (const { id } of data.calls) saveFindings(app.store, `${source}:${id}`);
  return { ...program, written: () => fake.data.writes.map(({ method }) => method) };
}

describe('writing into the portal', () => {
  it('is off: without an agreement a run writes nothing', async () => {
    const { services, written } = await anAnalysedProgram();
    expect(services.writeBack.state().confirmedAt).toEqual({ transcript: null, comment: null, todo: null });
    expect(await services.writeBack.run()).toMatchObject({ written: 0, error: null });
    expect(written()).toEqual([]);
  });

  it('shows beforehand what it would write, and writes exactly that', async () => {
    const { services, written } = await anAnalysedProgram(7);
    const preview = await services.writeBack.preview(WRITE_ACTIONS);
    expect(preview).toMatchObject({ calls: 7, writes: { transcript: 7, comment: 7, todo: 7 } });
    expect(preview.samples).toHaveLength(5);
    expect(preview.samples[0]!.requests[1]).toMatchObject({ target: { type: 'deal', id: 20 } });
    expect(written()).toEqual([]);
    services.writeBack.confirm('comment', true);
    expect(services.writeBack.state().confirmedAt.comment).toBe('2026-03-10T12:00:00.000Z');
    expect(await services.writeBack.run()).toMatchObject({ written: 7, failed: 0, error: null });
    expect(written()).toEqual(Array.from({ length: 7 }, () => METHODS.comment));
    expect(await services.writeBack.preview(['comment'])).toMatchObject({ calls: 0 });
  });

  it.each(WRITE_ACTIONS)('writes a %s once though the connection drops after the write', async (action) => {
    const { services, written, fake } = await anAnalysedProgram();
    services.writeBack.confirm(action, true);
    fake.faults.add({ method: METHODS[action], calls: [1], reply: { kind: 'perform-then-reset' } });
    expect(await services.writeBack.run()).toMatchObject({ error: { code: 'portal.unreachable' } });
    const second = await services.writeBack.run();
    expect(second).toMatchObject({ written: 0, found: action === 'todo' ? 0 : 1, unclear: action === 'todo' ? 1 : 0 });
    await services.writeBack.run();
    expect(written()).toEqual([METHODS[action]]);
  });

  it('lists what the portal refused, and sends it again on wish', async () => {
    const { services, written, fake } = await anAnalysedProgram();
    services.writeBack.confirm('comment', true);
    fake.faults.add({
      method: METHODS.comment,
      calls: [1],
      reply: { kind: 'rest', code: 'ACCESS_DENIED', status: 403 },
    });
    expect(await services.writeBack.run()).toMatchObject({ failed: 1 });
    const [trouble] = services.writeBack.state().troubled;
    expect(trouble).toMatchObject({ action: 'comment', state: 'failed', error: { code: 'portal.forbidden' } });
    services.writeBack.retry(trouble!.id);
    expect(await services.writeBack.run()).toMatchObject({ written: 1 });
    expect(services.writeBack.state().troubled).toEqual([]);
    expect(written()).toEqual([METHODS.comment]);
    expect(() => services.writeBack.retry(trouble!.id)).toThrow('input.invalid');
  });

  it('stops in between on wish, and goes on where it was', async () => {
    const { services, written, fake } = await anAnalysedProgram(3);
    services.writeBack.confirm('comment', true);
    fake.faults.add({ method: METHODS.comment, calls: [2], reply: { kind: 'hang' } });
    const running = services.writeBack.run();
    await expect.poll(() => services.writeBack.state().progress).toEqual({ done: 1, total: 3 });
    await services.writeBack.cancel();
    expect(await running).toMatchObject({ written: 1, error: { code: 'job.cancelled' } });
    expect(await services.writeBack.run()).toMatchObject({ written: 2, error: null });
    expect(written()).toHaveLength(3);
  });

  it('follows a run of the schedule, for what was agreed to', async () => {
    const clock = manualClock(TODAY_MS);
    const { services, written } = await anAnalysedProgram(1, clock);
    services.writeBack.confirm('transcript', true);
    services.background.start();
    services.schedule.set({ kind: 'hours', every: 1 });
    await clock.advance(3_600_000);
    await expect.poll(written).toEqual([METHODS.transcript]);
  });

  it('takes an agreement back', async () => {
    const { services, written } = await anAnalysedProgram();
    services.writeBack.confirm('comment', true);
    services.writeBack.confirm('comment', false);
    expect(await services.writeBack.run()).toMatchObject({ written: 0 });
    expect(written()).toEqual([]);
  });
});
