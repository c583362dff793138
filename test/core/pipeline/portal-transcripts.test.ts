import { describe, expect, it } from 'vitest';
import { emptyCrm, type PortalData } from '#core/demo/index.ts';
import { syncPortal } from '#core/pipeline/index.ts';
import { aCallRecord, aPortal, TODAY_MS } from '../../fakes/portal-data.ts';
import { aPortalJob, SOURCE } from './portal-work.ts';

const DAY_MS = 86_400_000;
const METHOD = 'crm.activity.call.getTranscript';
const idOf = (rowId: number): string => `${SOURCE}:${rowId}`;

/** Two calls with an activity, of which the first was transcribed by the portal, and one without. */
function aPortalWithTranscripts(): PortalData {
  const activity = { isIncoming: true, startedAtMs: TODAY_MS, bindings: [] };
  return aPortal({
    calls: [
      aCallRecord({ id: 1, crmActivityId: 501 }),
      aCallRecord({ id: 2, crmActivityId: 502 }),
      aCallRecord({ id: 3 }),
    ],
    crm: {
      ...emptyCrm(),
      activities: [
        { ...activity, id: 501, transcript: 'Алло, здравствуйте. Сколько стоит окно?' },
        { ...activity, id: 502 },
      ],
    },
  });
}

/** Commands go in batches: the fake's script sees each of them. */
async function aTranscriptJob(data = aPortalWithTranscripts()) {
  const job = await aPortalJob(data);
  let asked = 0;
  job.fake.faults.setRule((method) => {
    if (method === METHOD.toLowerCase()) asked += 1;
    return null;
  });
  const pull = (withTranscripts = true) => syncPortal({ ...job.work, withTranscripts });
  return { ...job, pull, count: () => asked };
}

describe('transcripts that the portal made itself', () => {
  it('are not asked for unless somebody wishes them', async () => {
    const { pull, count, work } = await aTranscriptJob();
    expect(await pull(false)).toMatchObject({ portalTranscripts: null });
    expect(count()).toBe(0);
    expect(work.store.portalTranscripts.find(idOf(1))).toBeUndefined();
  });

  it('are stored beside ours, which stay what they are', async () => {
    const { pull, work } = await aTranscriptJob();
    expect(await pull()).toMatchObject({ portalTranscripts: { fetched: 1, absent: 1, isReadable: true } });
    expect(work.store.portalTranscripts.find(idOf(1))).toEqual({
      text: 'Алло, здравствуйте. Сколько стоит окно?',
      fetchedAt: new Date(work.clock.now()).toISOString(),
    });
    expect(work.store.portalTranscripts.find(idOf(2))).toBeUndefined();
    expect(work.store.transcripts.findCurrent(idOf(1))).toBeUndefined();
  });

  it('are fetched once; those that were not there are asked for again for two weeks', async () => {
    const { pull, count, clock, fake } = await aTranscriptJob();
    await pull();
    expect(count()).toBe(2);
    fake.data.crm.activities[1]!.transcript = 'Готово';
    expect(await pull()).toMatchObject({ portalTranscripts: { fetched: 1, absent: 0 } });
    expect(count()).toBe(3);
    await pull();
    expect(count()).toBe(3);
    clock.advance(20 * DAY_MS);
    await pull();
    expect(count()).toBe(3);
  });

  it('of old calls that have none are not asked for again', async () => {
    const { pull, count, clock } = await aTranscriptJob();
    await pull();
    clock.advance(15 * DAY_MS);
    await pull();
    expect(count()).toBe(2);
  });

  it('come fifty in a request', async () => {
    const data = aPortalWithTranscripts();
    for (let id = 10; id < 130; id += 1) {
      data.calls.push(aCallRecord({ id, crmActivityId: 1_000 + id }));
      data.crm.activities.push({ ...data.crm.activities[0]!, id: 1_000 + id });
    }
    const { pull, asked } = await aTranscriptJob(data);
    await pull(false);
    const before = asked('batch');
    expect(await pull()).toMatchObject({ portalTranscripts: { fetched: 121, absent: 1 } });
    expect(asked('batch') - before).toBe(3);
  });

  it('that may not be read are passed over', async () => {
    const data = aPortalWithTranscripts();
    data.crm.activities[0]!.isHidden = true;
    const { pull, work } = await aTranscriptJob(data);
    expect(await pull()).toMatchObject({ portalTranscripts: { fetched: 0, absent: 2, isReadable: true } });
    expect(work.store.portalTranscripts.find(idOf(1))).toBeUndefined();
  });

  it.each([
    ['the portal has no such method', { missingMethods: [METHOD.toLowerCase()] }],
    ['the webhook lacks the scope', { scopes: ['telephony', 'disk', 'user_brief'] }],
  ])('are left alone where %s', async (_why, settings) => {
    const { pull, fake } = await aTranscriptJob();
    await pull(false);
    Object.assign(fake.settings, settings);
    expect(await pull()).toMatchObject({ portalTranscripts: { fetched: 0, isReadable: false }, failed: [] });
  });

  it('are left alone where the portal refuses every one: its transcription is off', async () => {
    const { pull, fake } = await aTranscriptJob();
    fake.faults.setRule((method) =>
      method === METHOD.toLowerCase() ? { kind: 'rest', code: 'ACCESS_DENIED', status: 403 } : null,
    );
    expect(await pull()).toMatchObject({ portalTranscripts: { fetched: 0, isReadable: false } });
  });

  it('that the portal fails on are asked for again', async () => {
    const { pull, fake } = await aTranscriptJob();
    fake.faults.add({
      method: METHOD,
      calls: [1, 2],
      reply: { kind: 'rest', code: 'INTERNAL_SERVER_ERROR', status: 500 },
    });
    fake.faults.setRule(() => null);
    expect(await pull()).toMatchObject({ portalTranscripts: { fetched: 0, absent: 0, isReadable: true } });
    expect(await pull()).toMatchObject({ portalTranscripts: { fetched: 1, absent: 1 } });
  });
});
