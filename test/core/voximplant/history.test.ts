import { describe, expect, it, onTestFinished } from 'vitest';
import { STRAIGHT } from '#core/outgoing/index.ts';
import { createVoximplant, type VoximplantCall, type VoximplantOptions } from '#core/voximplant/index.ts';
import { createImpatientClock } from '../../fakes/impatient-clock.ts';
import { memoryLogger } from '../../fakes/logger.ts';
import {
  ACCOUNT,
  apiError,
  aSession,
  aVoximplant,
  type FakeSession,
  html,
  KEY,
  legs,
  type Trouble,
} from '../../fakes/voximplant.ts';

const DAY = { from: '2026-03-10T00:00:00.000Z', to: '2026-03-11T00:00:00.000Z' };

async function collect<T>(items: AsyncIterable<T>): Promise<T[]> {
  const all: T[] = [];
  for await (const item of items) all.push(item);
  return all;
}

async function connect(sessions: FakeSession[], more: Partial<VoximplantOptions> = {}) {
  const fake = await aVoximplant(sessions);
  const [clock, logger] = [createImpatientClock(), memoryLogger()];
  const account = { accountId: ACCOUNT, apiKey: KEY, source: 'voximplant:test' };
  const given = { ...account, proxies: STRAIGHT, clock, logger, apiUrl: fake.apiUrl };
  const voximplant = createVoximplant({ ...given, limits: { requestTimeoutMs: 2_000 }, ...more });
  onTestFinished(() => voximplant.close());
  const list = async (): Promise<VoximplantCall[]> =>
    (await collect(voximplant.listCalls(DAY))).flatMap(({ calls }) => calls);
  return { fake, clock, logger, voximplant, list };
}

