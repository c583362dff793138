import { readdirSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { startFakePortal } from '#core/demo/index.ts';
import { aProgram } from '../../builders/program.ts';
import { aCallRecord, aFileRecord, aPortal, ADMIN } from '../../fakes/portal-data.ts';

/** A call of a colleague with its recording. */
const aPortalWithRecording = () =>
  aPortal({ calls: [aCallRecord({ id: 1, recordFileId: 5, userId: 7 })], files: [aFileRecord({ id: 5, userId: 7 })] });

const webhookOf = ({ fake }: Awaited<ReturnType<typeof aProgram>>) => ({
  webhookUrl: `${fake.webhookUrl}profile.json`,
  caPem: fake.caPem,
});

describe('connecting a portal', () => {
  it('says what works, then keeps the webhook without ever telling its key', async () => {
    const program = await aProgram({ data: aPortalWithRecording() });
    const { connection } = program.services;
    const check = await connection.check(webhookOf(program));
    expect(check).toMatchObject({
      user: { id: '1', isAdmin: true },
      statistics: { isOk: true },
      coverage: 'all',
      recordings: { isOk: true },
      missingScopes: [],
      canSave: true,
    });
    expect(connection.state().portal).toBeNull();
    const saved = await connection.save({ acceptsMove: false });
    expect(saved).toMatchObject({ host: program.fake.host, userId: '1', hasOwnCa: true, canDownload: true });
    expect(saved.address).toBe(`https://${program.fake.host}/rest/1/***/`);
    expect(JSON.stringify([check, saved, connection.state()])).not.toContain(program.fake.settings.secret);
    expect(await program.secrets.get('webhook')).toBe(program.fake.webhookUrl);
    const { portal } = await connection.open();
    expect(await portal.agentNames(['7'])).toHaveProperty('size', 1);
    portal.close();
  });

  it('keeps nothing that was not checked', async () => {
    const program = await aProgram();
    const { connection } = program.services;
    await expect(connection.save({ acceptsMove: false })).rejects.toMatchObject({ code: 'input.invalid' });
    await expect(connection.open()).rejects.toMatchObject({ code: 'portal.not-connected' });
    expect(await program.secrets.get('webhook')).toBeNull();
  });

  it('tells that only own calls are visible, and that recordings of colleagues are closed', async () => {
    const own = await aProgram({ data: aPortalWithRecording(), settings: { userId: 7, statisticsRight: 'own' } });
    expect(await own.services.connection.check(webhookOf(own))).toMatchObject({ coverage: 'own', canSave: true });
    const all = await aProgram({
      data: aPortal({
        users: [
          { ...ADMIN, isAdmin: false },
          { id: 7, name: 'Пётр', lastName: 'Ильин' },
        ],
        calls: [aCallRecord({ id: 1, recordFileId: 5, userId: 7 })],
        files: [aFileRecord({ id: 5, userId: 7 })],
      }),
    });
    expect(await all.services.connection.check(webhookOf(all))).toMatchObject({
      coverage: 'some',
      recordings: { isOk: false, error: { code: 'recording.forbidden' } },
      canSave: true,
    });
  });

  it('names missing permissions, and cannot be saved without calls', async () => {
    const program = await aProgram({ settings: { scopes: ['disk', 'user_brief'] } });
    const { connection } = program.services;
    expect(await connection.check(webhookOf(program))).toMatchObject({
      statistics: { isOk: false },
      missingScopes: ['telephony'],
      missingOptionalScopes: ['crm', 'department'],
      canSave: false,
    });
    await expect(connection.save({ acceptsMove: false })).rejects.toMatchObject({ code: 'input.invalid' });
  });

  it.each([
    ['portal.unauthorized', { isWebhookAlive: false }],
    ['portal.plan', { hasPaidPlan: false }],
  ])('fails with %s as a whole', async (code, settings) => {
    const program = await aProgram({ settings });
    await expect(program.services.connection.check(webhookOf(program))).rejects.toMatchObject({ code });
    expect(program.services.connection.state()).toEqual({ portal: null, step: null });
  });

  it('wants the certificate of a self-hosted portal, and leaves no copy of one that was only tried', async () => {
    const program = await aProgram();
    const { connection } = program.services;
    await expect(connection.check({ webhookUrl: program.fake.webhookUrl })).rejects.toMatchObject({
      code: 'portal.certificate',
    });
    await connection.check(webhookOf(program));
    expect(readdirSync(program.dataDir).filter((name) => name.includes('ca'))).toEqual([]);
    await connection.save({ acceptsMove: false });
    expect(readdirSync(program.dataDir)).toContain('portal-ca.pem');
    await connection.disconnect();
    expect(readdirSync(program.dataDir)).not.toContain('portal-ca.pem');
  });

  it('asks for a confirmation when the portal was renamed, and its calls stay the same calls', async () => {
    const program = await aProgram({ data: aPortalWithRecording() });
    const { services, fake } = program;
    await program.connect();
    await services.sync.run({ trigger: 'hand' });
    const renamed = await startFakePortal(fake.data, { settings: fake.settings });
    fake.settings.movedTo = { origin: `https://${renamed.host}`, status: 302 };
    const caPem = `${fake.caPem}\n${renamed.caPem}`;
    const check = await services.connection.check({ webhookUrl: fake.webhookUrl, caPem });
    expect(check.movedTo).toBe(renamed.host);
    expect(renamed.journal.count()).toBe(0);
    await expect(services.connection.save({ acceptsMove: false })).rejects.toMatchObject({ code: 'input.invalid' });
    await services.connection.save({ acceptsMove: true });
    expect(services.connection.state().portal).toMatchObject({ host: renamed.host });
    expect(await services.sync.run({ trigger: 'hand' })).toMatchObject({ error: null, newCalls: 0 });
    expect(program.app.store.calls.count()).toBe(1);
    await renamed.close();
  });

  it('can be stopped while the portal is silent, and says what it is at', async () => {
    const program = await aProgram();
    const { connection } = program.services;
    program.fake.faults.add({ method: 'batch', reply: { kind: 'hang' } });
    const steps = new Set<string | null>();
    connection.onChange(() => steps.add(connection.state().step));
    const checking = connection.check(webhookOf(program));
    await expect.poll(() => program.fake.journal.entries.length + Number(steps.has('portal'))).toBeGreaterThan(0);
    connection.cancelCheck();
    await expect(checking).rejects.toMatchObject({ code: 'job.cancelled' });
    expect(connection.state().step).toBeNull();
  });

  it('forgets the key on wish, not the calls', async () => {
    const program = await aProgram({ data: aPortalWithRecording() });
    await program.connect();
    await program.services.sync.run({ trigger: 'hand' });
    await program.services.connection.disconnect();
    expect(await program.secrets.get('webhook')).toBeNull();
    expect(program.services.connection.state().portal).toBeNull();
    expect(program.app.store.calls.count()).toBe(1);
  });

  it('goes nowhere while work without network is on', async () => {
    const program = await aProgram();
    const { services, fake } = program;
    await program.connect();
    const before = fake.journal.entries.length;
    services.maintenance.setOffline(true);
    await expect(services.connection.check(webhookOf(program))).rejects.toMatchObject({ code: 'network.offline' });
    expect(await services.sync.run({ trigger: 'hand' })).toMatchObject({ error: { code: 'network.offline' } });
    expect(await services.writeBack.run()).toMatchObject({ error: { code: 'network.offline' } });
    expect(fake.journal.entries).toHaveLength(before);
  });
});
