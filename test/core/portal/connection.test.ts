import { describe, expect, test } from 'vitest';
import { startFakePortal } from '#core/demo/index.ts';
import { relocateWebhook } from '#core/portal/index.ts';
import { aCallRecord, ADMIN, aFileRecord, aPortal, COLLEAGUE } from '../../fakes/portal-data.ts';
import { connectPortal, failureOf } from '../../fakes/portal.ts';

const withRecordings = () =>
  aPortal({
    calls: [aCallRecord({ id: 1, userId: 1, recordFileId: 5 }), aCallRecord({ id: 2, recordFileId: 6 })],
    files: [aFileRecord({ id: 5, userId: 1 }), aFileRecord({ id: 6 })],
  });

const OK = { isOk: true, error: null };

describe('the check of a connection', () => {
  test('of an administrator finds everything in order', async () => {
    const { portal, fake } = await connectPortal({ data: withRecordings() });
    expect(await portal.checkConnection()).toEqual({
      host: fake.host,
      movedTo: null,
      user: { id: '1', name: 'Анна Орлова', isAdmin: true },
      missingScopes: [],
      missingOptionalScopes: [],
      statistics: OK,
      coverage: 'all',
      recordings: OK,
    });
  });

  test('takes three requests and never waits', async () => {
    const { portal, fake, clock } = await connectPortal({ data: withRecordings() });
    await portal.checkConnection();
    expect(fake.journal.entries.map((entry) => entry.method)).toEqual(['batch', 'disk.file.get', 'download']);
    expect(clock.sleeps).toEqual([]);
  });

  test('tries the recording of a colleague, because one’s own can always be read', async () => {
    const { portal, fake } = await connectPortal({ data: withRecordings() });
    await portal.checkConnection();
    expect(fake.journal.of('disk.file.get')[0]!.parameters.id).toBe(6);
  });

  test('of an employee with their own calls says so', async () => {
    const data = { ...withRecordings(), users: [{ ...ADMIN, isAdmin: false }, COLLEAGUE] };
    const { portal } = await connectPortal({ data, settings: { statisticsRight: 'own' } });
    expect(await portal.checkConnection()).toMatchObject({ coverage: 'own', statistics: OK, recordings: OK });
  });

  test('of an employee who sees all calls finds that recordings of colleagues are closed', async () => {
    const data = { ...withRecordings(), users: [{ ...ADMIN, isAdmin: false }, COLLEAGUE] };
    const { portal } = await connectPortal({ data });
    expect(await portal.checkConnection()).toMatchObject({
      coverage: 'some',
      statistics: OK,
      recordings: { isOk: false, error: { code: 'recording.forbidden' } },
    });
  });

  test('without any call knows nothing about them', async () => {
    const data = aPortal({ users: [{ ...ADMIN, isAdmin: false }] });
    const { portal } = await connectPortal({ data });
    expect(await portal.checkConnection()).toMatchObject({
      coverage: 'unknown',
      statistics: OK,
      recordings: { isOk: false, error: null },
    });
  });

  test('without the right to statistics goes on to the end', async () => {
    const { portal } = await connectPortal({ data: withRecordings(), settings: { statisticsRight: 'none' } });
    expect(await portal.checkConnection()).toMatchObject({
      statistics: { isOk: false, error: { code: 'portal.forbidden' } },
    });
  });

  test.each([
    [['disk', 'user_brief', 'crm', 'department'], ['telephony'], []],
    [['telephony', 'user', 'crm', 'department'], ['disk'], []],
    [['telephony', 'disk', 'user_basic'], [], ['crm', 'department']],
    [[], ['telephony', 'disk'], ['user_brief', 'crm', 'department']],
  ])('with the scopes %j names the missing ones', async (scopes, missingScopes, missingOptionalScopes) => {
    const { portal } = await connectPortal({ data: withRecordings(), settings: { scopes } });
    expect(await portal.checkConnection()).toMatchObject({ missingScopes, missingOptionalScopes });
  });

  test('without the scope of files names it in the verdict on recordings', async () => {
    const { portal } = await connectPortal({ data: withRecordings(), settings: { scopes: ['telephony'] } });
    expect((await portal.checkConnection()).recordings).toMatchObject({
      isOk: false,
      error: { code: 'portal.missing-scope', details: { scope: 'disk' } },
    });
  });

  test('of a portal without telephony names the method', async () => {
    const settings = { missingMethods: ['voximplant.statistic.get'] };
    const { portal } = await connectPortal({ data: withRecordings(), settings });
    expect((await portal.checkConnection()).statistics.error).toMatchObject({
      code: 'portal.method-missing',
      details: { method: 'voximplant.statistic.get' },
    });
  });

  test.each([
    ['a page', 'page'],
    ['nothing', 'stall'],
  ] as const)('finds out that a recording is %s', async (_what, behaviour) => {
    const data = withRecordings();
    data.files[1]!.behaviour = behaviour;
    data.files[1]!.content = Buffer.from('<html>');
    const { portal } = await connectPortal({ data });
    expect((await portal.checkConnection()).recordings).toMatchObject({
      isOk: false,
      error: { code: 'recording.not-audio' },
    });
  });

  test.each([
    ['a dead webhook', { isWebhookAlive: false }, 'portal.unauthorized'],
    ['a portal without a paid plan', { hasPaidPlan: false }, 'portal.plan'],
    ['a closed portal', { isDeleted: true }, 'portal.closed'],
  ])('fails on %s', async (_what, settings, code) => {
    const { portal, fake } = await connectPortal({ settings });
    expect((await failureOf(fake, portal.checkConnection())).code).toBe(code);
  });

  test('fails at once where nobody answers', async () => {
    const { portal, fake, clock } = await connectPortal();
    fake.faults.add({ method: '*', reply: { kind: 'reset' } });
    expect((await failureOf(fake, portal.checkConnection())).code).toBe('portal.unreachable');
    expect(clock.sleeps).toEqual([]);
  });

  test('fails on a certificate that nobody vouches for', async () => {
    const { portal, fake } = await connectPortal({ certificate: 'self-signed' });
    expect((await failureOf(fake, portal.checkConnection())).code).toBe('portal.certificate');
  });

  test('ends when it is cancelled', async () => {
    const { portal, fake } = await connectPortal();
    expect((await failureOf(fake, portal.checkConnection(AbortSignal.abort()))).code).toBe('job.cancelled');
  });
});

