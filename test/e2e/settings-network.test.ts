import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { buildTarget } from '../../scripts/build.ts';
import { aProgram } from '../builders/program.ts';
import { startConnectProxy } from '../fakes/connect-proxy.ts';
import { findBrowser, launchBrowser, takePicture } from './browser.ts';
import { openProgram, seriousFaults } from './program-page.ts';

const chromium = findBrowser();
const PASSWORD = 'pr0xyPa55word';

describe.runIf(chromium)('the settings of the network in a browser', { timeout: 90_000 }, () => {
  let browser: Browser;
  beforeAll(async () => {
    await buildTarget('web');
    browser = await launchBrowser(chromium!);
  });
  afterAll(() => browser.close());

  it('try a proxy, say what is wrong with it, keep it, and never show its password', async () => {
    const program = await aProgram();
    const { services, fake } = program;
    services.settings.finishWelcome();
    services.models.setMirror('https://hub.test');
    const proxy = await startConnectProxy({ password: PASSWORD, names: { 'hub.test': fake.host } });
    const { host } = new URL(proxy.url);
    const { page, complaints } = await openProgram(browser, program, { hash: '#/settings/network', bypassCSP: true });
    await page.getByText('Свой адрес', { exact: true }).click();
    await page.getByLabel('Адрес и порт').fill('127.0.0.1:9');
    const check = page.getByRole('button', { name: 'Проверить' });
    await check.click();
    await page.getByText('Прокси-сервер 127.0.0.1:9 не отвечает').waitFor();
    await page.getByLabel('Адрес и порт').fill(host);
    await check.click();
    await page.getByText('требует имя и пароль').waitFor();
    await page.getByLabel('Имя').fill('office');
    await page.getByLabel('Пароль').fill(PASSWORD);
    await check.click();
    await page.getByText('подменяет сертификат hub.test').waitFor();
    await page.getByText('Чтобы это действовало, сохраните').waitFor();
    expect(services.proxy.state().setting.kind).toBe('system');
    expect(await seriousFaults(page)).toEqual([]);
    await takePicture(page, 'settings-network');
    await page.getByRole('button', { name: 'Сохранить' }).click();
    await page.getByText('Настройка сети сохранена').waitFor();
    expect(services.proxy.state().setting).toMatchObject({ kind: 'own', user: 'office', hasPassword: true });
    await page.reload();
    await expect.poll(() => page.getByLabel('Пароль').getAttribute('placeholder')).toContain('Сохранён');
    expect(await page.getByLabel('Адрес и порт').inputValue()).toBe(host);
    expect(await page.content()).not.toContain(PASSWORD);
    expect(complaints).toEqual([]);
  });

  it('forbid every connection, and then check nothing', async () => {
    const program = await aProgram();
    program.services.settings.finishWelcome();
    const { page } = await openProgram(browser, program, { hash: '#/settings/network' });
    await page.getByRole('switch', { name: 'Запретить все обращения в сеть' }).click();
    await page.getByText('Сейчас включена работа без сети').waitFor();
    expect(await page.getByRole('button', { name: 'Проверить' }).isDisabled()).toBe(true);
    expect(program.app.network.isOffline()).toBe(true);
  });
});
