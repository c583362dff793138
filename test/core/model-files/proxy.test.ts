import { expect, it, onTestFinished } from 'vitest';
import { installModel, openHub } from '#core/model-files/index.ts';
import type { ProxyRules } from '#core/ports.ts';
import { startConnectProxy } from '../../fakes/connect-proxy.ts';
import { through } from '../../fakes/proxy-rules.ts';
import { aModel } from './a-model.ts';
import { somewhere } from './fixtures.ts';

function install(proxies: ProxyRules) {
  const hub = openHub({ url: 'https://hub.example.com', proxies });
  onTestFinished(() => hub.close());
  return installModel(aModel(), hub, somewhere());
}

it('a model is asked for through the proxy, which may be unable to get through', async () => {
  const proxy = await startConnectProxy({ names: { 'hub.example.com': '127.0.0.1:9' } });
  await expect(install(through(proxy.url))).rejects.toMatchObject({
    code: 'proxy.refused',
    details: { status: 502, host: 'hub.example.com' },
  });
  expect(new Set(proxy.asked)).toEqual(new Set(['hub.example.com:443']));
});

it('a proxy that wants a password is named, and asked once', async () => {
  const proxy = await startConnectProxy({ password: 'k3yofproxy' });
  const thrown = install(through(proxy.url.replace('k3yofproxy', 'wr0ngpassword')));
  await expect(thrown).rejects.toMatchObject({ code: 'proxy.password' });
  expect(JSON.stringify(await thrown.catch((error: unknown) => [String(error), (error as Error).cause]))).not.toContain(
    'wr0ngpassword',
  );
  expect(proxy.asked).toHaveLength(1);
});

it('a proxy that does not answer is not gone round', async () => {
  await expect(install(through('http://127.0.0.1:9'))).rejects.toMatchObject({ code: 'proxy.unreachable' });
});
