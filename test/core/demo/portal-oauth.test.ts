import http from 'node:http';
import { describe, expect, test } from 'vitest';
import { emptyCrm } from '#core/demo/index.ts';
import { aFileRecord, aPortal, aPortalWithCalls, TODAY_MS } from '../../fakes/portal-data.ts';
import { open } from './asking.ts';

async function anApplication(data = aPortalWithCalls(1)) {
  let nowMs = TODAY_MS;
  const opened = await open(data, { now: () => nowMs });
  const { fake, request } = opened;
  const ask = (params: Record<string, string>, isForm = false) => {
    const { clientId, clientSecret } = fake.settings.oauth;
    const query = new URLSearchParams({ client_id: clientId, client_secret: clientSecret, ...params }).toString();
    return isForm
      ? request({ path: '/oauth/token/', body: query, contentType: 'application/x-www-form-urlencoded' })
      : request({ path: `/oauth/token/?${query}`, httpMethod: 'GET' });
  };
  const signIn = async () => (await ask({ grant_type: 'authorization_code', code: fake.oauth.issueCode() })).json;
  const renew = (token: unknown, isForm = false) =>
    ask({ grant_type: 'refresh_token', refresh_token: String(token) }, isForm);
  const rest = (method: string, token: unknown, params: object = {}) =>
    request({ path: `/rest//${method}`, body: JSON.stringify({ ...params, auth: token }) });
  return { ...opened, ask, signIn, renew, rest, pass: (ms: number) => void (nowMs += ms) };
}

describe('the authorisation server', () => {
  test('gives a pair of tokens for a code, and the portal listens to it', async () => {
    const { signIn, rest, fake } = await anApplication();
    const pair = await signIn();
    expect(pair).toMatchObject({ expires_in: 3_600, client_endpoint: `https://${fake.host}/rest/` });
    expect((await rest('profile', pair.access_token)).json.result).toMatchObject({ ID: '1' });
  });

  test('takes a code once, and only for thirty seconds', async () => {
    const { ask, fake, pass } = await anApplication();
    const code = fake.oauth.issueCode();
    expect((await ask({ grant_type: 'authorization_code', code })).status).toBe(200);
    expect((await ask({ grant_type: 'authorization_code', code })).json.error).toBe('invalid_grant');
    const late = fake.oauth.issueCode();
    pass(31_000);
    expect((await ask({ grant_type: 'authorization_code', code: late })).json.error).toBe('invalid_grant');
  });

  test('renews by GET and by a form, each refresh token once', async () => {
    const { signIn, renew } = await anApplication();
    const first = await signIn();
    const second = await renew(first.refresh_token);
    expect(second.json.refresh_token).not.toBe(first.refresh_token);
    expect((await renew(first.refresh_token)).json.error).toBe('invalid_grant');
    expect((await renew(second.json.refresh_token, true)).status).toBe(200);
  });

  test('lets an access token expire', async () => {
    const { signIn, rest, pass, fake } = await anApplication();
    fake.settings.oauth = { ...fake.settings.oauth, expiresInSeconds: 60 };
    const { access_token } = await signIn();
    pass(61_000);
    expect(await rest('profile', access_token)).toMatchObject({ status: 401, json: { error: 'expired_token' } });
    expect((await rest('profile', 'made-up')).json.error).toBe('NO_AUTH_FOUND');
  });

  test('refuses an unknown application, an unpaid one and an unknown grant', async () => {
    const { ask, fake } = await anApplication();
    expect((await ask({ client_secret: 'wrong' })).json.error).toBe('invalid_client');
    expect((await ask({ grant_type: 'password' })).json.error).toBe('invalid_request');
    fake.settings.oauth = { ...fake.settings.oauth, isPaid: false };
    expect((await ask({ grant_type: 'refresh_token' })).json.error).toBe('PAYMENT_REQUIRED');
  });

  test('gives links to recordings that die with the token', async () => {
    const { signIn, rest, request, pass } = await anApplication(aPortal({ files: [aFileRecord({ id: 5 })] }));
    const { access_token } = await signIn();
    const card = (await rest('disk.file.get', access_token, { id: 5 })).json.result as { DOWNLOAD_URL: string };
    const { pathname, search } = new URL(card.DOWNLOAD_URL);
    expect(pathname).toBe('/rest/download.json');
    const headers = { 'user-agent': 'Mozilla/5.0', referer: 'https://portal/' };
    const get = () => request({ path: pathname + search, httpMethod: 'GET', headers });
    expect((await get()).headers['content-type']).toBe('audio/wav');
    pass(3_601_000);
    expect((await get()).json.error).toBe('expired_token');
  });
});

describe('files of activities', () => {
  const withFiles = () => {
    const files = [{ id: 5, url: '' }];
    const activity = { id: 501, isIncoming: true, startedAtMs: TODAY_MS, bindings: [], files };
    return aPortal({ files: [aFileRecord({ id: 5 })], crm: { ...emptyCrm(), activities: [activity] } });
  };

  test('are listed only where they are selected', async () => {
    const { call } = await anApplication(withFiles());
    const list = async (select: string[]) =>
      ((await call('crm.activity.list', { filter: { ID: [501] }, select })).json.result as object[])[0];
    expect(await list(['ID'])).not.toHaveProperty('FILES');
    expect(await list(['ID', 'FILES'])).toMatchObject({ FILES: [{ id: 5 }] });
  });

  test('come with the token of an application; without one there are words and status 200', async () => {
    const { signIn, request } = await anApplication(withFiles());
    const get = (auth: string) =>
      request({ path: `/bitrix/tools/crm_show_file.php?fileId=5&auth=${auth}`, httpMethod: 'GET' });
    expect((await get(String((await signIn()).access_token))).headers['content-type']).toBe('audio/wav');
    const refused = await get('');
    expect(refused).toMatchObject({ status: 200, text: 'Wrong authorization data' });
  });
});

test('without encryption the portal refuses everything', async () => {
  const { fake } = await open();
  const [status, body] = await new Promise<[number | undefined, string]>((resolve) => {
    http.get(`${fake.plainOrigin}/rest/1/x/profile`, (response) => {
      let text = '';
      response.setEncoding('utf8').on('data', (part: string) => (text += part));
      response.on('end', () => resolve([response.statusCode, text]));
    });
  });
  expect([status, JSON.parse(body)]).toMatchObject([400, { error: 'INVALID_REQUEST' }]);
});
