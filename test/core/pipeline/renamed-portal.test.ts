import { describe, expect, it, onTestFinished } from 'vitest';
import { type PortalData, startFakePortal } from '#core/demo/index.ts';
import { pullPortal, renamePortal, syncPortal } from '#core/pipeline/index.ts';
import { STRAIGHT } from '#core/outgoing/index.ts';
import { createPortal, relocateWebhook } from '#core/portal/index.ts';
import { aCallRecord, aFileRecord, aPortal } from '../../fakes/portal-data.ts';
import { failureOf } from '../../fakes/portal.ts';
import { aPortalJob } from './portal-work.ts';

const PERIOD = { from: '2026-01-01T00:00:00.000Z', to: '2026-12-31T00:00:00.000Z' };

const someCalls = (): PortalData => {
  const ids = Array.from({ length: 60 }, (_, index) => index + 1);
  return aPortal({
    calls: ids.map((id) => aCallRecord({ id, recordFileId: id })),
    files: ids.map((id) => aFileRecord({ id })),
  });
};

/** A portal that was pulled under its old address and answers under a new one now. */
async function aRenamedPortal(dataAtNewAddress?: PortalData) {
  const data = someCalls();
  const job = await aPortalJob(data);
  const { work, fake, caFile, clock, logger } = job;
  const [from, to] = [`portal:${fake.host}`, 'portal:new.example'];
  const before = { ...work, source: from, portal: job.connect({ source: from }) };
  await syncPortal(before);
  const renamed = await startFakePortal(dataAtNewAddress ?? data, { now: () => clock.now() });
  fake.settings.movedTo = { origin: `https://${renamed.host}`, status: 302 };
  const webhookUrl = relocateWebhook(fake.webhookUrl, renamed.host);
  const limits = { burst: 1_000_000, requestsPerSecond: 1_000 };
  const portal = createPortal({ proxies: STRAIGHT, webhookUrl, caFile, clock, logger, limits, source: to });
  onTestFinished(async () => {
    portal.close();
    await renamed.close();
  });
  const after = { ...work, source: to, portal };
  const rename = () => renamePortal({ portal, store: work.store, from, to, signal: work.signal });
  return { ...job, before, after, renamed, rename, from, to };
}

describe('a portal that was renamed', () => {
  it('gets nothing at its new address before the user has confirmed it', async () => {
    const { fake, before, renamed } = await aRenamedPortal();
    const error = await failureOf(fake, syncPortal(before));
    expect(error).toMatchObject({ code: 'portal.moved', details: { from: fake.host, host: renamed.host } });
    expect(renamed.journal.count()).toBe(0);
  });

  it('brings no call and no recording a second time after that, by period or since the last time', async () => {
    const { work, after, rename, files, to } = await aRenamedPortal();
    const recordings = [...(await files()).keys()];
    expect(await rename()).toBe(60);
    expect(await syncPortal(after)).toMatchObject({ newCalls: 0, newRecordings: 0, failed: [] });
    expect(await pullPortal({ ...after, ...PERIOD })).toMatchObject({ calls: 60, newCalls: 0, newRecordings: 0 });
    expect(work.store.calls.count()).toBe(60);
    expect(work.store.callList.sources()).toEqual([to]);
    expect([...(await files()).keys()]).toEqual(recordings);
  });

  it('is continued where it was read to under the old name', async () => {
    const { work, after, rename, renamed, from, to } = await aRenamedPortal();
    const cursor = work.store.cursors.get(from);
    await rename();
    expect(work.store.cursors.get(to)).toBe(cursor);
    renamed.data.calls.push(aCallRecord({ id: 61 }));
    expect(await syncPortal(after)).toMatchObject({ newCalls: 1 });
  });

  it('is found under its new name by whoever still uses the old one', async () => {
    const { work, fake, before, after, rename, connect, from, to } = await aRenamedPortal();
    await rename();
    // A connection that was saved before the rename names the former source, at whatever address.
    const portal = connect({ webhookUrl: relocateWebhook(fake.webhookUrl, after.portal.host), source: from });
    expect(await syncPortal({ ...before, portal })).toMatchObject({ newCalls: 0 });
    expect(work.store.callList.sources()).toEqual([to]);
  });

  it('is not taken for the portal of somebody else', async () => {
    const other = someCalls();
    for (const call of other.calls) call.callId = `other.${call.id}`;
    const { fake, work, rename, from } = await aRenamedPortal(other);
    expect((await failureOf(fake, rename())).code).toBe('input.invalid');
    expect(work.store.callList.sources()).toEqual([from]);
  });

  it('stays as it is when the new address refuses the key', async () => {
    const { fake, work, rename, renamed, from } = await aRenamedPortal();
    renamed.settings.isWebhookAlive = false;
    expect((await failureOf(fake, rename())).code).toBe('portal.unauthorized');
    expect(work.store.callList.sources()).toEqual([from]);
  });

  it('is renamed once, however often that is asked for', async () => {
    const { work, rename } = await aRenamedPortal();
    await rename();
    expect(await rename()).toBe(0);
    expect(work.store.calls.count()).toBe(60);
  });
});