describe('the check of a portal that was renamed', () => {
  test('sends nothing to the new address before somebody has confirmed it', async () => {
    const { portal, fake } = await connectPortal();
    const renamed = await startFakePortal(withRecordings());
    fake.settings.movedTo = { origin: `https://${renamed.host}`, status: 302 };
    expect(await failureOf(fake, portal.checkConnection())).toMatchObject({
      code: 'portal.moved',
      details: { from: fake.host, host: renamed.host },
    });
    expect(renamed.journal.count()).toBe(0);
    await renamed.close();
  });

  test('then asks the new address once and reports it', async () => {
    const { portal, fake, connect } = await connectPortal();
    const renamed = await startFakePortal(withRecordings());
    fake.settings.movedTo = { origin: `https://${renamed.host}`, status: 302 };
    const report = await portal.checkConnection(undefined, { acceptsMove: true });
    expect(report).toMatchObject({ host: renamed.host, movedTo: renamed.host, recordings: OK });
    expect(renamed.journal.entries[0]!.httpMethod).toBe('POST');

    const confirmed = connect({ webhookUrl: relocateWebhook(fake.webhookUrl, report.movedTo!) });
    expect(await confirmed.checkConnection()).toMatchObject({ host: renamed.host, movedTo: null });
    await renamed.close();
  });

  test('does not follow from move to move', async () => {
    const { portal, fake } = await connectPortal();
    const renamed = await startFakePortal(aPortal());
    fake.settings.movedTo = { origin: `https://${renamed.host}`, status: 302 };
    renamed.settings.movedTo = { origin: 'https://third.example', status: 302 };
    expect((await failureOf(fake, portal.checkConnection(undefined, { acceptsMove: true }))).details.host).toBe(
      'third.example',
    );
    await renamed.close();
  });
});
