import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { appRouter } from '#core/api/index.ts';
import { aProgram, type Program, type ProgramOptions } from '../../builders/program.ts';
import { startConnectProxy, type ConnectProxyOptions } from '../../fakes/connect-proxy.ts';
import { memoryLogger } from '../../fakes/logger.ts';
import { aPortalWithCalls } from '../../fakes/portal-data.ts';

const PASSWORD = 'pr0xyPa55word';
const SYSTEM = { kind: 'system', address: '', user: '', bypass: '' } as const;

/** A portal under a name that only the proxy knows. */
async function behindProxy(proxyOptions: ConnectProxyOptions = {}, options: ProgramOptions = {}) {
  const program = await aProgram({ data: aPortalWithCalls(2), ...options });
  const place = program.fake.host;
  const proxy = await startConnectProxy({
    names: { 'portal.test': place, 'hub.test': '127.0.0.1:9' },
    ...proxyOptions,
  });
  const { port, host } = new URL(`https://${place}`);
  program.services.models.setMirror('https://hub.test');
  const own = { kind: 'own', address: new URL(proxy.url).host, user: 'office', bypass: '' } as const;
  const webhook = {
    webhookUrl: program.fake.webhookUrl.replace(host, `portal.test:${port}`),
    caPem: program.fake.caPem,
  };
  return { ...program, proxy, own, webhook };
}

const codesOf = async (program: Program, wish: Parameters<Program['services']['proxy']['check']>[0]) =>
  Object.fromEntries(
    (await program.services.proxy.check(wish)).map(({ host, proxy, error }) => [host, [proxy, error?.code ?? 'ok']]),
  );

describe('the proxy of the settings', () => {
  it('leads to the portal with name and password, and this computer is reached without it', async () => {
    const program = await behindProxy({ password: PASSWORD });
    const { services, proxy, own, webhook, fake } = program;
    await services.proxy.save({ ...own, password: PASSWORD });
    await services.connection.check(webhook);
    await services.connection.save({ acceptsMove: false });
    const result = await services.sync.run({ trigger: 'hand' });
    expect(result).toMatchObject({ error: null, newCalls: 2 });
    const { port } = new URL(`https://${fake.host}`);
    expect(new Set(proxy.asked)).toEqual(new Set([`portal.test:${port}`]));
    const before = proxy.asked.length;
    await services.connection.check({ webhookUrl: fake.webhookUrl, caPem: fake.caPem });
    expect(proxy.asked).toHaveLength(before);
  });

  it('is never gone round when it fails: nothing reaches the portal', async () => {
    const { services, own, webhook, fake } = await behindProxy({ password: PASSWORD });
    await services.proxy.save({ ...own, password: 'another' });
    await expect(services.connection.check(webhook)).rejects.toMatchObject({ code: 'proxy.password' });
    await services.proxy.save({ ...own, address: '127.0.0.1:9', password: 'another' });
    await expect(services.connection.check(webhook)).rejects.toMatchObject({ code: 'proxy.unreachable' });
    expect(fake.journal.count()).toBe(0);
  });

  it('is what the environment says where nothing was set, and what the system says where that is silent', async () => {
    const proxy = await startConnectProxy();
    const fromEnvironment = await behindProxy({}, { proxySources: { environment: { HTTPS_PROXY: proxy.url } } });
    await expect(fromEnvironment.services.connection.check(fromEnvironment.webhook)).rejects.toBeTruthy();
    expect(proxy.asked[0]).toMatch(/^portal\.test:/u);
    const systemProxy = () => Promise.resolve(`PROXY ${new URL(proxy.url).host}; DIRECT`);
    const fromSystem = await behindProxy({}, { proxySources: { environment: {}, systemProxy } });
    const before = proxy.asked.length;
    await expect(fromSystem.services.connection.check(fromSystem.webhook)).rejects.toBeTruthy();
    expect(proxy.asked.length).toBeGreaterThan(before);
  });

  it('leaves its password in the secret store alone', async () => {
    const program = await behindProxy({ password: PASSWORD });
    const { services, own, webhook, dataDir } = program;
    const logger = memoryLogger();
    const api = appRouter.createCaller({ services, logger, links: { recordingUrl: () => '', reportUrl: () => '' } });
    const answers: unknown[] = [];
    const collect = async (work: Promise<unknown>): Promise<void> => {
      answers.push(await work.catch((error: unknown) => [String(error), String((error as Error).cause)]));
    };
    await collect(api.proxy.save({ ...own, address: `http://office:${PASSWORD}@@:1`, password: PASSWORD }));
    await collect(api.proxy.save({ ...own, address: `http://office:${PASSWORD}@${own.address}` }));
    await collect(api.proxy.check(own));
    await collect(api.connection.check(webhook));
    await collect(api.connection.save({}));
    await services.sync.run({ trigger: 'hand' });
    await collect(api.proxy.save({ ...own, address: '127.0.0.1:9', password: PASSWORD }));
    await services.sync.run({ trigger: 'hand' });
    await collect(api.maintenance.logs());
    answers.push(services.settings.state());
    expect(services.settings.state().proxy.setting).toMatchObject({ user: 'office', hasPassword: true });
    expect(JSON.stringify([answers, logger.entries])).not.toContain(PASSWORD);
    const holding = readdirSync(dataDir, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => path.join(entry.parentPath, entry.name))
      .filter((file) => readFileSync(file, 'latin1').includes(PASSWORD));
    expect(holding.map((file) => path.basename(file))).toEqual(['secrets.json']);
  });

  it('keeps its password while address and user stay, and forgets it with either', async () => {
    const { services, own, secrets } = await behindProxy();
    await services.proxy.save({ ...own, password: PASSWORD });
    await services.proxy.save({ ...own, bypass: 'shop.ru, 10.0.0.0/8' });
    expect(await secrets.get('proxy')).toBe(PASSWORD);
    expect(services.proxy.state().setting.bypass).toEqual(['shop.ru', '10.0.0.0/8']);
    await services.proxy.save({ ...own, kind: 'none' });
    expect(await secrets.get('proxy')).toBe(PASSWORD);
    await services.proxy.save({ ...own, address: 'elsewhere:3128' });
    expect(await secrets.get('proxy')).toBeNull();
    expect(services.proxy.state().setting.hasPassword).toBe(false);
  });
});

