import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { systemClock } from '#core/clock.ts';
import { startFakePortal } from '#core/demo/index.ts';
import type { ProxySetting } from '#core/domain/proxy.ts';
import { PROXY_SECRET, PROXY_SETTING } from '#core/outgoing/index.ts';
import { createFileSecrets, secretsFileIn } from '#core/secrets/index.ts';
import { openStore } from '#core/store/index.ts';
import { runCli } from '../../builders/cli.ts';
import { aFolder } from '../../builders/folders.ts';
import { startConnectProxy } from '../../fakes/connect-proxy.ts';
import { aPortalWithCalls } from '../../fakes/portal-data.ts';

const PASSWORD = 'pr0xyPa55word';
const NO_ENVIRONMENT = { HTTPS_PROXY: undefined, https_proxy: undefined };

/** A data folder whose settings name this proxy. */
async function aFolderWith(changes: Partial<ProxySetting>, password: string | null): Promise<string> {
  const dataDir = aFolder();
  const setting = { kind: 'own', address: '', user: 'office', hasPassword: true, bypass: [], ...changes };
  const store = openStore(dataDir, systemClock);
  store.settings.set(PROXY_SETTING, JSON.stringify(setting));
  store.close();
  await createFileSecrets(secretsFileIn(dataDir)).set(PROXY_SECRET, password);
  return dataDir;
}

async function aPortalBehindProxy() {
  const fake = await startFakePortal(aPortalWithCalls(2));
  onTestFinished(() => fake.close());
  const proxy = await startConnectProxy({ password: PASSWORD, names: { 'portal.test': fake.host } });
  const caFile = path.join(aFolder(), 'ca.pem');
  writeFileSync(caFile, fake.caPem);
  const webhook = fake.webhookUrl.replace('127.0.0.1', 'portal.test');
  return { fake, proxy, address: new URL(proxy.url).origin, pull: ['pull', '--portal', webhook, '--ca', caFile] };
}

describe('razbor pull', { timeout: 60_000 }, () => {
  it('goes through the proxy of the settings, whatever the environment says, and its password is shown nowhere', async () => {
    const { proxy, address, pull, fake } = await aPortalBehindProxy();
    const dataDir = await aFolderWith({ address }, PASSWORD);
    const { code, stdout, stderr } = await runCli([...pull, '--data', dataDir, '--json'], {
      HTTPS_PROXY: 'http://127.0.0.1:9',
    });
    expect({ code, stderr }).toMatchObject({ code: 0 });
    expect(fake.journal.count()).toBeGreaterThan(0);
    expect(proxy.asked.length).toBeGreaterThan(0);
    expect(stdout + stderr).not.toContain(PASSWORD);
  });

  it('goes through the proxy of the environment where nothing was set', async () => {
    const { proxy, pull } = await aPortalBehindProxy();
    const { code } = await runCli([...pull, '--data', aFolder()], { ...NO_ENVIRONMENT, HTTPS_PROXY: proxy.url });
    expect(code).toBe(0);
    expect(proxy.asked.length).toBeGreaterThan(0);
  });

  it('says that the password is out of its reach, and asks nobody', async () => {
    const { proxy, address, pull, fake } = await aPortalBehindProxy();
    const dataDir = await aFolderWith({ address }, null);
    const { code, stderr } = await runCli([...pull, '--data', dataDir], NO_ENVIRONMENT);
    expect(code).not.toBe(0);
    expect(stderr).toContain('Пароль сохранён в хранилище ключей окна Разбора');
    expect([proxy.asked.length, fake.journal.count()]).toEqual([0, 0]);
  });
});

describe('razbor models install', { timeout: 60_000 }, () => {
  it('goes through the proxy of the settings beside a program that has the folder open', async () => {
    const proxy = await startConnectProxy({ password: PASSWORD, names: { 'hub.test': '127.0.0.1:9' } });
    const dataDir = await aFolderWith({ address: new URL(proxy.url).origin }, PASSWORD);
    const store = openStore(dataDir, systemClock);
    onTestFinished(() => store.close());
    const args = ['models', 'install', 't-one', '--hub', 'https://hub.test', '--data', dataDir];
    const { code, stderr } = await runCli(args, NO_ENVIRONMENT);
    expect(code).not.toBe(0);
    expect(stderr).toContain('не пускает к hub.test');
    expect(proxy.asked[0]).toBe('hub.test:443');
  });
});
