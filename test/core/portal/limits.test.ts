import { describe, expect, test } from 'vitest';
import { type FaultReply, HTML_PAGE } from '#core/demo/index.ts';
import type { PortalStatus } from '#core/portal/index.ts';
import { aPortal, aPortalWithCalls, TODAY_MS } from '../../fakes/portal-data.ts';
import { callsOf, connectPortal, failureOf, pagesOf } from '../../fakes/portal.ts';

const STATISTICS = 'voximplant.statistic.get';
const tooMany: FaultReply = { kind: 'rest', code: 'QUERY_LIMIT_EXCEEDED', status: 503 };

/** A portal with so many employees that asking for their names takes `requests` requests. */
const employees = (requests: number) => {
  const users = Array.from({ length: requests * 50 }, (_, index) => ({ id: index + 1, name: 'Имя', lastName: '' }));
  return { data: aPortal({ users }), ids: users.map((user) => String(user.id)) };
};

describe('pace', () => {
  test('ten requests may go at once, then one a second', async () => {
    const { data, ids } = employees(15);
    const { portal, clock } = await connectPortal({ data, limits: { burst: 10, requestsPerSecond: 1 } });
    await portal.agentNames(ids);
    expect(clock.sleeps).toEqual(Array.from({ length: 5 }, () => 1_000));
  });

  test('with the default pace a portal never has to refuse', async () => {
    const { data, ids } = employees(80);
    const { portal, fake } = await connectPortal({
      data,
      limits: { burst: 10, requestsPerSecond: 1 },
      settings: { bucket: { capacity: 50, drainPerSecond: 2 } },
    });
    await portal.agentNames(ids);
    expect(fake.journal.entries.every((entry) => entry.status === 200)).toBe(true);
  });

  test('without a pace the portal refuses, and everything arrives all the same', async () => {
    const { data, ids } = employees(20);
    const { portal, fake } = await connectPortal({ data, settings: { bucket: { capacity: 5, drainPerSecond: 2 } } });
    expect((await portal.agentNames(ids)).get('1000')!.name).toBe('Имя');
    expect(fake.journal.entries.some((entry) => entry.status === 503)).toBe(true);
  });

  test('refusals with status 200 are refusals', async () => {
    const { data, ids } = employees(20);
    const { portal, statuses } = await connectPortal({
      data,
      settings: { bucket: { capacity: 5, drainPerSecond: 2 }, limitsAs200: true },
    });
    expect((await portal.agentNames(ids)).get('1000')!.name).toBe('Имя');
    expect(statuses.some((status) => status.kind === 'waiting')).toBe(true);
  });

  test('two requests are never under way at once', async () => {
    const { portal, fake } = await connectPortal({ data: aPortalWithCalls(120) });
    let [open, most] = [0, 0];
    fake.faults.setRule(() => {
      open += 1;
      most = Math.max(most, open);
      setTimeout(() => (open -= 1), 5);
      return { kind: 'delay', ms: 10 };
    });
    await Promise.all([pagesOf(portal), pagesOf(portal), portal.agentNames(['7'])]);
    expect(most).toBe(1);
  });
});

