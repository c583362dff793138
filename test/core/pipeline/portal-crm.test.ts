import { describe, expect, it } from 'vitest';
import { emptyCrm, type PortalData } from '#core/demo/index.ts';
import { syncPortal } from '#core/pipeline/index.ts';
import { aCallRecord, aPortal, TODAY_MS } from '../../fakes/portal-data.ts';
import { aPortalJob, SOURCE } from './portal-work.ts';

const DAY_MS = 86_400_000;
const idOf = (rowId: number): string => `${SOURCE}:${rowId}`;
const missed = { durationSeconds: 0, failedCode: '304' };

/** A contact with a won deal in the second funnel, a company without a deal, a lead, and a call of nobody. */
function aPortalWithCrm(): PortalData {
  const activity = { isIncoming: true, startedAtMs: TODAY_MS };
  const bound = [
    { entityTypeId: 3, entityId: 30 },
    { entityTypeId: 2, entityId: 20 },
  ];
  return aPortal({
    calls: [
      aCallRecord({ id: 1, crmEntityType: 'CONTACT', crmEntityId: 30, crmActivityId: 501, ...missed }),
      aCallRecord({ id: 2, crmEntityType: 'COMPANY', crmEntityId: 40, crmActivityId: 502, ...missed }),
      aCallRecord({ id: 3, crmEntityType: 'LEAD', crmEntityId: 10, ...missed }),
      aCallRecord({ id: 4, ...missed }),
    ],
    crm: {
      ...emptyCrm(),
      items: [
        { entityTypeId: 3, id: 30, fields: { name: 'Олег', lastName: 'Савин' } },
        { entityTypeId: 4, id: 40, fields: { title: 'ООО «Ромашка»' } },
        { entityTypeId: 1, id: 10, fields: { title: 'Заявка с сайта', name: null, lastName: '' } },
        { entityTypeId: 2, id: 20, fields: { title: 'Окна', stageId: 'C5:WON', categoryId: 5, stageSemanticId: 'S' } },
      ],
      activities: [
        { ...activity, id: 501, bindings: bound },
        { ...activity, id: 502, bindings: [{ entityTypeId: 4, entityId: 40 }] },
      ],
      stages: [
        { entityId: 'DEAL_STAGE_5', id: 'C5:WON', name: 'Договор подписан', sort: 10, semantics: 'S' },
        { entityId: 'DEAL_STAGE_5', id: 'C5:LOSE', name: 'Отказ', sort: 20, semantics: 'F' },
      ],
    },
  });
}

describe('clients and deals of calls', () => {
  it('stores names, the deal with its outcome, and that there is no deal', async () => {
    const { work } = await aPortalJob(aPortalWithCrm());
    expect(await syncPortal(work)).toMatchObject({ calls: 4, hasCrm: true });
    const { calls, crmLinks } = work.store;
    expect([1, 2, 3, 4].map((id) => calls.find(idOf(id))?.clientName)).toEqual([
      'Олег Савин',
      'ООО «Ромашка»',
      'Заявка с сайта',
      null,
    ]);
    expect(crmLinks.find(idOf(1))?.deal).toEqual({ id: 20, title: 'Окна', stage: 'Договор подписан', outcome: 'won' });
    expect(crmLinks.find(idOf(2))).toEqual({ clientType: 'company', clientId: 40, activityId: 502, deal: null });
    expect(crmLinks.find(idOf(4))).toBeUndefined();
  });

  it('does not ask again about calls that were looked up, until a day has passed', async () => {
    const { work, fake, asked, clock } = await aPortalJob(aPortalWithCrm());
    await syncPortal(work);
    const before = asked('crm.item.list');
    await syncPortal(work);
    expect(asked('crm.item.list')).toBe(before);
    const deal = fake.data.crm.items[3]!;
    deal.fields = { ...deal.fields, stageId: 'C5:LOSE', stageSemanticId: 'F' };
    clock.advance(DAY_MS);
    await syncPortal(work);
    expect(work.store.crmLinks.find(idOf(1))?.deal).toMatchObject({ stage: 'Отказ', outcome: 'lost' });
  });

  it('finds a deal whose activity is linked to the call later', async () => {
    const data = aPortalWithCrm();
    data.calls[0]!.crmActivityId = null;
    const { work, fake } = await aPortalJob(data);
    await syncPortal(work);
    expect(work.store.crmLinks.find(idOf(1))?.deal).toBeNull();
    fake.data.calls[0]!.crmActivityId = 501;
    await syncPortal(work);
    expect(work.store.crmLinks.find(idOf(1))?.deal?.id).toBe(20);
  });

  it('works without the scope, and says so', async () => {
    const { work, fake } = await aPortalJob(aPortalWithCrm());
    fake.settings.scopes = ['telephony', 'disk', 'user_brief'];
    expect(await syncPortal(work)).toMatchObject({ calls: 4, hasCrm: false, failed: [] });
    expect(work.store.crmLinks.find(idOf(1))).toBeUndefined();
    fake.settings.scopes = [...fake.settings.scopes, 'crm'];
  });

  it('passes over what the owner of the webhook may not read', async () => {
    const data = aPortalWithCrm();
    data.crm.items[3]!.isHidden = true;
    data.crm.activities[1]!.isHidden = true;
    const { work } = await aPortalJob(data);
    expect(await syncPortal(work)).toMatchObject({ hasCrm: true });
    expect(work.store.crmLinks.find(idOf(1))?.deal).toBeNull();
    expect(work.store.calls.find(idOf(2))?.clientName).toBe('ООО «Ромашка»');
  });
});
