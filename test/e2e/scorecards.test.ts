import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { BrowserContextOptions, Page } from 'playwright-core';
import { aReportInput } from '../builders/report-input.ts';
import { aDraft } from '../builders/scorecards.ts';
import { BUILTIN_SCORECARD } from '#core/scorecards/index.ts';
import { findBrowser, takePicture } from './browser.ts';
import { seriousFaults } from './program-page.ts';
import { startScreens } from './screens.ts';
import type { Screens } from './screens.ts';

const chromium = findBrowser();

describe.runIf(chromium)('the checklists in a browser', { timeout: 120_000 }, () => {
  let screens: Screens;
  beforeAll(async () => {
    screens = await startScreens(chromium!, aReportInput({ calls: 150 }));
  }, 120_000);
  afterAll(() => screens.close());

  const list = () => screens.services.scorecards.list();
  const namesOf = (page: Page) =>
    page.locator('.scorecard-row').evaluateAll((rows) => rows.map((row) => row.getAttribute('aria-label')));

  async function open(hash: string, options: BrowserContextOptions = {}) {
    const watched = await screens.open(hash, options);
    watched.page.setDefaultTimeout(30_000);
    return watched;
  }

  async function openOwn(options: BrowserContextOptions = {}) {
    const { id } = screens.services.scorecards.save({ ...BUILTIN_SCORECARD, id: null, name: 'Отдел продаж' });
    const watched = await open(`#/scorecards/${id}`, options);
    await watched.page.getByRole('heading', { level: 1, name: 'Отдел продаж' }).waitFor();
    return { id, ...watched };
  }

  it('are made from scratch: what is missing is told, then it is tried on calls, saved and used', async () => {
    const { page, complaints } = await open('#/scorecards');
    await page.getByRole('button', { name: 'Новый чек-лист' }).click();
    await page.getByRole('menuitem', { name: 'С чистого листа' }).click();
    await page.getByRole('button', { name: 'Сохранить', exact: true }).click();
    await page.getByRole('alert').getByText('нет названия').first().waitFor();
    await page.getByRole('textbox', { name: 'Название', exact: true }).fill('Мой чек-лист');
    await page.getByRole('textbox', { name: 'Название этапа' }).fill('Начало');
    await page.getByRole('textbox', { name: 'Критерий 1', exact: true }).fill('Поздоровался');
    await page.getByRole('combobox', { name: 'Как оценивать: Поздоровался' }).selectOption('phrases');
    await page.getByRole('alert').getByText('нужна хотя бы одна фраза').waitFor();
    await page.getByRole('textbox', { name: 'Фразы, по одной в строке' }).fill('здравствуйте\nдобрый день\n');
    await expect.poll(() => page.getByRole('alert').count()).toBe(0);

    const preview = page.getByRole('region', { name: 'Проверка на звонках' });
    await preview.getByRole('button', { name: 'Проверить' }).click();
    await preview.getByText(/^Оценено \d+ из/).waitFor();
    await preview.getByRole('img', { name: /^Поздоровался: выполнено \d+/ }).waitFor();
    await page.getByRole('textbox', { name: 'Фразы, по одной в строке' }).fill('доброе утро');
    await preview.getByText('Чек-лист с тех пор изменился.').waitFor();
    expect(list()).toHaveLength(1);

    await page.getByRole('button', { name: 'Сохранить', exact: true }).click();
    await page.getByRole('heading', { level: 1, name: 'Мой чек-лист' }).waitFor();
    await page.getByRole('link', { name: 'Все чек-листы' }).click();
    const row = page.getByRole('listitem').filter({ hasText: 'Мой чек-лист' });
    await row.getByRole('button', { name: 'Оценивать по нему' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Оценивать по нему' }).click();
    await row.getByText('По нему оценивают').waitFor();
    expect(list().find(({ isActive }) => isActive)?.name).toBe('Мой чек-лист');
    await page.getByRole('link', { name: 'Менеджеры' }).click();
    await page.getByRole('link', { name: 'Оценка — по чек-листу «Мой чек-лист»' }).click();
    await page.getByRole('link', { name: 'Все чек-листы' }).click();

    await row.getByRole('button', { name: 'Ещё: Мой чек-лист' }).click();
    await page.getByRole('menuitem', { name: 'Удалить' }).click();
    await page.getByRole('dialog').getByText('Звонки снова будут оцениваться по встроенному.').waitFor();
    await page.getByRole('dialog').getByRole('button', { name: 'Удалить' }).click();
    await row.waitFor({ state: 'detached' });
    expect(list()).toHaveLength(1);
    expect(complaints).toEqual([]);
    await page.close();
  });

  it('begin as a copy of the built-in one, which itself does not change', async () => {
    const { page, complaints } = await open('#/scorecards/builtin-sales');
    await page.getByRole('heading', { level: 1, name: 'Продажи: пять этапов' }).waitFor();
    expect(await page.getByRole('textbox').count()).toBe(0);
    await page.getByRole('button', { name: 'Сделать копию и изменить' }).click();
    const name = page.getByRole('textbox', { name: 'Название', exact: true });
    expect(await name.inputValue()).toBe('Копия: Продажи: пять этапов');
    await name.fill('Наши продажи');
    await page.getByRole('button', { name: 'Сохранить', exact: true }).click();
    await page.getByRole('heading', { level: 1, name: 'Наши продажи' }).waitFor();
    expect(list()).toMatchObject([{ isBuiltin: true }, { name: 'Наши продажи', criteria: 14 }]);
    expect(complaints).toEqual([]);
    await page.close();
  });

  it('are put in another order by arrows, by keys and by the mouse, and the focus goes along', async () => {
    const { page, complaints } = await openOwn();
    const before = await namesOf(page);
    await page.getByRole('button', { name: '«Поздоровался» ниже' }).click();
    expect((await namesOf(page)).slice(0, 2)).toEqual([before[1], before[0]]);
    const moved = page.getByRole('textbox', { name: 'Критерий 2', exact: true }).first();
    await moved.press('Alt+ArrowUp');
    expect(await namesOf(page)).toEqual(before);
    expect(await page.evaluate(() => (document.activeElement as HTMLInputElement).value)).toBe(before[0]);
    const last = page.getByRole('button', { name: '«Не перебивал клиента» ниже' });
    await last.press('Enter');
    const needs = page.getByRole('region', { name: 'Выявление потребностей' });
    expect(await needs.locator('.scorecard-row').first().getAttribute('aria-label')).toBe('Не перебивал клиента');
    expect(await page.evaluate(() => document.activeElement?.getAttribute('aria-label'))).toBe(
      '«Не перебивал клиента» ниже',
    );
    const target = page.getByRole('listitem', { name: 'Поздоровался' });
    await page
      .getByRole('listitem', { name: 'Назвал себя или компанию' })
      .locator('.scorecard-grip')
      .dragTo(target, {
        targetPosition: { x: 40, y: 4 },
      });
    expect((await namesOf(page)).slice(0, 2)).toEqual([before[1], before[0]]);
    expect(complaints).toEqual([]);
    await page.close();
  });

  it('keep what is not saved while one looks at a call, give back what was removed, and balance the weights', async () => {
    const { id, page, complaints } = await openOwn();
    await page.getByRole('button', { name: 'Убрать критерий «Поздоровался»' }).click();
    await page.getByText('Сумма весов 95 из 100').waitFor();
    await page.getByRole('button', { name: 'Вернуть', exact: true }).click();
    await page.getByText('Сумма весов 100 из 100').waitFor();
    await page.getByRole('textbox', { name: 'Вес: Поздоровался' }).fill('25');
    await page.getByText('Сумма весов 120 из 100').waitFor();
    await page.evaluate(() => (window.location.hash = '#/calls'));
    await page.getByRole('heading', { level: 1, name: 'Звонки' }).waitFor();
    await page.evaluate((place) => (window.location.hash = `#/scorecards/${place}`), id);
    await page.getByText('Сумма весов 120 из 100').waitFor();
    await page.getByRole('button', { name: 'Привести к 100' }).click();
    await page.getByText('Сумма весов 100 из 100').waitFor();
    await page.getByRole('button', { name: 'Сохранить', exact: true }).click();
    await expect.poll(() => page.getByText('Есть несохранённые изменения').count()).toBe(0);
    const saved = screens.services.scorecards.find(id).stages.flatMap(({ criteria }) => criteria);
    expect(saved.reduce((sum, { weight }) => sum + weight, 0)).toBe(100);
    expect(saved[0]?.weight).toBeGreaterThan(15);
    expect(complaints).toEqual([]);
    await page.close();
  });

  it('come from files and go into them', async () => {
    const { page } = await open('#/scorecards');
    const own = screens.services.scorecards.save(aDraft({ name: 'Для файла' }));
    const text = screens.services.scorecards.export(own.id).replace('Для файла', 'Из файла').replace(own.id, 'brought');
    await page.locator('input[type=file]').setInputFiles({
      ...{ name: 'checklist.json', mimeType: 'application/json' },
      buffer: Buffer.from(text),
    });
    const row = page.getByRole('listitem').filter({ hasText: 'Из файла' });
    await row.getByText('По нему оценивают').waitFor();
    const download = page.waitForEvent('download');
    await row.getByRole('button', { name: 'Ещё: Из файла' }).click();
    await page.getByRole('menuitem', { name: 'Сохранить в файл' }).click();
    expect((await download).suggestedFilename()).toBe('brought.json');
    screens.services.scorecards.remove('brought');
    await page.close();
  });

  it.each([
    ['light', 1280, 800],
    ['dark', 1280, 800],
    ['light', 1920, 1080],
    ['dark', 1920, 1080],
  ] as const)('have no serious accessibility fault in %s colours at %i × %i', async (colorScheme, width, height) => {
    const size = `${colorScheme}${width === 1280 ? '' : `-${width}`}`;
    const viewport = { width, height };
    const { page } = await openOwn({ colorScheme, viewport, bypassCSP: true });
    await page.getByRole('button', { name: 'Проверить' }).click();
    await page.getByText(/^Оценено \d+ из/).waitFor();
    await page.getByRole('button', { name: 'Настройки: Назвал себя или компанию' }).click();
    await page.getByRole('textbox', { name: 'Вес: Поздоровался' }).fill('25');
    await takePicture(page, `scorecard-${size}`);
    expect(await seriousFaults(page)).toEqual([]);
    await page.evaluate(() => (window.location.hash = '#/scorecards/builtin-sales'));
    await page.getByRole('heading', { level: 1, name: 'Продажи: пять этапов' }).waitFor();
    await takePicture(page, `scorecard-builtin-${size}`);
    expect(await seriousFaults(page)).toEqual([]);
    await page.evaluate(() => (window.location.hash = '#/scorecards'));
    await page.getByRole('list', { name: 'Чек-листы' }).waitFor();
    await takePicture(page, `scorecards-${size}`);
    expect(await seriousFaults(page)).toEqual([]);
    await page.close();
  });
});
