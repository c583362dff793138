import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, it, onTestFinished } from 'vitest';
import { installModel, openHub } from '#core/model-files/index.ts';
import { aModel } from './a-model.ts';
import { aHub, somewhere } from './fixtures.ts';

/** A proxy that notes where it is asked to connect to and refuses. */
async function aProxy(): Promise<{ readonly url: string; readonly asked: readonly string[] }> {
  const asked: string[] = [];
  const server: Server = createServer();
  server.on('connect', (request, socket) => {
    asked.push(request.url ?? '');
    socket.end('HTTP/1.1 403 Forbidden\r\n\r\n');
  });
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  onTestFinished(() => void server.close());
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, asked };
}

it('goes through the proxy of the environment', async () => {
  const proxy = await aProxy();
  const hub = openHub({ url: 'https://hub.example.com', env: { HTTPS_PROXY: proxy.url } });
  onTestFinished(() => hub.close());
  await expect(installModel(aModel(), hub, somewhere())).rejects.toMatchObject({
    code: 'model.download-failed',
    details: { reason: 'connection' },
  });
  expect(proxy.asked[0]).toBe('hub.example.com:443');
});

it('reaches a hub on this computer without the proxy', async () => {
  const proxy = await aProxy();
  const { fake } = await aHub();
  const hub = openHub({ url: fake.url, env: { HTTPS_PROXY: proxy.url } });
  onTestFinished(() => hub.close());
  await installModel(aModel(), hub, somewhere());
  expect(proxy.asked).toEqual([]);
});
