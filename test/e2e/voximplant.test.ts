import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { buildTarget } from '../../scripts/build.ts';
import { aProgram } from '../builders/program.ts';
import { ACCOUNT, apiError, aSession, aVoximplant, KEY, type Trouble } from '../fakes/voximplant.ts';
import { findBrowser, launchBrowser, takePicture } from './browser.ts';
import { openProgram, seriousFaults } from './program-page.ts';

const chromium = findBrowser();
const PATIENCE = { timeout: 30_000 };

/** A program without an account, beside an imitated exchange with two calls; the section of sources is open. */
async function openSources(browser: Browser, options: { readonly bypassCSP?: boolean } = {}) {
  const fake = await aVoximplant([aSession(1), aSession(2)]);
  const allowedHosts = [fake.storageHost, fake.storageHost.replace('localhost', '127.0.0.1')];
  const program = await aProgram({ voximplantPlaces: { apiUrl: fake.apiUrl, allowedHosts } });
  program.services.settings.finishWelcome();
  const watched = await openProgram(browser, program, { hash: '#/settings/sources', ...options });
  return { ...program, ...watched, fake };
}

async function connect(page: Page, key = KEY): Promise<void> {
  await page.getByRole('textbox', { name: 'Номер аккаунта' }).fill(ACCOUNT);
  await page.getByRole('textbox', { name: 'Ключ API' }).fill(key);
  await page.getByRole('button', { name: 'Проверить и подключить' }).click();
}

describe.runIf(chromium)('a Voximplant account in a browser', { timeout: 90_000 }, () => {
  let browser: Browser;
  beforeAll(async () => {
    await buildTarget('web');
    browser = await launchBrowser(chromium!);
  });
  afterAll(() => browser.close());

  it('is connected after a try, brings its calls, is disconnected, and never shows the key', async () => {
    const { page, complaints, app, services, secrets } = await openSources(browser, { bypassCSP: true });
    await connect(page);
    await page.getByText(`Подключён аккаунт ${ACCOUNT}`).waitFor();
    await takePicture(page, 'settings-voximplant');
    expect(await page.content()).not.toContain(KEY);
    expect(await seriousFaults(page)).toEqual([]);
    await page.getByRole('button', { name: 'Загрузить новое' }).click();
    await expect
      .poll(() => services.sync.last(), PATIENCE)
      .toMatchObject({ newCalls: 2, newRecordings: 2, error: null });
    expect(app.store.calls.count()).toBe(2);
    await page.getByRole('region', { name: 'Voximplant' }).getByRole('button', { name: 'Отключить' }).click();
    await page.getByRole('textbox', { name: 'Ключ API' }).waitFor();
    expect(await secrets.get('voximplant')).toBeNull();
    expect(app.store.calls.count()).toBe(2);
    expect(complaints).toEqual([]);
  });

  const refused = 'Voximplant не принял номер аккаунта или ключ';
  const silent = 'Voximplant не отвечает';
  it.each<[string, string, Trouble]>([
    ['no rights', refused, (response) => apiError(response, 103, 'Access denied for this role')],
    ['a cut connection', silent, (response) => void response.destroy()],
    ['an exchange that is down', silent, (response) => void response.writeHead(503).end()],
    ['a page instead of an answer', 'не так, как описано', (response) => void response.end('<!doctype html>')],
  ])('with %s is not kept, and the reason stands beside the fields', async (_case, title, trouble) => {
    const { page, fake, secrets, services } = await openSources(browser);
    fake.troubles.push(trouble);
    await connect(page);
    await page.getByRole('alert').getByText(title).waitFor();
    expect(fake.apiRequests).toHaveLength(1);
    expect(await secrets.get('voximplant')).toBeNull();
    await connect(page);
    await page.getByText(`Подключён аккаунт ${ACCOUNT}`).waitFor();
    expect(services.voximplant.state().accountId).toBe(ACCOUNT);
  });

  it('with a wrong key is not kept, and the key stays to be corrected', async () => {
    const { page, secrets } = await openSources(browser);
    await connect(page, KEY.replace('eec', 'fff'));
    await page.getByRole('alert').getByText(refused).waitFor();
    await takePicture(page, 'settings-voximplant-refused');
    expect(await secrets.get('voximplant')).toBeNull();
  });

  it('whose exchange is silent can be given up', async () => {
    const { page, fake, secrets } = await openSources(browser);
    fake.troubles.push(() => undefined);
    await connect(page);
    await expect.poll(() => fake.apiRequests.length).toBe(1);
    await page.getByRole('button', { name: 'Остановить' }).click();
    await page.getByRole('button', { name: 'Остановить' }).waitFor({ state: 'hidden' });
    expect(await secrets.get('voximplant')).toBeNull();
  });
});
