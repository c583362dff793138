import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { buildTarget } from '../../scripts/build.ts';
import { saveFindings } from '../builders/findings.ts';
import { aProgram } from '../builders/program.ts';
import { installTextStandin } from '../builders/text-standin.ts';
import { aPortalWithCalls } from '../fakes/portal-data.ts';
import { findBrowser, launchBrowser, takePicture } from './browser.ts';
import { openProgram, seriousFaults } from './program-page.ts';

const chromium = findBrowser();

describe.runIf(chromium)('how conversations are read, in a browser', { timeout: 90_000 }, () => {
  let browser: Browser;
  beforeAll(async () => {
    await buildTarget('web');
    browser = await launchBrowser(chromium!);
  });
  afterAll(() => browser.close());

  it('is told with what it needs, and changed after a look at what it costs', async () => {
    const program = await aProgram({ data: aPortalWithCalls(2) });
    const { services, app, dataDir, connect, processed } = program;
    services.settings.finishWelcome();
    await connect();
    await services.sync.run({ trigger: 'hand' });
    const { source } = services.connection.state().portal!;
    for (const id of [1, 2]) saveFindings(app.store, `${source}:${id}`);

    const options = { hash: '#/settings/analysis', bypassCSP: true };
    const { page, complaints } = await openProgram(browser, program, options);
    const accurate = page.getByRole('listitem', { name: 'Точный' });
    await accurate.getByText('Нужна модель').waitFor();
    await accurate.getByRole('link', { name: 'Открыть «Модели»' }).waitFor();
    expect(await accurate.getByRole('button').count()).toBe(0);

    installTextStandin(dataDir, 'multilingual-e5-small', 'encoder');
    await page.reload();
    await accurate.getByText('Будет разобрано заново 2 звонка').waitFor();
    expect(await seriousFaults(page)).toEqual([]);
    await takePicture(page, 'settings-analysis');
    const before = processed();
    await accurate.getByRole('button', { name: 'Выбрать: Точный' }).click();
    const dialog = page.getByRole('dialog', { name: 'Сменить способ чтения?' });
    await dialog.getByText('Будет разобрано заново 2 звонка').waitFor();
    await dialog.getByRole('button', { name: 'Выбрать' }).click();
    await accurate.getByText('Работает сейчас').waitFor();
    expect(processed()).toBe(before + 1);
    expect(complaints).toEqual([]);
  });
});
