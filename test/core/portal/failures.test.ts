import { tmpdir } from 'node:os';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { type FaultReply, HTML_PAGE, startFakePortal } from '#core/demo/index.ts';
import type { ErrorCode } from '#core/errors.ts';
import { createPortal, type Portal } from '#core/portal/index.ts';
import { aCallRecord, aFileRecord, aPortal, aPortalWithCalls } from '../../fakes/portal-data.ts';
import { callsOf, connectPortal, failureOf, onlyCall, pagesOf } from '../../fakes/portal.ts';

const STATISTICS = 'voximplant.statistic.get';
const rest = (code: string | number, status: number, text = ''): FaultReply => ({ kind: 'rest', code, status, text });
const page = (status: number): FaultReply => ({ kind: 'raw', status, body: HTML_PAGE, contentType: 'text/html' });

/** Signal, answer, code of ours. Each is final, or stays until the patience for it is over. */
const MATRIX: readonly (readonly [string, FaultReply, ErrorCode])[] = [
  ['QUERY_LIMIT_EXCEEDED 503', rest('QUERY_LIMIT_EXCEEDED', 503), 'portal.rate-limited'],
  ['QUERY_LIMIT_EXCEEDED with status 200', rest('QUERY_LIMIT_EXCEEDED', 200), 'portal.rate-limited'],
  ['OPERATION_TIME_LIMIT', rest('OPERATION_TIME_LIMIT', 429), 'portal.rate-limited'],
  ['429 with a page', page(429), 'portal.rate-limited'],
  ['INTERNAL_SERVER_ERROR', rest('INTERNAL_SERVER_ERROR', 500), 'portal.bad-answer'],
  ['ERROR_UNEXPECTED_ANSWER', rest('ERROR_UNEXPECTED_ANSWER', 500), 'portal.bad-answer'],
  ['500 with a page', page(500), 'portal.bad-answer'],
  ['502 with a page', page(502), 'portal.unreachable'],
  ['503 with a page', page(503), 'portal.unreachable'],
  ['504 with a page', page(504), 'portal.unreachable'],
  ['503 without a body', { kind: 'raw', status: 503, body: '' }, 'portal.unreachable'],
  ['200 with a page', page(200), 'portal.bad-answer'],
  ['200 without a body', { kind: 'raw', status: 200, body: '' }, 'portal.bad-answer'],
  ['a cut answer', { kind: 'truncated' }, 'portal.bad-answer'],
  ['an answer without result', { kind: 'raw', status: 200, body: '{"time":{}}' }, 'portal.bad-answer'],
  ['an answer that is a list', { kind: 'raw', status: 200, body: '[]' }, 'portal.bad-answer'],
  ['a broken connection', { kind: 'reset' }, 'portal.unreachable'],
  ['a connection broken after the headers', { kind: 'reset-after-headers' }, 'portal.unreachable'],
  ['silence', { kind: 'hang' }, 'portal.unreachable'],
  ['expired_token', rest('expired_token', 401), 'portal.unauthorized'],
  ['invalid_token', rest('invalid_token', 401), 'portal.unauthorized'],
  ['NO_AUTH_FOUND', rest('NO_AUTH_FOUND', 401), 'portal.unauthorized'],
  ['INVALID_CREDENTIALS of a self-hosted portal', rest('INVALID_CREDENTIALS', 401), 'portal.unauthorized'],
  ['INVALID_CREDENTIALS of the cloud', rest('INVALID_CREDENTIALS', 403), 'portal.unauthorized'],
  ['authorization_error', rest('authorization_error', 401), 'portal.unauthorized'],
  ['user_access_error', rest('user_access_error', 401), 'portal.unauthorized'],
  ['401 with a page', page(401), 'portal.unauthorized'],
  ['insufficient_scope of the cloud', rest('insufficient_scope', 403), 'portal.missing-scope'],
  ['insufficient_scope of a self-hosted portal', rest('insufficient_scope', 401), 'portal.missing-scope'],
  ['no paid plan', rest('ACCESS_DENIED', 403, 'REST is available only on commercial plans'), 'portal.plan'],
  ['PAYMENT_REQUIRED', rest('PAYMENT_REQUIRED', 400), 'portal.plan'],
  ['ACCESS_DENIED', rest('ACCESS_DENIED', 403, 'Access denied!'), 'portal.forbidden'],
  ['an empty code with «Access denied.»', rest('', 400, 'Access denied.'), 'portal.forbidden'],
  ['allowed_only_intranet_user', rest('allowed_only_intranet_user', 403), 'portal.forbidden'],
  ['WRONG_AUTH_TYPE', rest('WRONG_AUTH_TYPE', 403), 'portal.forbidden'],
  ['METHOD_CONFIRM_WAITING', rest('METHOD_CONFIRM_WAITING', 401), 'portal.forbidden'],
  ['METHOD_CONFIRM_DENIED', rest('METHOD_CONFIRM_DENIED', 403), 'portal.forbidden'],
  ['ERROR_METHOD_NOT_FOUND', rest('ERROR_METHOD_NOT_FOUND', 404), 'portal.method-missing'],
  ['INVALID_REQUEST', rest('INVALID_REQUEST', 400, 'Https required'), 'portal.bad-request'],
  ['OVERLOAD_LIMIT of the cloud', rest('OVERLOAD_LIMIT', 503), 'portal.overloaded'],
  ['OVERLOAD_LIMIT of a self-hosted portal', rest('OVERLOAD_LIMIT', 401), 'portal.overloaded'],
  ['PORTAL_DELETED of the cloud', rest('PORTAL_DELETED', 500), 'portal.closed'],
  ['PORTAL_DELETED of a self-hosted portal', rest('PORTAL_DELETED', 403), 'portal.closed'],
  ['ERROR_NOT_FOUND', rest('ERROR_NOT_FOUND', 400), 'portal.bad-request'],
  ['an empty code with «not found»', rest('', 400, 'Activity is not found'), 'portal.bad-request'],
  ['ERROR_ARGUMENT', rest('ERROR_ARGUMENT', 400), 'portal.bad-request'],
  ['INVALID_ARG_VALUE', rest('INVALID_ARG_VALUE', 400), 'portal.bad-request'],
  ['ERROR_CORE', rest('ERROR_CORE', 400), 'portal.bad-request'],
  ['the numeric code 100', rest(100, 400), 'portal.bad-request'],
  ['the numeric code 0', rest(0, 400), 'portal.bad-request'],
  ['an unknown code', rest('SOMETHING_NEW', 400), 'portal.bad-request'],
  ['an unknown code with status 500', rest('SOMETHING_NEW', 500), 'portal.bad-answer'],
  [
    'an error of REST 3.0',
    { kind: 'raw', status: 403, body: '{"error":{"code":"insufficient_scope","message":""}}' },
    'portal.missing-scope',
  ],
];

