import { describe, expect, it } from 'vitest';
import type { ProxySetting } from '#core/domain/proxy.ts';
import { openProxyRules, PROXY_SETTING, readProxyAddress, rulesOf, USUAL_PROXY } from '#core/outgoing/index.ts';

const PORTAL = new URL('https://portal.example/rest/');
const own: ProxySetting = {
  kind: 'own',
  address: 'http://proxy.example:3128',
  user: 'иван',
  hasPassword: true,
  bypass: ['inner.example'],
};
const settingsWith = (setting: ProxySetting) => ({
  get: (key: string) => (key === PROXY_SETTING ? JSON.stringify(setting) : undefined),
});
const secretsWith = (value: string | null) => ({ get: () => Promise.resolve(value), set: () => Promise.resolve() });

describe('the way out', () => {
  it('is the own proxy, but for this computer and for hosts that were taken out', async () => {
    const rules = rulesOf(own, 'п@роль', { environment: { HTTPS_PROXY: 'http://other:1' } });
    const login = `${encodeURIComponent('иван')}:${encodeURIComponent('п@роль')}`;
    expect(await rules.proxyFor(PORTAL)).toBe(`http://${login}@proxy.example:3128`);
    expect(await rules.proxyFor(new URL('http://portal.example/'))).not.toBeNull();
    for (const straight of ['https://a.inner.example/', 'http://127.0.0.1:1/', 'https://localhost/', 'http://[::1]:8/'])
      expect(await rules.proxyFor(new URL(straight))).toBeNull();
    expect(rules.secrets).toEqual(
      expect.arrayContaining(['п@роль', encodeURIComponent('п@роль'), Buffer.from('иван:п@роль').toString('base64')]),
    );
  });

  it('is straight by wish, whatever the environment says', async () => {
    const rules = rulesOf({ ...own, kind: 'none' }, null, { environment: { HTTPS_PROXY: 'http://other:1' } });
    expect(await rules.proxyFor(PORTAL)).toBeNull();
  });

  it.each(['HTTPS_PROXY', 'https_proxy'])(
    'is what %s says where nothing was set, and its password is a secret',
    async (name) => {
      const environment = { [name]: 'http://a:pa55word@proxy.example:3128', NO_PROXY: 'inner.example' };
      const rules = await openProxyRules({ get: () => undefined }, secretsWith(null), { environment });
      expect(await rules.proxyFor(PORTAL)).toBe('http://a:pa55word@proxy.example:3128');
      expect(await rules.proxyFor(new URL('https://x.inner.example'))).toBeNull();
      expect(await rules.proxyFor(new URL('http://portal.example'))).toBeNull();
      expect(rules.secrets).toContain('pa55word');
    },
  );

  it.each([
    ['PROXY proxy.example:8080; DIRECT', 'http://proxy.example:8080'],
    ['HTTPS proxy.example', 'https://proxy.example:443'],
    ['DIRECT', null],
    ['', null],
  ])('is what the system answers: «%s»', async (answer, way) => {
    const asked: string[] = [];
    const systemProxy = (url: string) => {
      asked.push(url);
      return Promise.resolve(answer);
    };
    expect(await rulesOf(USUAL_PROXY, null, { environment: {}, systemProxy }).proxyFor(PORTAL)).toBe(way);
    expect(asked).toEqual(['https://portal.example']);
  });

  it('is closed behind SOCKS, never silently straight', async () => {
    const systemProxy = () => Promise.resolve('SOCKS5 proxy.example:1080; DIRECT');
    const rules = rulesOf(USUAL_PROXY, null, { environment: {}, systemProxy });
    await expect(rules.proxyFor(PORTAL)).rejects.toMatchObject({ code: 'proxy.unsupported' });
  });

  it('is closed where the password cannot be read, never tried without it', async () => {
    const opened = openProxyRules(settingsWith(own), secretsWith(null), { environment: {} });
    await expect(opened).rejects.toMatchObject({ code: 'proxy.password', details: { reason: 'not-stored' } });
  });
});

describe('the address of a proxy', () => {
  it.each([
    ['proxy:3128', 'http://proxy:3128'],
    [' http://proxy.example ', 'http://proxy.example:80'],
    ['https://proxy.example', 'https://proxy.example:443'],
    ['10.0.0.1:8080', 'http://10.0.0.1:8080'],
    ['[fd00::1]:8080', 'http://[fd00::1]:8080'],
  ])('«%s» is read as %s', (typed, address) => {
    expect(readProxyAddress(typed)).toEqual({ address, user: '', password: '' });
  });

  it('may bring its login', () => {
    expect(readProxyAddress('http://a:b%40c@proxy:3128')).toEqual({
      address: 'http://proxy:3128',
      user: 'a',
      password: 'b@c',
    });
  });

  it.each(['', 'socks5://proxy:1080', 'proxy:99999', 'http://proxy/path', 'a:pa55word@@:x', 'proxy 3128'])(
    '«%s» is refused without being repeated',
    (typed) => {
      expect(() => readProxyAddress(typed)).toThrow(expect.objectContaining({ code: 'input.invalid' }));
      expect(() => readProxyAddress(typed)).not.toThrow(/pa55word/u);
    },
  );
});
