import { readFileSync } from 'node:fs';
import { parse } from 'csv-parse/sync';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { aReportInput } from '../builders/report-input.ts';
import { findBrowser } from './browser.ts';
import { startScreens } from './screens.ts';
import type { Screens } from './screens.ts';

const chromium = findBrowser();

describe.runIf(chromium)('the report builder in a browser', { timeout: 60_000 }, () => {
  const input = aReportInput({ calls: 120 });
  const agent = input.calls[0]!.agent!;
  let screens: Screens;

  beforeAll(async () => {
    screens = await startScreens(chromium!, input);
  }, 120_000);
  afterAll(() => screens.close());

  it('makes a report of one manager that is safe to share, shows it, and saves its calls for a spreadsheet', async () => {
    const { page, complaints } = await screens.open('#/reports');
    await page.getByRole('combobox', { name: 'Менеджер' }).click();
    await page.getByRole('option', { name: agent, exact: true }).click();
    await page.getByRole('checkbox', { name: 'Расшифровки' }).uncheck();
    await page.getByRole('switch', { name: 'Можно показывать другим' }).check();
    await page.getByRole('button', { name: 'Составить отчёт' }).click();
    await page.getByText('без личных данных').waitFor();
    await page.frameLocator('iframe').getByRole('heading', { name: 'Обзор' }).waitFor();
    await page.getByRole('button', { name: 'Сохранить или удалить' }).click();
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('menuitem', { name: 'Сохранить звонки в CSV' }).click(),
    ]);
    expect(download.suggestedFilename()).toBe('razbor-2026-10-01-2026-10-31.csv');
    const rows: Record<string, string>[] = parse(readFileSync(await download.path(), 'utf8'), {
      bom: true,
      delimiter: ';',
      columns: true,
    });
    expect(rows).toHaveLength(input.calls.filter((call) => call.agent === agent).length);
    expect(new Set(rows.map((row) => row['Менеджер']))).toEqual(new Set([agent]));
    expect(new Set(rows.map((row) => row['Клиент']).filter(Boolean))).toEqual(new Set(['[скрыто]']));
    await page.getByRole('button', { name: 'Сохранить или удалить' }).click();
    const [report] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('menuitem', { name: 'Сохранить отчёт (HTML)' }).click(),
    ]);
    expect(report.suggestedFilename()).toBe('razbor-2026-10-01-2026-10-31.html');
    expect(readFileSync(await report.path(), 'utf8')).toMatch(/^<!doctype html>/iu);
    expect(complaints).toEqual([]);
    await page.close();
  });

  it('makes one of a department, without what is shown with calls where they are left out', async () => {
    const { page, complaints } = await screens.open('#/reports');
    await page.getByRole('combobox', { name: 'Менеджер' }).click();
    await page.getByRole('option', { name: 'Корпоративные клиенты', exact: true }).click();
    await page.getByRole('checkbox', { name: 'Звонки' }).uncheck();
    expect(await page.getByRole('checkbox', { name: 'Расшифровки' }).isEnabled()).toBe(false);
    expect(await page.getByRole('switch', { name: 'Со звуком' }).isEnabled()).toBe(false);
    await page.getByRole('button', { name: 'Составить отчёт' }).click();
    await page.getByRole('button', { name: /Корпоративные клиенты/ }).waitFor();
    const [made] = screens.services.reports.list();
    expect(made!.request).toMatchObject({ sections: ['objections', 'managers'], withClips: false });
    expect(made!.calls).toBeGreaterThan(0);
    expect(made!.calls).toBeLessThan(input.calls.length);
    expect(complaints).toEqual([]);
    await page.close();
  });

  it('makes one for each manager, and deletes what is not wanted', async () => {
    const { page } = await screens.open('#/reports');
    const before = screens.services.reports.list().length;
    await page.getByRole('combobox', { name: 'Менеджер' }).click();
    await page.getByRole('option', { name: 'Каждому менеджеру свой' }).click();
    await page.getByRole('button', { name: 'Составить отчёт' }).click();
    const managers = screens.services.app.info().agents.length;
    await expect.poll(() => screens.services.reports.list().length, { timeout: 20_000 }).toBe(before + managers);
    await page.getByRole('button', { name: 'Сохранить или удалить' }).first().click();
    await page.getByRole('menuitem', { name: 'Удалить отчёт' }).click();
    await expect.poll(() => screens.services.reports.list().length).toBe(before + managers - 1);
    await page.close();
  });
});
