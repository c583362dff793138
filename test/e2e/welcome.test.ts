import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { buildTarget } from '../../scripts/build.ts';
import { aProgram } from '../builders/program.ts';
import { aPortalWithCalls } from '../fakes/portal-data.ts';
import { findBrowser, launchBrowser, takePicture } from './browser.ts';
import { openProgram, seriousFaults } from './program-page.ts';

const chromium = findBrowser();
const HEADING = { level: 1, name: 'Добро пожаловать в Разбор' } as const;

describe.runIf(chromium)('the first screen in a browser', { timeout: 90_000 }, () => {
  let browser: Browser;
  beforeAll(async () => {
    await buildTarget('web');
    browser = await launchBrowser(chromium!);
  });
  afterAll(() => browser.close());

  it('greets a new user, can be skipped, and does not come again', async () => {
    const program = await aProgram();
    const { page, complaints } = await openProgram(browser, program);
    await page.getByRole('heading', HEADING).waitFor();
    await page.getByRole('button', { name: 'Пропустить' }).click();
    await page.getByRole('heading', { level: 1, name: 'Звонки' }).waitFor();
    expect(program.services.settings.state().isNew).toBe(false);
    await page.reload();
    await page.getByRole('heading', { level: 1, name: 'Звонки' }).waitFor();
    expect(await page.getByRole('heading', HEADING).count()).toBe(0);
    expect(complaints).toEqual([]);
  });

  it('stays away where there are calls', async () => {
    const program = await aProgram({ data: aPortalWithCalls(2) });
    await program.connect();
    await program.services.sync.run({ trigger: 'hand' });
    const { page } = await openProgram(browser, program);
    await page.getByText('2 звонка').waitFor();
    expect(await page.getByRole('heading', HEADING).count()).toBe(0);
  });

  it('brings the demo, says when it is ready, and leads to its calls', async () => {
    const program = await aProgram();
    const { page, complaints } = await openProgram(browser, program);
    await page.getByRole('button', { name: 'Показать на примере' }).click();
    await page.getByText('Учебные звонки готовы').waitFor();
    await page.getByRole('button', { name: 'К звонкам' }).click();
    await page.getByText('12 звонков').waitFor();
    expect(program.processed()).toBe(1);
    expect(complaints).toEqual([]);
  });

  it('offers the connection on the spot, a folder and a model a click away', async () => {
    const program = await aProgram();
    const { page } = await openProgram(browser, program);
    await page.getByRole('button', { name: 'Подключить' }).click();
    await page.getByLabel('Адрес входящего вебхука').waitFor();
    await page.getByRole('button', { name: 'Выбрать папку' }).click();
    await page.getByRole('heading', { name: 'Папки с записями' }).waitFor();
    expect(page.url()).toContain('#/settings/sources');
  });

  it.each(['light', 'dark'] as const)('has no serious accessibility fault in %s colours', async (colorScheme) => {
    const { page } = await openProgram(browser, await aProgram(), { colorScheme, bypassCSP: true });
    await page.getByRole('heading', HEADING).waitFor();
    await takePicture(page, `welcome-${colorScheme}`);
    expect(await seriousFaults(page)).toEqual([]);
    await page.getByRole('button', { name: 'In English' }).click();
    await page.getByRole('heading', { level: 1, name: 'Welcome to Razbor' }).waitFor();
  });
});
