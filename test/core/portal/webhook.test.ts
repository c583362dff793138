import { describe, expect, test } from 'vitest';
import { AppError } from '#core/errors.ts';
import {
  createRedactor,
  maskedWebhook,
  parseWebhook,
  relocateWebhook,
  webhookSecrets,
  webhookUrl,
} from '#core/portal/index.ts';

const EXPECTED = { host: 'sfera.bitrix24.ru', userId: 1, secret: 'k3y0f7h3p0r7al00' };
const URL_TEXT = 'https://sfera.bitrix24.ru/rest/1/k3y0f7h3p0r7al00/';

describe('the webhook address as people paste it', () => {
  test.each([
    ['as the portal shows it', URL_TEXT],
    ['without the last slash', URL_TEXT.slice(0, -1)],
    ['with the example method', `${URL_TEXT}profile.json`],
    ['with a method and a query', `${URL_TEXT}crm.lead.add.json?fields[TITLE]=1&auth=x`],
    ['with spaces and a line break around', `  \n${URL_TEXT}\t`],
    ['in quotes out of a chat', `«${URL_TEXT}»`],
    ['with an invisible mark in front', `\u200b\ufeff${URL_TEXT}`],
    ['in capital letters of the host', URL_TEXT.replace('sfera', 'SFERA')],
    ['of REST 3.0', URL_TEXT.replace('/rest/', '/rest/api/')],
    ['with doubled slashes', 'https://sfera.bitrix24.ru//rest//1/k3y0f7h3p0r7al00//'],
  ])('is read %s', (_how, input) => {
    expect(parseWebhook(input)).toEqual(EXPECTED);
  });

  test('keeps an unusual port of a self-hosted portal', () => {
    expect(parseWebhook('https://crm.local:8443/rest/12/abc').host).toBe('crm.local:8443');
  });

  test.each([
    ['nothing', '   ', 'empty'],
    ['a word', 'bitrix', 'not-a-url'],
    ['an address that would send the key in clear', URL_TEXT.replace('https', 'http'), 'not-https'],
    ['the address of the portal alone', 'https://sfera.bitrix24.ru/', 'not-a-webhook'],
    ['a user that is no number', 'https://sfera.bitrix24.ru/rest/admin/k3y0f7h3p0r7al00/', 'not-a-webhook'],
    ['an address without a key', 'https://sfera.bitrix24.ru/rest/1/', 'not-a-webhook'],
    ['a longer path', `${URL_TEXT}a/b/c`, 'not-a-webhook'],
    ['a name and password inside', 'https://a:b@sfera.bitrix24.ru/rest/1/k3y0f7h3p0r7al00/', 'not-a-webhook'],
    ['an endless text', `https://sfera.bitrix24.ru/rest/1/${'a'.repeat(3_000)}`, 'not-a-url'],
  ])('refuses %s without repeating it', (_what, input, reason) => {
    let thrown: unknown;
    try {
      parseWebhook(input);
    } catch (error) {
      thrown = error;
    }
    expect(thrown).toBeInstanceOf(AppError);
    expect((thrown as AppError).toData()).toMatchObject({ code: 'portal.bad-url', details: { reason } });
    expect(String(thrown)).not.toContain('k3y0f7');
  });
});

describe('what is done with a webhook', () => {
  test('it is written in one form', () => {
    expect(webhookUrl(parseWebhook(`${URL_TEXT}profile.json`))).toBe(URL_TEXT);
  });

  test('it is shown without its key', () => {
    expect(maskedWebhook(EXPECTED)).toBe('https://sfera.bitrix24.ru/rest/1/***/');
  });

  test('it moves with a renamed portal', () => {
    expect(relocateWebhook(URL_TEXT, 'new.bitrix24.ru')).toBe('https://new.bitrix24.ru/rest/1/k3y0f7h3p0r7al00/');
  });

  test('it does not move to something that is no host', () => {
    expect(() => relocateWebhook(URL_TEXT, 'evil.example/rest/2')).toThrow('portal.bad-url');
  });

  test('its key is cut out of any text', () => {
    const redact = createRedactor(webhookSecrets(EXPECTED));
    const text = `GET ${URL_TEXT}download/?token=x and ${encodeURIComponent(URL_TEXT)} and k3y0f7h3p0r7al00`;
    expect(redact(text)).not.toContain('k3y0f7');
  });
});
