import { describe, expect, it } from 'vitest';
import { syncPortal } from '#core/pipeline/index.ts';
import { TODAY_MS } from '../../fakes/portal-data.ts';
import { aPortalJob, SOURCE } from './portal-work.ts';
import { aPortalWithCrm } from './portal-with-crm.ts';

const DAY_MS = 86_400_000;
const idOf = (rowId: number): string => `${SOURCE}:${rowId}`;

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
    // Looked, and the portal links this call to nothing.
    expect(crmLinks.find(idOf(4))).toEqual({ clientType: null, clientId: null, activityId: null, deal: null });
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

  it('stores the way of a deal through its stages, in the words of the portal', async () => {
    const { work } = await aPortalJob(aPortalWithCrm());
    await syncPortal(work);
    expect(work.store.dealStages.of(SOURCE, 20)).toEqual([
      { enteredAt: new Date(TODAY_MS - 2 * DAY_MS).toISOString(), stage: 'Новая', outcome: 'open' },
      { enteredAt: new Date(TODAY_MS).toISOString(), stage: 'Договор подписан', outcome: 'won' },
    ]);
  });

  it('asks once a day for deals that are still open, also of calls that are older than a sweep', async () => {
    const data = aPortalWithCrm();
    const deal = data.crm.items[3]!;
    deal.fields = { ...deal.fields, stageId: 'C5:NEW', stageSemanticId: 'P' };
    for (const call of data.calls) call.startedAtMs -= 20 * DAY_MS;
    const { work, clock } = await aPortalJob(data);
    await syncPortal(work);
    expect(work.store.crmLinks.find(idOf(1))?.deal?.outcome).toBe('open');
    deal.fields = { ...deal.fields, stageId: 'C5:WON', stageSemanticId: 'S' };
    await syncPortal(work);
    expect(work.store.crmLinks.find(idOf(1))?.deal?.outcome).toBe('open');
    clock.advance(DAY_MS);
    await syncPortal(work);
    expect(work.store.crmLinks.find(idOf(1))?.deal).toMatchObject({ stage: 'Договор подписан', outcome: 'won' });
  });

  it('reads a history of more than one page', async () => {
    const data = aPortalWithCrm();
    const { history } = data.crm;
    for (let id = 3; id <= 130; id += 1) history.push({ ...history[0]!, id, createdAtMs: TODAY_MS - id * 1_000_000 });
    const { work } = await aPortalJob(data);
    await syncPortal(work);
    expect(work.store.dealStages.of(SOURCE, 20)).toHaveLength(130);
  });
});
