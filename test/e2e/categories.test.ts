import axe from 'axe-core';
import type { Browser, BrowserContextOptions } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createToken } from '#core/web/access.ts';
import { startWebHost } from '#core/web/index.ts';
import type { WebHost } from '#core/web/index.ts';
import { buildTarget } from '../../scripts/build.ts';
import { aReportInput } from '../builders/report-input.ts';
import { fakeServices } from '../fakes/app-services.ts';
import type { FakeServices } from '../fakes/app-services.ts';
import { hostClock, hostLog } from '../fakes/host.ts';
import { findBrowser, launchBrowser, openWatched, takePicture } from './browser.ts';
import type { WatchedPage } from './browser.ts';

const chromium = findBrowser();

describe.runIf(chromium)('the categories in a browser', { timeout: 120_000 }, () => {
  const input = aReportInput({ calls: 150 });
  let browser: Browser;
  let services: FakeServices;
  let host: WebHost;

  beforeAll(async () => {
    await buildTarget('web');
    browser = await launchBrowser(chromium!);
  });
  afterAll(() => browser.close());
  beforeEach(async () => {
    services = await fakeServices(input);
    const access = { port: 0, token: createToken() };
    host = await startWebHost({
      services,
      logger: hostLog(),
      clock: hostClock(),
      rendererDir: 'dist/renderer',
      ...access,
    });
  });
  afterEach(async () => {
    await services.settling.cancel();
    await host.close();
    await services.dispose();
  });

  async function open(hash: string, options: BrowserContextOptions = {}): Promise<WatchedPage> {
    const watched = await openWatched(browser, `http://127.0.0.1:${host.port}`, options);
    watched.page.setDefaultTimeout(45_000);
    await watched.page.goto(host.url);
    await watched.page.getByRole('heading', { level: 1 }).waitFor();
    await watched.page.evaluate((wanted) => (window.location.hash = wanted), hash);
    await watched.page.getByRole('heading', { level: 1, name: 'Категории' }).waitFor();
    return watched;
  }

  it('try a new one on stored calls while it is typed, and save it after what changes was shown', async () => {
    const { page, complaints } = await open('#/categories/+');
    await page.getByRole('textbox', { name: 'Название', exact: true }).fill('Нужна рассрочка');
    await page.getByRole('textbox', { name: 'Ключевые слова' }).fill('дорог*, цена');
    await page.getByRole('region', { name: 'Подходит из ваших звонков' }).locator('.is-found').first().waitFor();
    await page.getByRole('button', { name: 'Что изменится' }).click();
    const dialog = page.getByRole('dialog', { name: 'Что изменится' });
    await dialog.getByText(/^Изменит?ся \d+ звон|^Изменятся \d+ звон/).waitFor();
    await dialog.getByRole('region', { name: 'Появятся' }).getByText('Нужна рассрочка').first().waitFor();
    await dialog.getByRole('cell', { name: 'Нужна рассрочка' }).waitFor();
    expect(services.categories.versions()).toEqual([]);
    await dialog.getByRole('button', { name: 'Сохранить' }).click();
    await page.getByRole('list', { name: 'Категории возражений' }).getByText('Нужна рассрочка').waitFor();
    expect(services.categories.versions()).toHaveLength(1);
    expect(page.url()).toContain(encodeURIComponent('нужна-рассрочка'));
    expect(complaints).toEqual([]);
    await page.close();
  });

  it('say which example is not recognised and what to do, and where to begin when there is none', async () => {
    const { page, complaints } = await open('#/categories/+');
    const check = page.getByRole('region', { name: 'Поймёт ли это программа' });
    await check.getByText('Впишите в «Примеры» хотя бы три фразы').waitFor();
    const phrases = ['начальство запретило', 'руководство не разрешает у вас брать', 'сверху пришёл запрет на закупки'];
    await page.getByRole('textbox', { name: 'Примеры, по одному в строке' }).fill(phrases.join('\n'));
    await check.getByText(/^Узнаёт своих примеров: \d из 3\.$/).waitFor();
    await check.getByText(/^Не узнаёт: «.+»\. Добавьте в «Примеры»/).waitFor();
    await check.scrollIntoViewIfNeeded();
    await takePicture(page, 'categories-check');
    expect(complaints).toEqual([]);
    await page.close();
  });

  it('switch one off only when that is confirmed, and go back to an earlier version', async () => {
    const { page, complaints } = await open('#/categories');
    const toggle = page.getByRole('switch', { name: 'Искать «Высокая цена»' });
    await toggle.press('Space');
    const dialog = page.getByRole('dialog', { name: 'Что изменится' });
    await dialog.getByRole('region', { name: 'Исчезнут' }).waitFor();
    await dialog.getByRole('button', { name: 'Не сохранять' }).click();
    await dialog.waitFor({ state: 'detached' });
    expect(await toggle.isChecked()).toBe(true);
    await toggle.press('Space');
    await dialog.getByRole('button', { name: 'Сохранить', exact: true }).click();
    await expect.poll(() => services.categories.list().categories[0]?.isEnabled, { timeout: 20_000 }).toBe(false);
    await page.getByRole('button', { name: 'Версии' }).click();
    await page.getByText('Выключена «Высокая цена»').waitFor();
    await page.getByRole('button', { name: 'Вернуть', exact: true }).click();
    await dialog.getByRole('button', { name: 'Сохранить', exact: true }).click();
    await expect.poll(() => services.categories.list().categories[0]?.isEnabled, { timeout: 20_000 }).toBe(true);
    expect(complaints).toEqual([]);
    await page.close();
  });

  it('never show a rejected suggestion again until they are told to, and make a category of another', async () => {
    const { page, complaints } = await open('#/categories');
    const cards = page.getByRole('region', { name: 'Предложения' }).locator('.suggestion');
    await cards.first().waitFor();
    const count = await cards.count();
    await cards.first().getByRole('button', { name: 'Больше не предлагать' }).click();
    await page.getByText('Больше не предлагается 1 тема').waitFor();
    expect(await cards.count()).toBe(count - 1);
    await takePicture(page, 'categories-rejected');
    await page.getByRole('button', { name: 'Предлагать снова' }).click();
    await expect.poll(() => cards.count(), { timeout: 20_000 }).toBe(count);
    await cards.first().getByRole('textbox', { name: 'Название предложения' }).fill('Своё название');
    await cards.first().getByRole('button', { name: 'Создать категорию' }).click();
    await page.getByRole('list', { name: 'Категории возражений' }).getByText('Своё название').waitFor();
    await expect.poll(() => cards.count(), { timeout: 20_000 }).toBeLessThan(count);
    expect(complaints).toEqual([]);
    await page.close();
  });

  it.each([
    ['light', 1280, 800],
    ['dark', 1280, 800],
    ['light', 1920, 1080],
    ['dark', 1920, 1080],
  ] as const)('have no serious accessibility fault in %s colours at %i × %i', async (colorScheme, width, height) => {
    const draft = {
      ...{ id: null, name: 'Запрет сверху', recommendation: 'Узнать правило и предложить разрешённый способ' },
      examples: ['начальство запретило', 'руководство не разрешает у вас брать', 'сверху пришёл запрет на закупки'],
      ...{ counterExamples: ['а фотографировать у вас не запрещено?'], keywords: ['запрет*'], isEnabled: true },
    };
    const { id } = services.categories.apply({ kind: 'put', draft });
    await expect.poll(() => services.settling.state().isRunning, { timeout: 30_000 }).toBe(false);
    const viewport = { width, height };
    const { page } = await open(`#/categories/${encodeURIComponent(id!)}`, { colorScheme, viewport, bypassCSP: true });
    await page.locator('.category-match').first().waitFor();
    await page.locator('.category-quality').waitFor();
    await page.waitForFunction(() => !document.querySelector('.loader'));
    await takePicture(page, `categories-${colorScheme}${width === 1280 ? '' : `-${width}`}`);
    await page.evaluate(axe.source);
    const faults = await page.evaluate(async () => {
      const { violations } = await (globalThis as unknown as { axe: typeof axe }).axe.run(document);
      return violations
        .filter(({ impact }) => impact === 'serious' || impact === 'critical')
        .map(({ id: rule, nodes }) => `${rule}: ${nodes.map((node) => node.html).join(' | ')}`);
    });
    expect(faults).toEqual([]);
    await page.close();
  });
});
