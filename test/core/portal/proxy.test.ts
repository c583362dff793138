import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { createRoute } from '#core/portal/proxy.ts';
import { startConnectProxy } from '../../fakes/connect-proxy.ts';
import { aCallRecord, aFileRecord, aPortal } from '../../fakes/portal-data.ts';
import { callsOf, connectPortal, failureOf, onlyCall } from '../../fakes/portal.ts';

const PASSWORD = 'se:cret@пароль';

const withRecording = () =>
  aPortal({ calls: [aCallRecord({ id: 1, recordFileId: 5 })], files: [aFileRecord({ id: 5 })] });

describe('a portal behind the proxy of a company', () => {
  it('is asked and downloads through it, with the portal’s own authority of certificates', async () => {
    const proxy = await startConnectProxy();
    const { portal, fake, folder } = await connectPortal({ data: withRecording(), portal: { proxyUrl: proxy.url } });
    await portal.downloadRecording(await onlyCall(portal), path.join(folder, 'x.wav'));
    expect(new Set(proxy.asked)).toEqual(new Set([fake.host]));
  });

  it('follows a storage host through it too', async () => {
    const proxy = await startConnectProxy();
    const data = withRecording();
    data.files[0]!.behaviour = 'redirect';
    const { portal, fake, folder } = await connectPortal({ data, portal: { proxyUrl: proxy.url } });
    await portal.downloadRecording(await onlyCall(portal), path.join(folder, 'x.wav'));
    expect(proxy.asked).toContain(new URL(fake.foreignOrigin).host);
  });

  it('sends name and password of the proxy, and has them redacted from the log', async () => {
    const proxy = await startConnectProxy({ password: PASSWORD });
    const { portal } = await connectPortal({ data: withRecording(), portal: { proxyUrl: proxy.url } });
    expect(await callsOf(portal)).toHaveLength(1);
    expect(portal.secrets).toEqual(expect.arrayContaining([PASSWORD, encodeURIComponent(PASSWORD)]));
  });

  it('names the proxy when it refuses, without its password', async () => {
    const proxy = await startConnectProxy({ password: PASSWORD });
    const proxyUrl = proxy.url.replace(encodeURIComponent(PASSWORD), 'wr0ngpassword');
    const { portal, fake, logger } = await connectPortal({ portal: { proxyUrl } });
    const error = await failureOf(fake, callsOf(portal));
    expect(error.code).toBe('portal.proxy');
    expect(JSON.stringify([error.toData(), logger.entries])).not.toContain('wr0ngpassword');
    expect(fake.journal.count()).toBe(0);
  });

  it('is unreachable where the proxy is', async () => {
    const { portal, fake } = await connectPortal({ portal: { proxyUrl: 'http://127.0.0.1:9' } });
    expect(['portal.unreachable', 'portal.proxy']).toContain((await failureOf(fake, callsOf(portal))).code);
    expect(fake.journal.count()).toBe(0);
  });

  it.each(['socks5://127.0.0.1:1080', 'proxy:3128', ''])('is not opened with the proxy «%s»', async (proxyUrl) => {
    const { connect } = await connectPortal();
    expect(() => connect({ proxyUrl })).toThrow(expect.objectContaining({ code: 'input.invalid' }));
  });
});

describe('the proxy of the environment', () => {
  it('is not used for this computer itself', async () => {
    const proxy = await startConnectProxy();
    const before = process.env.HTTPS_PROXY;
    process.env.HTTPS_PROXY = proxy.url;
    try {
      const { portal } = await connectPortal({ data: withRecording() });
      expect(await callsOf(portal)).toHaveLength(1);
    } finally {
      if (before === undefined) delete process.env.HTTPS_PROXY;
      else process.env.HTTPS_PROXY = before;
    }
    expect(proxy.asked).toEqual([]);
  });

  it('brings its password among the secrets, in capitals and in small letters', () => {
    for (const name of ['HTTPS_PROXY', 'https_proxy', 'HTTP_PROXY']) {
      const route = createRoute({ environment: { [name]: 'http://a:pa55word@proxy.example:3128' } });
      expect(route.secrets).toContain('pa55word');
      route.close();
    }
  });
});
