import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { emptyCrm, type FakePortal, type PortalData, type PortalSettings, startFakePortal } from '#core/demo/index.ts';
import { runCli } from '../../builders/cli.ts';
import { aFolder } from '../../builders/folders.ts';
import { aCallRecord, ADMIN, aFileRecord, aPortal } from '../../fakes/portal-data.ts';

const HOUR_MS = 3_600_000;

/** One call of the last hours with a recording and a transcript of the portal. */
const someCalls = (): PortalData =>
  aPortal({
    calls: [aCallRecord({ id: 1, recordFileId: 5, crmActivityId: 501, startedAtMs: Date.now() - HOUR_MS })],
    files: [aFileRecord({ id: 5 })],
    crm: {
      ...emptyCrm(),
      activities: [{ id: 501, isIncoming: true, startedAtMs: Date.now(), bindings: [], transcript: 'Алло' }],
    },
  });

async function aPortalToPull(settings: Partial<PortalSettings> = {}, data = someCalls()) {
  const fake = await startFakePortal(data, { settings });
  onTestFinished(() => fake.close());
  const caFile = path.join(aFolder(), 'ca.pem');
  writeFileSync(caFile, fake.caPem);
  const folder = aFolder();
  const pull = (...more: string[]) =>
    runCli(['pull', '--portal', fake.webhookUrl, '--ca', caFile, '--data', folder, ...more]);
  return { fake, pull, folder };
}

/** Nothing of the server's own words, no key, no code name. */
function expectPlainRussian(text: string, fake: FakePortal): void {
  expect(text).not.toContain(fake.settings.secret);
  expect(text).not.toMatch(/[A-Z]+_[A-Z_]+|error|denied|portal\.|undefined|\bat \S+:\d+/u);
  expect(text).toMatch(/[а-яё]{4}/u);
}

describe('razbor pull in trouble says in plain words', () => {
  it.each<[string, Partial<PortalSettings>, RegExp]>([
    ['that the webhook is dead', { isWebhookAlive: false }, /не принял вебхук.+Создайте новый/su],
    ['which permission is missing', { scopes: ['disk'] }, /не хватает разрешения «telephony»/u],
    ['that the plan has no REST', { hasPaidPlan: false }, /Тариф портала/u],
    ['that statistics are closed', { statisticsRight: 'none' }, /Не хватает прав.+Статистика звонков/su],
    ['that the portal was closed', { isDeleted: true }, /Портал закрыт/u],
    ['that telephony is missing', { missingMethods: ['voximplant.statistic.get'] }, /модуль телефонии/u],
    ['that rows are not what was asked for', { ignoresFilter: true, ignoresSorting: true }, /не те звонки/u],
  ])('%s', async (_what, settings, text) => {
    const data = someCalls();
    // More than a page, so that a dropped condition shows.
    if (settings.ignoresFilter) data.calls = Array.from({ length: 60 }, (_, id) => aCallRecord({ id: id + 1 }));
    const { fake, pull } = await aPortalToPull(settings, data);
    const { code, stdout, stderr } = await pull();
    expect(code).toBe(1);
    expect(stderr).toMatch(text);
    expectPlainRussian(stdout + stderr, fake);
  });

  it('that only the owner’s calls are visible, and goes on', async () => {
    const data = someCalls();
    data.users = [{ ...ADMIN, isAdmin: false }, ...data.users.slice(1)];
    data.calls.push(aCallRecord({ id: 2, userId: 1, startedAtMs: Date.now() - HOUR_MS }));
    const { pull } = await aPortalToPull({ statisticsRight: 'own' }, data);
    const { code, stdout } = await pull();
    expect(code).toBe(0);
    expect(stdout).toMatch(/только владелец вебхука.+от имени администратора/su);
  });

  it('that recordings of colleagues are closed, and brings the calls', async () => {
    const data = someCalls();
    data.users = [{ ...ADMIN, isAdmin: false }, ...data.users.slice(1)];
    const { fake, pull } = await aPortalToPull({}, data);
    const { code, stdout, stderr } = await pull();
    expect(code).toBe(3);
    expect(stdout).toContain('Нет прав на запись разговора');
    expectPlainRussian(stdout + stderr, fake);
  });
});

describe('razbor pull of a portal that has moved', () => {
  async function aMovedPortal() {
    const data = someCalls();
    const job = await aPortalToPull({}, data);
    await job.pull();
    const renamed = await startFakePortal(data);
    onTestFinished(() => renamed.close());
    job.fake.settings.movedTo = { origin: `https://${renamed.host}`, status: 302 };
    return { ...job, renamed };
  }

  it('names both addresses and sends nothing to the new one', async () => {
    const { fake, pull, renamed } = await aMovedPortal();
    const { code, stderr } = await pull();
    expect(code).toBe(1);
    expect(stderr).toContain(`Портал ${fake.host} переехал: ${renamed.host}`);
    expect(stderr).toContain('--accept-move');
    expect(renamed.journal.count()).toBe(0);
  });

  it('goes on there when told so, without bringing anything twice', async () => {
    const { pull, renamed } = await aMovedPortal();
    const { code, stdout } = await pull('--accept-move', '--json');
    expect(code).toBe(0);
    expect(JSON.parse(stdout)).toMatchObject({ newCalls: 0, newRecordings: 0, movedTo: renamed.host });
  });

  it('does not follow to an address that is not named', async () => {
    const { fake, pull } = await aPortalToPull();
    fake.faults.add({ method: '*', reply: { kind: 'raw', status: 302, body: '', headers: { location: '/auth/' } } });
    const { code, stderr } = await pull('--accept-move');
    expect(code).toBe(1);
    expect(stderr).toContain('новый адрес не указан');
  });
});

describe('razbor pull --transcripts', () => {
  it('brings the portal’s own transcripts too', async () => {
    const { pull } = await aPortalToPull();
    expect((await pull()).stdout).not.toContain('Расшифровок самого портала');
    const { stdout } = await pull('--transcripts', '--json');
    expect(JSON.parse(stdout)).toMatchObject({ portalTranscripts: { fetched: 1, absent: 0, isReadable: true } });
    expect((await pull('--transcripts')).stdout).toContain('Расшифровок самого портала: 0');
  });

  it('says when they cannot be read', async () => {
    const { pull } = await aPortalToPull({ missingMethods: ['crm.activity.call.gettranscript'] });
    expect((await pull('--transcripts')).stdout).toContain('Расшифровки самого портала не прочитаны');
  });
});
