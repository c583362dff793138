import { describe, expect, test } from 'vitest';
import { type FaultReply, startFakePortal } from '#core/demo/index.ts';
import { STRAIGHT } from '#core/outgoing/index.ts';
import { createPortal } from '#core/portal/index.ts';
import { aPortal, aPortalWithCalls } from '../../fakes/portal-data.ts';
import { callsOf, connectPortal, failureOf, pagesOf } from '../../fakes/portal.ts';
import { page, rest } from './fault-matrix.ts';

const STATISTICS = 'voximplant.statistic.get';

describe('without names everything else goes on', () => {
  test.each(['insufficient_scope', 'ACCESS_DENIED', 'ERROR_METHOD_NOT_FOUND'])('after %s', async (code) => {
    const { portal, fake } = await connectPortal();
    fake.faults.add({ method: 'user.get', reply: rest(code, 403) });
    expect((await portal.agentNames(['7'])).get('7')).toMatchObject({ name: 'Сотрудник №7', isNamed: false });
  });

  test('but a dead webhook is not hidden', async () => {
    const { portal, fake } = await connectPortal({ settings: { isWebhookAlive: false } });
    expect((await failureOf(fake, portal.agentNames(['7']))).code).toBe('portal.unauthorized');
  });
});

describe('the portal as a whole', () => {
  test('a wrong key', async () => {
    const { fake, connect } = await connectPortal();
    const portal = connect({ webhookUrl: fake.webhookUrl.replace(fake.settings.secret, 'an0ther0key00000') });
    expect((await failureOf(fake, pagesOf(portal))).code).toBe('portal.unauthorized');
  });

  test('a dismissed owner', async () => {
    const { portal, fake } = await connectPortal();
    Object.assign(fake.data.users[0]!, { isActive: false });
    expect((await failureOf(fake, pagesOf(portal))).code).toBe('portal.unauthorized');
  });

  test.each([401, 403] as const)('no paid plan, answered with %i', async (authErrorStatus) => {
    const { portal, fake } = await connectPortal({ settings: { hasPaidPlan: false, authErrorStatus } });
    expect((await failureOf(fake, pagesOf(portal))).code).toBe('portal.plan');
  });

  test('a missing scope is named', async () => {
    const { portal, fake } = await connectPortal({ settings: { scopes: ['disk'] } });
    expect(await failureOf(fake, pagesOf(portal))).toMatchObject({
      code: 'portal.missing-scope',
      details: { scope: 'telephony', method: STATISTICS },
    });
  });

  test('a deleted portal', async () => {
    const { portal, fake } = await connectPortal({ settings: { isDeleted: true } });
    expect((await failureOf(fake, pagesOf(portal))).code).toBe('portal.closed');
  });

  test('a self-hosted portal without telephony', async () => {
    const { portal, fake } = await connectPortal({ settings: { missingMethods: [STATISTICS] } });
    expect(await failureOf(fake, pagesOf(portal))).toMatchObject({
      code: 'portal.method-missing',
      details: { method: STATISTICS },
    });
  });

  test('a portal that is switched off', async () => {
    const { fake, portal } = await connectPortal();
    await fake.close();
    expect(await failureOf(fake, pagesOf(portal))).toMatchObject({
      code: 'portal.unreachable',
      details: { reason: 'ECONNREFUSED' },
    });
  });

  test('a host that does not exist', async () => {
    const { fake, connect } = await connectPortal();
    const portal = connect({ webhookUrl: `https://portal.invalid/rest/1/${fake.settings.secret}/` });
    expect((await failureOf(fake, pagesOf(portal))).code).toBe('portal.unreachable');
  });

  test('what the portal says in words is never passed on', async () => {
    const { portal, fake } = await connectPortal();
    fake.faults.add({ method: STATISTICS, reply: rest('SOMETHING_NEW', 400, 'words of the server') });
    const error = await failureOf(fake, pagesOf(portal));
    expect(JSON.stringify(error.toData())).not.toContain('words of the server');
    expect(error.details.portalCode).toBe('SOMETHING_NEW');
  });

  test('a code that is no code is not passed on either', async () => {
    const { portal, fake } = await connectPortal();
    fake.faults.add({ method: STATISTICS, reply: rest(`key ${fake.settings.secret}`, 400) });
    expect((await failureOf(fake, pagesOf(portal))).details.portalCode).toBeUndefined();
  });
});

