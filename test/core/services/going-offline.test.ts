import net, { type AddressInfo, type Socket } from 'node:net';
import { describe, expect, it, onTestFinished } from 'vitest';
import { aProgram } from '../../builders/program.ts';
import { startConnectProxy } from '../../fakes/connect-proxy.ts';

const WEBHOOK = { accountId: '4714487', apiKey: 'eec36d6c-a0eb-46b5-a006-1c2b65343bac' };

/** A server that listens and never answers. @returns its address, and the connections that are open */
async function aSilentServer() {
  const open = new Set<Socket>();
  let asked = 0;
  const server = net.createServer((socket) => {
    open.add(socket);
    socket.once('data', () => asked++).on('close', () => open.delete(socket));
    socket.on('error', () => socket.destroy());
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => {
    for (const socket of open) socket.destroy();
    server.close();
  });
  return { host: `127.0.0.1:${(server.address() as AddressInfo).port}`, open, asked: () => asked };
}

/** The same under names that only a proxy knows, which is set as the way out. */
async function aProgramBehindProxy() {
  const silent = await aSilentServer();
  const proxy = await startConnectProxy({ names: { 'portal.test': silent.host, 'hub.test': silent.host } });
  const program = await aProgram();
  const wish = { kind: 'own', address: new URL(proxy.url).host, user: '', bypass: '' } as const;
  await program.services.proxy.save(wish);
  return { ...program, silent, wish };
}

describe('going offline', { timeout: 20_000 }, () => {
  it('ends a check of the connection that waits for the portal', async () => {
    const { services, fake, silent } = await aProgramBehindProxy();
    const checking = services.connection.check({ webhookUrl: 'https://portal.test/rest/1/k3y/' });
    const ended = expect(checking).rejects.toMatchObject({ code: 'network.offline' });
    await expect.poll(() => silent.asked()).toBe(1);
    services.maintenance.setOffline(true);
    await ended;
    expect(services.connection.state()).toEqual({ portal: null, step: null });
    await expect.poll(() => silent.open.size).toBe(0);
    services.maintenance.setOffline(false);
    const again = await services.connection.check({ webhookUrl: fake.webhookUrl, caPem: fake.caPem });
    expect(again.canSave).toBe(true);
  });

  it('ends a try of a Voximplant account, and keeps nothing', async () => {
    const silent = await aSilentServer();
    const places = { apiUrl: `http://${silent.host}/platform_api/`, allowedHosts: [] };
    const { services, secrets } = await aProgram({ voximplantPlaces: places });
    const ended = expect(services.voximplant.connect(WEBHOOK)).rejects.toMatchObject({ code: 'network.offline' });
    await expect.poll(() => silent.asked()).toBe(1);
    services.maintenance.setOffline(true);
    await ended;
    await expect.poll(() => silent.open.size).toBe(0);
    expect(await secrets.get('voximplant')).toBeNull();
  });

  it('ends the download of a model and the check of a proxy', async () => {
    const { services, silent, wish } = await aProgramBehindProxy();
    services.models.setMirror('https://hub.test');
    const installing = services.models.install('t-one');
    await expect.poll(() => silent.asked()).toBe(1);
    const ended = expect(services.proxy.check(wish)).rejects.toMatchObject({ code: 'network.offline' });
    await expect.poll(() => silent.asked()).toBe(2);
    services.maintenance.setOffline(true);
    await Promise.all([ended, installing]);
    expect(services.models.state()).toMatchObject({ work: null, last: { error: { code: 'network.offline' } } });
    await expect.poll(() => silent.open.size).toBe(0);
  });

  it('ends a pull that waits for the portal', async () => {
    const { services, secrets, silent } = await aProgramBehindProxy();
    await secrets.set('webhook', 'https://portal.test/rest/1/k3y/');
    const pulling = services.sync.run({ trigger: 'hand' });
    await expect.poll(() => silent.asked()).toBe(1);
    services.maintenance.setOffline(true);
    expect(await pulling).toMatchObject({ error: { code: 'network.offline' } });
    await expect.poll(() => silent.open.size).toBe(0);
  });
});