describe('back-off', () => {
  test('doubles from two seconds up to a minute, give or take a fifth', async () => {
    const { portal, fake, clock } = await connectPortal({ data: aPortalWithCalls(1) });
    fake.faults.add({ method: STATISTICS, calls: [1, 2, 3, 4, 5, 6, 7], reply: tooMany });
    await pagesOf(portal);
    const expected = [2, 4, 8, 16, 32, 60, 60];
    expect(clock.sleeps).toHaveLength(expected.length);
    for (const [index, seconds] of expected.entries()) {
      expect(clock.sleeps[index]! / 1_000).toBeGreaterThanOrEqual(seconds * 0.8);
      expect(clock.sleeps[index]! / 1_000).toBeLessThanOrEqual(seconds * 1.2);
    }
  });

  test('the user is told why, until when and for which time', async () => {
    const { portal, fake, statuses } = await connectPortal({ data: aPortalWithCalls(1) });
    fake.faults.add({ method: STATISTICS, calls: [1, 2], reply: tooMany });
    await pagesOf(portal);
    const waiting = statuses.filter(
      (status): status is PortalStatus & { kind: 'waiting' } => status.kind === 'waiting',
    );
    expect(waiting.map(({ reason, attempt }) => ({ reason, attempt }))).toEqual([
      { reason: 'portal.rate-limited', attempt: 1 },
      { reason: 'portal.rate-limited', attempt: 2 },
    ]);
    expect(waiting[0]!.untilMs).toBeGreaterThan(TODAY_MS);
    expect(statuses.at(-1)).toEqual({ kind: 'ready' });
  });

  test('a portal that never answered is given up on after seconds', async () => {
    const { portal, fake, clock } = await connectPortal();
    fake.faults.add({ method: '*', reply: { kind: 'reset' } });
    await failureOf(fake, pagesOf(portal));
    expect(clock.now() - TODAY_MS).toBeLessThanOrEqual(20_000);
  });

  test('a portal that answered before is waited for some minutes', async () => {
    const { portal, fake, clock } = await connectPortal({ data: aPortalWithCalls(120) });
    fake.faults.setRule((_method, count) => (count === 1 ? null : { kind: 'reset' }));
    await failureOf(fake, pagesOf(portal));
    expect(clock.now() - TODAY_MS).toBeGreaterThan(90_000);
    expect(clock.now() - TODAY_MS).toBeLessThan(240_000);
  });

  test('a request on which the server fails is tried three times', async () => {
    const { portal, fake } = await connectPortal();
    fake.faults.add({ method: '*', reply: { kind: 'rest', code: 'INTERNAL_SERVER_ERROR', status: 500 } });
    await failureOf(fake, pagesOf(portal));
    expect(fake.journal.count(STATISTICS)).toBe(3);
  });

  test('a page instead of an answer is asked about three times', async () => {
    const { portal, fake } = await connectPortal();
    fake.faults.add({ method: '*', reply: { kind: 'raw', status: 200, body: HTML_PAGE, contentType: 'text/html' } });
    await failureOf(fake, pagesOf(portal));
    expect(fake.journal.count(STATISTICS)).toBe(3);
  });

  test.each(['INVALID_CREDENTIALS', 'insufficient_scope', 'OVERLOAD_LIMIT', 'PORTAL_DELETED', 'ERROR_ARGUMENT'])(
    '%s is not asked again',
    async (code) => {
      const { portal, fake, clock } = await connectPortal();
      fake.faults.add({ method: '*', reply: { kind: 'rest', code, status: 503 } });
      await failureOf(fake, pagesOf(portal));
      expect(fake.journal.count()).toBe(1);
      expect(clock.sleeps).toEqual([]);
    },
  );

  test('waiting ends when it is cancelled', async () => {
    const abort = new AbortController();
    const { fake, connect } = await connectPortal();
    fake.faults.add({ method: '*', reply: tooMany });
    const portal = connect({ onStatus: () => abort.abort() });
    expect((await failureOf(fake, pagesOf(portal, { signal: abort.signal }))).code).toBe('job.cancelled');
    expect(fake.journal.count()).toBe(1);
  });

  test('a request under way ends when it is cancelled', async () => {
    const abort = new AbortController();
    const { portal, fake } = await connectPortal();
    fake.faults.setRule(() => {
      setTimeout(() => abort.abort(), 5);
      return { kind: 'hang' };
    });
    expect((await failureOf(fake, pagesOf(portal, { signal: abort.signal }))).code).toBe('job.cancelled');
  });
});

describe('operating time of a method', () => {
  test('a blocked method is left alone until the portal wants it again', async () => {
    const { portal, fake, clock } = await connectPortal({
      data: aPortalWithCalls(150),
      settings: { operating: { perCall: 1, limit: 2 } },
    });
    expect(await callsOf(portal)).toHaveLength(150);
    const blocked = fake.journal.entries.filter((entry) => entry.status === 429);
    expect(blocked).toHaveLength(1);
    expect(clock.sleeps[0]).toBeGreaterThan(590_000);
    expect(clock.sleeps[0]).toBeLessThanOrEqual(600_000);
  });

  test('without a word about when, it is tried again each minute', async () => {
    const { portal, fake, clock } = await connectPortal({ data: aPortalWithCalls(1) });
    fake.faults.add({
      method: STATISTICS,
      calls: [1, 2],
      reply: { kind: 'rest', code: 'OPERATION_TIME_LIMIT', status: 429 },
    });
    await pagesOf(portal);
    expect(clock.sleeps).toEqual([60_000, 60_000]);
  });

  test('other methods go on meanwhile', async () => {
    const { fake, connect } = await connectPortal({ data: aPortalWithCalls(1) });
    fake.faults.add({
      method: STATISTICS,
      calls: [1],
      reply: { kind: 'rest', code: 'OPERATION_TIME_LIMIT', status: 429 },
    });
    const names: Promise<unknown>[] = [];
    const portal = connect({
      onStatus: (status) => {
        if (status.kind === 'waiting') names.push(portal.agentNames(['7']));
      },
    });
    await pagesOf(portal);
    await Promise.all(names);
    expect(fake.journal.entries.map((entry) => entry.method)).toEqual([STATISTICS, 'user.get', STATISTICS]);
  });

  test('a method that used more than half of its time is asked more slowly', async () => {
    const { data, ids } = employees(4);
    const { portal, clock } = await connectPortal({ data, settings: { operating: { perCall: 105, limit: 1_000 } } });
    await portal.agentNames(ids);
    // 105 s used: no pause. 210 s is one half. 315 s: halfway from there to the limit of 420 s.
    expect(clock.sleeps).toEqual([2_500]);
  });

  test('what a batch used up slows down the next one', async () => {
    const { portal, clock } = await connectPortal({
      data: aPortalWithCalls(5_000),
      settings: { operating: { perCall: 5, limit: 1_000 } },
    });
    await callsOf(portal);
    // Two pages alone and fifty in the first batch: 260 s, a good half of 420 s.
    expect(clock.sleeps[0]).toBe(1_190);
  });
});
