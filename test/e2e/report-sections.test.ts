import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { REPORT_SECTIONS, wholeReport, type ReportSection } from '#core/domain/report-request.ts';
import { buildReport, readReportPage, renderReportHtml } from '#core/reports/index.ts';
import { buildTarget } from '../../scripts/build.ts';
import { aReportInput } from '../builders/report-input.ts';
import { findBrowser, launchBrowser, openWatched } from './browser.ts';
import type { WatchedPage } from './browser.ts';

const chromium = findBrowser();

/** Every set of sections, from none to all. */
const COMBINATIONS = Array.from({ length: 2 ** REPORT_SECTIONS.length }, (_unused, set) =>
  REPORT_SECTIONS.filter((_section, index) => set & (1 << index)),
);
const TITLES = { objections: 'Возражения', managers: 'Менеджеры', calls: 'Звонки' } as const;

describe.runIf(chromium)('a report with sections left out', { timeout: 60_000 }, () => {
  const input = aReportInput({ calls: 30 });
  let browser: Browser;
  let folder: string;

  beforeAll(async () => {
    await buildTarget('report');
    browser = await launchBrowser(chromium!);
    folder = await mkdtemp(path.join(tmpdir(), 'razbor-sections-'));
  });
  afterAll(async () => {
    await browser.close();
    await rm(folder, { recursive: true });
  });

  async function open(sections: readonly ReportSection[]): Promise<WatchedPage> {
    const report = buildReport({ ...input, request: { ...wholeReport(input.period), sections } });
    const file = path.join(folder, 'report.html');
    await writeFile(file, renderReportHtml(report, await readReportPage(path.resolve('dist'))));
    const watched = await openWatched(browser, 'file:');
    await watched.page.goto(pathToFileURL(file).href);
    await watched.page.getByText('Как это посчитано').waitFor();
    return watched;
  }

  it.each(COMBINATIONS.map((sections) => [sections.join(', ') || 'nothing', sections] as const))(
    'shows what it holds and leads nowhere else: %s',
    async (_name, sections) => {
      const { page, complaints } = await open(sections);
      const has = (section: ReportSection): boolean => sections.includes(section);
      const named = (['objections', 'managers', 'calls'] as const).filter(has).map((section) => TITLES[section]);
      expect(await page.locator('nav a').allTextContents()).toEqual(['Обзор', ...named, 'Методика']);
      const charts = await page.locator('.chart-card h3').allTextContents();
      expect(charts.includes('Возражения по категориям')).toBe(has('objections'));
      expect(charts.includes('Возражения по менеджерам')).toBe(has('managers'));
      const leads = page.locator('main').locator('button:not(.sort):visible');
      if (has('calls')) {
        await leadSomewhere(page);
        await checkPanel(page, has('transcripts'));
      } else {
        expect(await leads.count()).toBe(0);
        await page.locator('canvas').first().click();
        expect(await page.locator('dialog').count()).toBe(0);
        // The calls are not in the file either.
        expect(await page.locator('#report-data').textContent()).not.toContain('"durationMs":');
      }
      expect(complaints).toEqual([]);
      await page.close();
    },
  );

  /** Everything outside the calls that can be pressed shows calls. */
  async function leadSomewhere(page: WatchedPage['page']): Promise<void> {
    const status = page.locator('#calls [role=status]');
    for (const selector of ['.sentiment-row', '.objection-head .link', '#managers .link']) {
      const lead = page.locator(selector).first();
      if ((await lead.count()) === 0) continue;
      await lead.click();
      await expect.poll(() => status.textContent()).not.toContain('30 звонков из 30');
      await page.getByRole('button', { name: 'Сбросить фильтры' }).click();
    }
  }

  async function checkPanel(page: WatchedPage['page'], hasTranscripts: boolean): Promise<void> {
    const search = await page.locator('#search').getAttribute('placeholder');
    expect(search).toBe(hasTranscripts ? 'Поиск по расшифровкам' : 'Менеджер, клиент, следующий шаг');
    await page.locator('.calls .tag').first().click();
    const dialog = page.getByRole('dialog');
    if (hasTranscripts) await dialog.locator('.turn').first().waitFor();
    else expect(await dialog.textContent()).toContain('В этот отчёт расшифровки не включены');
    expect(await dialog.textContent()).not.toContain('Расшифровки нет');
    expect(await dialog.locator('button.finding').count()).toBe(
      hasTranscripts ? await dialog.locator('.finding').count() : 0,
    );
    await page.keyboard.press('Escape');
  }
});
