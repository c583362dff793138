import { describe, expect, it, onTestFinished } from 'vitest';
import { pullVoximplant, syncVoximplant, type VoximplantWork } from '#core/pipeline/pull-voximplant.ts';
import { STRAIGHT } from '#core/outgoing/index.ts';
import { createProviderDownloads } from '#core/portal/index.ts';
import { openStore } from '#core/store/index.ts';
import { createVoximplant } from '#core/voximplant/index.ts';
import path from 'node:path';
import { aFolder } from '../../builders/folders.ts';
import { createImpatientClock } from '../../fakes/impatient-clock.ts';
import { memoryLogger } from '../../fakes/logger.ts';
import { ACCOUNT, aSession, aVoximplant, type FakeSession, KEY } from '../../fakes/voximplant.ts';
import { filesBelow } from './portal-work.ts';

const DAY = { from: '2026-03-10T00:00:00.000Z', to: '2026-03-11T00:00:00.000Z' };
const source = `voximplant:${ACCOUNT}`;

async function aJob(sessions: FakeSession[]) {
  const fake = await aVoximplant(sessions);
  const dataDir = aFolder();
  const [clock, logger] = [createImpatientClock(), memoryLogger()];
  const store = openStore(dataDir, clock);
  const voximplant = createVoximplant({
    proxies: STRAIGHT,
    accountId: ACCOUNT,
    apiKey: KEY,
    source,
    clock,
    logger,
    apiUrl: fake.apiUrl,
  });
  const allowedHosts = [fake.storageHost, fake.storageHost.replace('localhost', '127.0.0.1')];
  const downloads = createProviderDownloads({ proxies: STRAIGHT, clock, logger, secrets: [KEY], allowedHosts });
  onTestFinished(async () => {
    downloads.close();
    await voximplant.close();
    store.close();
  });
  const { signal } = new AbortController();
  const work: VoximplantWork = { voximplant, downloads, source, store, dataDir, logger, clock, signal };
  return { fake, work, clock, files: () => filesBelow(path.join(dataDir, 'recordings')) };
}

describe('pulling from Voximplant', () => {
  it('brings calls and recordings once, however often it runs', async () => {
    const { work, files, fake } = await aJob([aSession(1), aSession(2, { recording: 'redirect' })]);
    expect(await pullVoximplant({ ...work, ...DAY })).toMatchObject({
      calls: 2,
      newCalls: 2,
      newRecordings: 2,
      failed: [],
    });
    expect(await pullVoximplant({ ...work, ...DAY })).toMatchObject({ calls: 2, newCalls: 0, newRecordings: 0 });
    expect((await files()).size).toBe(2);
    expect(work.store.calls.find(`${source}:1`)).toMatchObject({ agentName: 'olga', clientPhone: '+79261234567' });
    const sent = fake.storageRequests.map(({ url, headers }) => JSON.stringify([url, headers])).join();
    expect(sent).not.toContain(KEY);
  });

  it('goes on after a connection that broke in the middle of a recording', async () => {
    const { work, files } = await aJob([aSession(1, { recording: 'cut-once' })]);
    expect(await pullVoximplant({ ...work, ...DAY })).toMatchObject({ newRecordings: 1, failed: [] });
    expect([...(await files()).values()][0]?.length).toBe(44 + 1_001 * 32);
  });

  it('says what failed for one recording and brings the others', async () => {
    const { work, files } = await aJob([
      aSession(1, { recording: 'page' }),
      aSession(2, { recording: 'forbidden' }),
      aSession(3, { recording: 'gone' }),
      aSession(4),
      aSession(5, { recording: 'locked' }),
    ]);
    const { newRecordings, failed } = await pullVoximplant({ ...work, ...DAY });
    expect(newRecordings).toBe(1);
    expect(Object.fromEntries(failed.map(({ callId, error }) => [callId, error.code]))).toEqual({
      [`${source}:1`]: 'recording.not-audio',
      [`${source}:2`]: 'recording.forbidden',
      [`${source}:3`]: 'recording.not-audio',
      [`${source}:5`]: 'recording.forbidden',
    });
    expect((await files()).size).toBe(1);
  });

  it('fetches nothing from the own network that was not allowed', async () => {
    const { work } = await aJob([aSession(1)]);
    const downloads = createProviderDownloads({
      proxies: STRAIGHT,
      clock: work.clock,
      logger: work.logger,
      secrets: [KEY],
    });
    onTestFinished(() => downloads.close());
    expect(await pullVoximplant({ ...work, ...DAY, downloads })).toMatchObject({ newRecordings: 0, failed: [{}] });
  });

  it('brings what is new since the last time, and recordings that came late', async () => {
    const { work, fake, clock } = await aJob([aSession(1), aSession(2, { recording: 'none' })]);
    expect(await syncVoximplant(work)).toMatchObject({ newCalls: 2, newRecordings: 1, waiting: 1 });
    fake.sessions[1]!.recording = 'sound';
    fake.sessions.push(aSession(3, { startDate: '2026-03-10 11:59:00' }));
    clock.advance(2 * 3_600_000);
    expect(await syncVoximplant(work)).toMatchObject({ newCalls: 1, newRecordings: 2, waiting: 0 });
    expect(fake.apiRequests.at(-1)?.form.get('from_date')).toBe('2026-03-08 12:00:00');
  });

  it('moves the cursor only when everything was listed', async () => {
    const { work, fake } = await aJob([aSession(1)]);
    fake.troubles.push((response) => response.writeHead(401).end());
    await expect(syncVoximplant(work)).rejects.toMatchObject({ code: 'voximplant.unauthorized' });
    expect(work.store.cursors.get(source)).toBeUndefined();
    expect(await syncVoximplant(work)).toMatchObject({ newCalls: 1 });
  });
});
