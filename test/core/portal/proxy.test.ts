import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { startConnectProxy } from '../../fakes/connect-proxy.ts';
import { aCallRecord, aFileRecord, aPortal } from '../../fakes/portal-data.ts';
import { callsOf, connectPortal, failureOf, onlyCall } from '../../fakes/portal.ts';
import { through } from '../../fakes/proxy-rules.ts';

const PASSWORD = 'se:cret@пароль';

const withRecording = () =>
  aPortal({ calls: [aCallRecord({ id: 1, recordFileId: 5 })], files: [aFileRecord({ id: 5 })] });

describe('a portal behind the proxy of a company', () => {
  it('is asked and downloads through it, with the portal’s own authority of certificates', async () => {
    const proxy = await startConnectProxy();
    const portalOptions = { proxies: through(proxy.url) };
    const { portal, fake, folder } = await connectPortal({ data: withRecording(), portal: portalOptions });
    await portal.downloadRecording(await onlyCall(portal), path.join(folder, 'x.wav'));
    expect(new Set(proxy.asked)).toEqual(new Set([fake.host]));
  });

  it('follows a storage host through it too', async () => {
    const proxy = await startConnectProxy();
    const data = withRecording();
    data.files[0]!.behaviour = 'redirect';
    const { portal, fake, folder } = await connectPortal({ data, portal: { proxies: through(proxy.url) } });
    await portal.downloadRecording(await onlyCall(portal), path.join(folder, 'x.wav'));
    expect(proxy.asked).toContain(new URL(fake.foreignOrigin).host);
  });

  it('sends name and password of the proxy, and has them redacted from the log', async () => {
    const proxy = await startConnectProxy({ password: PASSWORD });
    const { portal } = await connectPortal({ data: withRecording(), portal: { proxies: through(proxy.url) } });
    expect(await callsOf(portal)).toHaveLength(1);
    expect(portal.secrets).toEqual(expect.arrayContaining([PASSWORD, encodeURIComponent(PASSWORD)]));
  });

  it('names the proxy that wants another password, without the one it got, and asks it once', async () => {
    const proxy = await startConnectProxy({ password: PASSWORD });
    const proxies = through(proxy.url.replace(encodeURIComponent(PASSWORD), 'wr0ngpassword'));
    const { portal, fake, logger } = await connectPortal({ portal: { proxies } });
    const error = await failureOf(fake, callsOf(portal));
    expect(error.toData()).toMatchObject({ code: 'proxy.password', details: { proxy: new URL(proxy.url).host } });
    expect(JSON.stringify([error.toData(), String(error.cause), logger.entries])).not.toContain('wr0ngpassword');
    expect([fake.journal.count(), proxy.asked.length]).toEqual([0, 1]);
  });

  it('is not reached past a proxy that does not answer', async () => {
    const { portal, fake } = await connectPortal({ portal: { proxies: through('http://127.0.0.1:9') } });
    expect((await failureOf(fake, callsOf(portal))).code).toBe('proxy.unreachable');
    expect(fake.journal.count()).toBe(0);
  });

  it('is told from a proxy that cannot get through to it', async () => {
    const proxy = await startConnectProxy({ names: { '127.0.0.1': '127.0.0.1:9' } });
    const { portal, fake } = await connectPortal({ portal: { proxies: through(proxy.url) } });
    const error = await failureOf(fake, callsOf(portal));
    expect(error.toData()).toMatchObject({ code: 'proxy.refused', details: { status: 502 } });
  });
});
