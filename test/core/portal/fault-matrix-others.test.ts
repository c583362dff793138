/** The error catalogue over every method beside listing and downloading: what each trouble becomes there. */

import { describe, expect, test } from 'vitest';
import { emptyCrm, type PortalData } from '#core/demo/index.ts';
import type { ErrorCode } from '#core/errors.ts';
import type { Portal, PortalCall } from '#core/portal/index.ts';
import { aCallRecord, aPortal, TODAY_MS } from '../../fakes/portal-data.ts';
import { connectPortal, failureOf } from '../../fakes/portal.ts';
import { MATRIX } from './fault-matrix.ts';

const target = { type: 'deal', id: 20 } as const;
const comment = { action: 'comment', target, text: 'Дорого [1]', marker: '[1]' } as const;
const transcript = {
  action: 'transcript',
  rowId: 1,
  portalCallId: 'externalCall.1',
  lines: [{ speaker: 'client', startMs: 0, endMs: 400, text: 'Алло' }],
} as const;
const todo = { action: 'todo', target, title: 'Позвонить', description: '', deadline: '2026-03-11T09:00:00Z' } as const;

/** What the CRM is asked about; made by hand, so that nothing else has to work for it. */
const CALL = {
  id: 'portal:x:1',
  agentId: '7',
  crmEntityType: 'contact',
  crmEntityId: 30,
  crmActivityId: 501,
} as unknown as PortalCall;

const someCrm = (): PortalData =>
  aPortal({
    calls: [aCallRecord({ id: 1, crmEntityType: 'CONTACT', crmEntityId: 30, crmActivityId: 501 })],
    crm: {
      ...emptyCrm(),
      items: [
        { entityTypeId: 3, id: 30, fields: { name: 'Олег' } },
        { entityTypeId: 2, id: 20, fields: { title: 'Окна', stageId: 'NEW', stageSemanticId: 'P' } },
      ],
      activities: [{ id: 501, isIncoming: true, startedAtMs: TODAY_MS, bindings: [{ entityTypeId: 2, entityId: 20 }] }],
      stages: [{ entityId: 'DEAL_STAGE', id: 'NEW', name: 'Новая', sort: 1, semantics: 'P' }],
    },
  });

interface Use {
  readonly method: string;
  readonly run: (portal: Portal) => Promise<unknown>;
  /** What comes where the webhook may not ask and everything else goes on; absent: an error like any other. */
  readonly without?: unknown;
}

const USES: readonly Use[] = [
  { method: 'user.get', run: async (portal) => (await portal.agentNames(['7'])).get('7')?.isNamed, without: false },
  { method: 'department.get', run: async (portal) => (await portal.departmentNames()).size, without: 0 },
  { method: 'crm.item.list', run: (portal) => portal.crmOf([CALL]), without: null },
  { method: 'crm.status.list', run: (portal) => portal.deals([20]), without: null },
  { method: 'crm.stagehistory.list', run: (portal) => portal.deals([20]), without: null },
  { method: 'batch', run: (portal) => portal.transcripts([501]), without: null },
  { method: 'batch', run: (portal) => portal.checkConnection() },
  { method: 'voximplant.statistic.get', run: (portal) => portal.callsByRowId([1]) },
  { method: 'voximplant.statistic.get', run: (portal) => portal.isWritten(transcript) },
  { method: 'crm.timeline.comment.list', run: (portal) => portal.isWritten(comment) },
  { method: 'telephony.call.attachTranscription', run: (portal) => portal.write(transcript) },
  { method: 'crm.timeline.comment.add', run: (portal) => portal.write(comment) },
  { method: 'crm.activity.todo.add', run: (portal) => portal.write(todo) },
];
const REFUSED: readonly ErrorCode[] = ['portal.missing-scope', 'portal.forbidden', 'portal.method-missing'];

describe.each(USES.map((use, index) => ({ ...use, name: `${use.method} (${index + 1})` })))(
  '$name answers',
  ({ method, run, without }) => {
    test.each(MATRIX)('%s', async (_name, reply, code) => {
      const patience = { retryUnreachableForMs: 5_000, retryLimitedForMs: 5_000 };
      const limits = { ...patience, ...(reply.kind === 'hang' ? { requestTimeoutMs: 100 } : {}) };
      const { portal, fake } = await connectPortal({ data: someCrm(), limits });
      fake.faults.add({ method, reply });
      if (without !== undefined && REFUSED.includes(code)) expect(await run(portal)).toEqual(without);
      else expect((await failureOf(fake, run(portal))).code).toBe(code);
      // A request without an answer is entered when it ends.
      if (reply.kind !== 'hang') expect(fake.journal.count(method)).toBeGreaterThan(0);
      // A cut answer means that the write was done; nothing is ever done twice.
      expect(fake.data.writes.length).toBeLessThanOrEqual(1);
    });
  },
);

describe('a write is sent once', () => {
  test.each([
    ['telephony.call.attachTranscription', transcript],
    ['crm.timeline.comment.add', comment],
    ['crm.activity.todo.add', todo],
  ] as const)('by %s, also when its answer gets lost', async (method, request) => {
    const { portal, fake } = await connectPortal({ data: someCrm() });
    fake.faults.add({ method, reply: { kind: 'perform-then-reset' } });
    expect((await failureOf(fake, portal.write(request))).code).toBe('portal.unreachable');
    expect(fake.data.writes).toHaveLength(1);
    expect(fake.journal.count(method)).toBe(1);
  });
});
