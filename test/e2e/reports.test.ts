import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { parse } from 'csv-parse/sync';
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { wholeReport } from '#core/domain/report-request.ts';
import { aReportInput } from '../builders/report-input.ts';
import { aFolder } from '../builders/folders.ts';
import { findBrowser, takePicture } from './browser.ts';
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

describe.runIf(chromium)('saving a report in a browser', { timeout: 120_000 }, () => {
  it('says that it goes on, can be stopped, and tells where the file is or what went wrong', async () => {
    // Takes the calls and is never done with them.
    const xlsxWorker = path.join(aFolder(), 'slow.mjs');
    writeFileSync(xlsxWorker, "import { parentPort } from 'node:worker_threads'; parentPort.on('message', () => 0);");
    const screens = await startScreens(chromium!, aReportInput({ calls: 30 }), { xlsxWorker });
    onTestFinished(() => screens.close());
    const { id } = await screens.services.reports.build(wholeReport(aReportInput().period));
    const { page, complaints } = await screens.open('#/reports');
    const choose = async (item: string): Promise<void> => {
      await page.getByRole('button', { name: 'Сохранить или удалить' }).click();
      await page.getByRole('menuitem', { name: item }).click();
    };
    await choose('Сохранить для Excel');
    await page.getByText('Сохраняю файл для Excel…').waitFor();
    await takePicture(page, 'reports-saving');
    await page.locator('.report-saving').getByRole('button').click();
    await page.getByText('Сохраняю файл для Excel…').waitFor({ state: 'detached' });

    const [download] = await Promise.all([page.waitForEvent('download'), choose('Сохранить звонки в CSV')]);
    await page.getByText(`Файл ${download.suggestedFilename()} готов`).waitFor();
    await page.getByText('Браузер положит его в папку загрузок').hover();
    await takePicture(page, 'reports-saved');

    rmSync(path.join(screens.services.dataDir, 'reports', `${id}.json`));
    await choose('Сохранить для Excel');
    await page.getByText('Данных этого отчёта больше нет на диске').waitFor();
    expect(complaints).toEqual([]);
    await page.close();
  });
});