describe('the call history of Voximplant', () => {
  it('gives sessions as calls: who called, whom, how it ended, where the recording lies', async () => {
    const { list } = await connect([
      aSession(1),
      aSession(2, { legs: [legs.user('anna', { incoming: true }), legs.pstn('74951112233')] }),
      aSession(3, {
        legs: [legs.pstn('79261234567', { incoming: true, successful: false, duration: 0 })],
        recording: 'none',
      }),
    ]);
    const [incoming, outgoing, missed] = await list();
    expect(incoming).toMatchObject({
      id: 'voximplant:test:1',
      direction: 'in',
      status: 'answered',
      startedAt: '2026-03-10T10:01:00.000Z',
      durationMs: 65_000,
      clientPhone: '+79261234567',
      agentName: 'olga',
      recordingHint: 'available',
    });
    expect(outgoing).toMatchObject({ direction: 'out', clientPhone: '+74951112233', agentName: 'anna' });
    expect(missed).toMatchObject({ status: 'missed', agentName: null, recordUrl: null, recordingHint: 'none' });
  });

  it('takes the recording of a leg where the session names none, and expects one after a talk', async () => {
    const link = 'https://storage.example/1.mp3';
    const { list } = await connect([
      aSession(1, { legs: [legs.pstn('79261234567', { record_url: link })], recording: 'none' }),
      aSession(2, { recording: 'none' }),
    ]);
    expect((await list()).map(({ recordUrl, recordingHint }) => [recordUrl, recordingHint])).toEqual([
      [link, 'available'],
      [null, 'expected'],
    ]);
  });

  it('reads page after page, each session once, and nothing outside the period', async () => {
    const sessions = Array.from({ length: 25 }, (_, at) => aSession(at + 1));
    sessions.push(
      aSession(90, { startDate: '2026-03-11 00:00:00' }),
      aSession(91, { startDate: '2026-03-09 23:59:59' }),
    );
    const { fake, list } = await connect(sessions, { limits: { pageSize: 10 } });
    expect((await list()).map(({ sessionId }) => sessionId)).toEqual(sessions.slice(0, 25).map(({ id }) => id));
    expect(fake.apiRequests.map(({ form }) => form.get('offset'))).toEqual(['0', '10', '20']);
  });

  it('passes over rows that make no sense and counts them', async () => {
    const { voximplant } = await connect([
      aSession(1),
      aSession(2, { startDate: '2026-03-10 99:00:00' }),
      aSession(3, { legs: [] }),
    ]);
    const pages = await collect(voximplant.listCalls(DAY));
    expect(pages.map(({ calls, unreadableRows }) => [calls.length, unreadableRows])).toEqual([[1, 1]]);
  });

  it('finds sessions by their ids, and leaves out those that are gone', async () => {
    const { voximplant } = await connect([aSession(1), aSession(2)]);
    expect((await voximplant.callsById([2, 77])).map(({ sessionId }) => sessionId)).toEqual([2]);
  });

  it('asks again while nobody answers sensibly, with growing pauses', async () => {
    const { fake, clock, list } = await connect([aSession(1)]);
    fake.troubles.push(
      (response) => html(response, 502),
      (response) => response.destroy(),
      (response) => html(response),
      (response) => response.writeHead(200).end('{"result":[{"call_sess'),
    );
    expect(await list()).toHaveLength(1);
    expect(clock.sleeps).toEqual([2_000, 4_000, 8_000, 16_000]);
  });

  const TROUBLES: readonly (readonly [string, Trouble, string])[] = [
    ['a server that fails for good', (response) => void response.writeHead(503).end(), 'voximplant.unreachable'],
    ['pages instead of answers', (response) => html(response), 'voximplant.bad-answer'],
    ['a limit', (response) => html(response, 429), 'voximplant.rate-limited'],
  ];
  it.each(TROUBLES)('gives up on %s after some attempts', async (_name, trouble, code) => {
    const { fake, list } = await connect([]);
    fake.troubles.push(...Array.from({ length: 6 }, () => trouble));
    await expect(list()).rejects.toMatchObject({ code });
    expect(fake.apiRequests).toHaveLength(5);
  });

  it('says at once that the key is wrong, or that a request was refused', async () => {
    const wrong = await connect([], { apiKey: 'another' });
    await expect(wrong.list()).rejects.toMatchObject({ code: 'voximplant.unauthorized' });
    expect(wrong.fake.apiRequests).toHaveLength(1);
    const { fake, list } = await connect([]);
    fake.troubles.push((response) => apiError(response, 314, 'Something with 79261234567 in it'));
    const error: unknown = await list().catch((thrown: unknown) => thrown);
    expect(error).toMatchObject({ code: 'voximplant.rejected', details: { apiCode: 314 } });
    expect(String(error)).not.toContain('79261234567');
  });

  it('follows no redirection: the key stays where it belongs', async () => {
    const [here, elsewhere] = [await connect([aSession(1)]), await connect([aSession(1)])];
    here.fake.troubles.push((response) => response.writeHead(307, { location: elsewhere.fake.apiUrl }).end());
    await expect(here.list()).rejects.toMatchObject({ code: 'voximplant.bad-answer' });
    expect(elsewhere.fake.apiRequests).toEqual([]);
  });

  it('shows the key in no address, no log and no error', async () => {
    const { fake, logger, list } = await connect([aSession(1)]);
    fake.troubles.push(
      (response) => response.destroy(),
      (response) => apiError(response, 7, `bad api_key ${KEY}`),
    );
    const error: unknown = await list().catch((thrown: unknown) => thrown);
    const cause = error instanceof Error ? String(error.cause) + (error.stack ?? '') : '';
    expect(fake.apiRequests.map(({ url }) => url).join() + JSON.stringify(logger.entries) + cause).not.toContain(KEY);
    expect(fake.apiRequests[0]?.form.get('api_key')).toBe(KEY);
  });

  it('stops when it is told to', async () => {
    const { voximplant, fake } = await connect([aSession(1)]);
    const ending = new AbortController();
    fake.troubles.push(() => ending.abort());
    const listing = collect(voximplant.listCalls({ ...DAY, signal: ending.signal }));
    await expect(listing).rejects.toMatchObject({ code: 'job.cancelled' });
  });

  it('refuses to send the key unprotected to another computer', async () => {
    await expect(connect([], { apiUrl: 'http://api.example/platform_api/' })).rejects.toMatchObject({
      code: 'input.invalid',
    });
  });
});