describe('answers that only look strange', () => {
  test('a byte order mark in front of the answer is passed over', async () => {
    const { portal, fake } = await connectPortal({ data: aPortalWithCalls(2) });
    fake.faults.add({ method: STATISTICS, reply: { kind: 'bom' } });
    expect(await callsOf(portal)).toHaveLength(2);
  });

  test.each(['absent', 'no-operating', 'iso-reset'] as const)('the time block may be %s', async (time) => {
    const { portal } = await connectPortal({ data: aPortalWithCalls(2), settings: { time } });
    expect(await callsOf(portal)).toHaveLength(2);
  });

  test('an answer that takes as long as the cloud allows is waited for', async () => {
    // A thousand times faster than in truth; the patience for it is 75 s.
    const sleep = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms / 1_000));
    const limits = { requestTimeoutMs: 7_500 };
    const { portal, fake, clock } = await connectPortal({ data: aPortalWithCalls(2), sleep, limits });
    fake.faults.add({ method: STATISTICS, reply: { kind: 'delay', ms: 59_000 } });
    expect(await callsOf(portal)).toHaveLength(2);
    // Not asked a second time.
    expect(clock.sleeps).toEqual([]);
  });

  test('a late answer is waited for', async () => {
    const { portal, fake } = await connectPortal({ data: aPortalWithCalls(2) });
    fake.faults.add({ method: STATISTICS, reply: { kind: 'delay', ms: 30 } });
    expect(await callsOf(portal)).toHaveLength(2);
  });
});

describe('a portal that was renamed', () => {
  test.each([301, 302, 307, 308] as const)('status %i is not followed, the new host is named', async (status) => {
    const { portal, fake } = await connectPortal();
    fake.settings.movedTo = { origin: 'https://sfera-new.bitrix24.ru', status };
    expect(await failureOf(fake, pagesOf(portal))).toMatchObject({
      code: 'portal.moved',
      details: { host: 'sfera-new.bitrix24.ru' },
    });
    expect(fake.journal.entries.map((entry) => entry.httpMethod)).toEqual(['POST']);
  });

  test.each([
    ['an unencrypted address', 'http://sfera.bitrix24.ru/rest/1/x/'],
    ['a login page', 'https://sfera.bitrix24.ru/auth/'],
    ['nowhere', ''],
  ])('a redirection to %s names no host', async (_what, location) => {
    const { portal, fake } = await connectPortal();
    fake.faults.add({ method: '*', reply: { kind: 'raw', status: 302, body: '', headers: { location } } });
    expect(await failureOf(fake, pagesOf(portal))).toMatchObject({ code: 'portal.moved', details: { host: null } });
  });
});

describe('certificates', () => {
  test.each(['self-signed', 'expired', 'wrong-host'] as const)(
    'a certificate that is %s is refused at once',
    async (certificate) => {
      const { portal, fake, clock } = await connectPortal({ certificate });
      expect((await failureOf(fake, pagesOf(portal))).code).toBe('portal.certificate');
      expect(clock.sleeps).toEqual([]);
      expect(fake.journal.count()).toBe(0);
    },
  );

  test('an authority that is not known is refused', async () => {
    const { fake, clock, logger } = await connectPortal();
    const portal = createPortal({ proxies: STRAIGHT, webhookUrl: fake.webhookUrl, clock, logger });
    expect((await failureOf(fake, pagesOf(portal))).code).toBe('portal.certificate');
    portal.close();
  });

  test.each([
    ['is missing', '/nonexistent/ca.pem', 'file.not-found'],
    ['is no certificate', import.meta.filename, 'file.unreadable'],
  ])('a file of an authority that %s is named', async (_what, caFile, code) => {
    const { connect } = await connectPortal();
    expect(() => connect({ caFile })).toThrow(code);
  });
});

describe('one fault among many requests', () => {
  const transient: readonly FaultReply[] = [
    { kind: 'reset' },
    page(502),
    rest('QUERY_LIMIT_EXCEEDED', 503),
    { kind: 'truncated' },
    rest('INTERNAL_SERVER_ERROR', 500),
  ];

  test('a listing survives every transient fault and misses nothing', async () => {
    const { portal, fake } = await connectPortal({ data: aPortalWithCalls(1_520) });
    let count = 0;
    fake.faults.setRule(() => {
      count += 1;
      return count % 2 === 0 ? transient[(count / 2) % transient.length]! : null;
    });
    const calls = await callsOf(portal);
    expect(calls.map((call) => call.rowId)).toEqual(fake.data.calls.map((call) => call.id));
  });
});

test('the imitation needs no settings to start', async () => {
  const fake = await startFakePortal(aPortal());
  expect(fake.webhookUrl).toMatch(/^https:\/\/127\.0\.0\.1:\d+\/rest\/1\/\w+\/$/u);
  await fake.close();
});