interface Use {
  readonly method: string;
  readonly run: (portal: Portal) => Promise<unknown>;
  /** Where the trouble of one item is told apart from that of the portal. */
  readonly translated?: Partial<Record<string, ErrorCode>>;
}

const USES: readonly Use[] = [
  { method: STATISTICS, run: (portal) => pagesOf(portal) },
  {
    method: 'disk.file.get',
    run: async (portal) =>
      portal.downloadRecording(await onlyCall(portal), path.join(tmpdir(), 'razbor-never-written')),
    translated: {
      ACCESS_DENIED: 'recording.forbidden',
      'an empty code with «Access denied.»': 'recording.forbidden',
      allowed_only_intranet_user: 'recording.forbidden',
      WRONG_AUTH_TYPE: 'recording.forbidden',
      METHOD_CONFIRM_WAITING: 'recording.forbidden',
      METHOD_CONFIRM_DENIED: 'recording.forbidden',
      INTERNAL_SERVER_ERROR: 'recording.incomplete',
      ERROR_UNEXPECTED_ANSWER: 'recording.incomplete',
      'an unknown code with status 500': 'recording.incomplete',
      ERROR_ARGUMENT: 'recording.missing',
      INVALID_ARG_VALUE: 'recording.missing',
      ERROR_CORE: 'recording.missing',
      'the numeric code 100': 'recording.missing',
      'the numeric code 0': 'recording.missing',
      'an unknown code': 'recording.missing',
      ERROR_NOT_FOUND: 'recording.deleted',
      'an empty code with «not found»': 'recording.deleted',
    },
  },
];

describe.each(USES)('$method answers', ({ method, run, translated }) => {
  test.each(MATRIX)('%s', async (name, reply, code) => {
    const data = aPortal({ calls: [aCallRecord({ id: 1, recordFileId: 5 })], files: [aFileRecord({ id: 5 })] });
    const patience = { retryUnreachableForMs: 5_000, retryLimitedForMs: 5_000 };
    // A short wait only where silence is the point: a busy computer may be slow without any fault.
    const limits = { ...patience, ...(reply.kind === 'hang' ? { requestTimeoutMs: 100 } : {}) };
    const { portal, fake } = await connectPortal({ data, limits });
    fake.faults.add({ method, reply });
    const error = await failureOf(fake, run(portal));
    expect(error.code).toBe(translated?.[name] ?? code);
  });
});

/** The body of a file is fetched without the SDK; its troubles must be told apart in the same way. */
describe('a download answers', () => {
  const ITEM: Partial<Record<ErrorCode, ErrorCode>> = {
    'portal.bad-answer': 'recording.incomplete',
    'portal.unreachable': 'recording.incomplete',
    'portal.forbidden': 'recording.forbidden',
    'portal.bad-request': 'recording.not-audio',
  };
  const OTHERWISE: Partial<Record<string, ErrorCode>> = {
    '200 with a page': 'recording.not-audio',
    '200 without a body': 'recording.incomplete',
    'an answer without result': 'recording.not-audio',
    'an answer that is a list': 'recording.not-audio',
    ERROR_NOT_FOUND: 'recording.deleted',
    'an empty code with «not found»': 'recording.deleted',
  };
  test.each(MATRIX)('%s', async (name, reply, code) => {
    const data = aPortal({ calls: [aCallRecord({ id: 1, recordFileId: 5 })], files: [aFileRecord({ id: 5 })] });
    const { portal, fake, folder } = await connectPortal({
      data,
      limits: reply.kind === 'hang' ? { idleTimeoutMs: 40 } : {},
    });
    fake.faults.add({ method: 'download', reply });
    const error = await failureOf(fake, portal.downloadRecording(await onlyCall(portal), path.join(folder, 'x.wav')));
    expect(error.code).toBe(OTHERWISE[name] ?? ITEM[code] ?? code);
  });
});

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
    const portal = createPortal({ webhookUrl: fake.webhookUrl, clock, logger });
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