describe('the check of a proxy', () => {
  it('says which places were reached and which the proxy could not reach, and keeps nothing', async () => {
    const program = await behindProxy({ password: PASSWORD });
    const { services, own, webhook } = program;
    await services.proxy.save({ ...own, password: PASSWORD });
    await services.connection.check(webhook);
    await services.connection.save({ acceptsMove: false });
    await services.proxy.save(SYSTEM);
    const checked = await codesOf(program, { ...own, password: PASSWORD });
    expect(checked).toEqual({ 'portal.test': [own.address, 'ok'], 'hub.test': [own.address, 'proxy.refused'] });
    expect(services.proxy.state()).toMatchObject({ setting: { kind: 'system' }, isChecking: false });
  });

  it('tells a proxy that is not there, one that wants a password, and one that looks inside', async () => {
    const program = await behindProxy({ password: PASSWORD });
    const { own, fake } = program;
    const gone = { ...own, address: '127.0.0.1:9' };
    expect(await codesOf(program, gone)).toEqual({ 'hub.test': ['127.0.0.1:9', 'proxy.unreachable'] });
    expect(await codesOf(program, own)).toEqual({ 'hub.test': [own.address, 'proxy.password'] });
    // The imitated portal's authority is known to nobody here, like that of a proxy that puts itself in between.
    const between = await startConnectProxy({ names: { 'hub.test': fake.host } });
    const address = new URL(between.url).host;
    expect(await codesOf(program, { ...own, address })).toEqual({ 'hub.test': [address, 'proxy.intercepted'] });
  });

  it('goes straight by wish, and for hosts that were taken out', async () => {
    const program = await behindProxy();
    const { own, proxy } = program;
    const straight = { 'hub.test': [null, 'network.unreachable'] };
    expect(await codesOf(program, { ...own, kind: 'none' })).toEqual(straight);
    expect(await codesOf(program, { ...own, bypass: 'hub.test' })).toEqual(straight);
    expect(proxy.asked).toEqual([]);
  });
});
