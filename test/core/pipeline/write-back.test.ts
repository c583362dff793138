import { describe, expect, it } from 'vitest';
import { emptyCrm, type FaultReply } from '#core/demo/index.ts';
import type { WriteAction, WriteRequest } from '#core/domain/write-back.ts';
import { syncPortal, writeBack } from '#core/pipeline/index.ts';
import { aCallRecord, aPortal } from '../../fakes/portal-data.ts';
import { aPortalJob, SOURCE } from './portal-work.ts';

const CALL = `${SOURCE}:1`;
const target = { type: 'deal', id: 20 } as const;
const REQUESTS: Readonly<Record<WriteAction, WriteRequest>> = {
  transcript: {
    action: 'transcript',
    rowId: 1,
    portalCallId: 'call.1',
    lines: [{ speaker: 'client', startMs: 0, endMs: 400, text: 'Алло' }],
  },
  comment: { action: 'comment', target, text: 'Возражение: дорого\n[razbor 1]', marker: '[razbor 1]' },
  todo: { action: 'todo', target, title: 'Перезвонить', description: '', deadline: '2026-03-11T09:00:00.000Z' },
};
const METHODS: Readonly<Record<WriteAction, string>> = {
  transcript: 'telephony.call.attachTranscription',
  comment: 'crm.timeline.comment.add',
  todo: 'crm.activity.todo.add',
};
const ACTIONS = Object.keys(REQUESTS) as WriteAction[];

async function aPlannedJob(actions: readonly WriteAction[] = ACTIONS) {
  const job = await aPortalJob(
    aPortal({
      calls: [aCallRecord({ id: 1, callId: 'call.1' })],
      crm: { ...emptyCrm(), items: [{ entityTypeId: 2, id: 20, fields: { title: 'Окна' } }] },
    }),
  );
  await syncPortal(job.work);
  for (const action of actions) job.work.store.outbox.plan(CALL, REQUESTS[action]);
  const send = (confirmed: readonly WriteAction[] = ACTIONS) =>
    writeBack({ ...job.work, confirmed: new Set(confirmed) });
  const written = () => job.fake.data.writes.map(({ method }) => method);
  const fail = (action: WriteAction, reply: FaultReply) =>
    job.fake.faults.add({ method: METHODS[action], calls: [1], reply });
  return { ...job, send, written, fail };
}

describe('writeBack', () => {
  it('writes nothing that was not confirmed', async () => {
    const { send, written, work } = await aPlannedJob();
    expect(await send([])).toEqual({ written: 0, found: 0, unclear: 0, failed: 0 });
    expect(written()).toEqual([]);
    await send(['comment']);
    expect(written()).toEqual([METHODS.comment]);
    expect(work.store.outbox.counts()).toEqual(
      new Map([
        ['done', 1],
        ['planned', 2],
      ]),
    );
  });

  it('writes each action of a call once, however often it is planned and sent', async () => {
    const { send, written, work } = await aPlannedJob();
    expect(await send()).toMatchObject({ written: 3 });
    expect(work.store.outbox.plan(CALL, REQUESTS.comment)).toBe(false);
    expect(await send()).toMatchObject({ written: 0 });
    expect(written()).toEqual(ACTIONS.map((action) => METHODS[action]));
  });

  it.each(['transcript', 'comment'] as const)('finds a %s again whose answer got lost', async (action) => {
    const { send, written, fail } = await aPlannedJob([action]);
    fail(action, { kind: 'perform-then-reset' });
    await expect(send()).rejects.toMatchObject({ code: 'portal.unreachable' });
    expect(await send()).toMatchObject({ written: 0, found: 1 });
    expect(written()).toEqual([METHODS[action]]);
  });

  it.each(['transcript', 'comment'] as const)('sends a %s again that never arrived', async (action) => {
    const { send, written, fail } = await aPlannedJob([action]);
    fail(action, { kind: 'reset' });
    await expect(send()).rejects.toMatchObject({ code: 'portal.unreachable' });
    expect(await send()).toMatchObject({ written: 1, found: 0 });
    expect(written()).toEqual([METHODS[action]]);
  });

  it('never sends a to-do twice, as nobody can tell whether it arrived', async () => {
    const { send, written, fail } = await aPlannedJob(['todo']);
    fail('todo', { kind: 'perform-then-reset' });
    await expect(send()).rejects.toMatchObject({ code: 'portal.unreachable' });
    expect(await send()).toMatchObject({ unclear: 1 });
    expect(await send()).toMatchObject({ unclear: 0, written: 0 });
    expect(written()).toEqual([METHODS.todo]);
  });

  it('leaves a transcript alone that the portal already has', async () => {
    const { send, written, fake } = await aPlannedJob(['transcript']);
    fake.data.calls[0]!.transcriptId = 900;
    expect(await send()).toMatchObject({ found: 1, written: 0 });
    expect(written()).toEqual([]);
  });

  it('goes on after a refusal of one write', async () => {
    const { send, written, fail } = await aPlannedJob(['comment', 'todo']);
    fail('comment', { kind: 'rest', code: 'OWNER_NOT_FOUND', status: 400 });
    expect(await send()).toMatchObject({ failed: 1, written: 1 });
    expect(written()).toEqual([METHODS.todo]);
  });

  it('keeps everything planned when the portal does not know the webhook', async () => {
    const { send, fake, work } = await aPlannedJob();
    fake.settings.isWebhookAlive = false;
    await expect(send()).rejects.toMatchObject({ code: 'portal.unauthorized' });
    expect(work.store.outbox.counts().get('planned')).toBe(3);
  });
});
