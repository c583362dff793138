import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ReportInput } from '#core/domain/report.ts';
import { buildReport, readReportPage, renderReportHtml } from '#core/reports/index.ts';
import { buildTarget } from '../../scripts/build.ts';
import { aReportCall, aReportInput } from '../builders/report-input.ts';
import { findBrowser, launchBrowser, openWatched, takePicture } from './browser.ts';
import type { WatchedPage } from './browser.ts';

const chromium = findBrowser();

describe.runIf(chromium)('a report file opened from disk', { timeout: 60_000 }, () => {
  let browser: Browser;
  let folder: string;

  beforeAll(async () => {
    await buildTarget('report');
    browser = await launchBrowser(chromium!);
    folder = await mkdtemp(path.join(tmpdir(), 'razbor-report-'));
  });
  afterAll(async () => {
    await browser.close();
    await rm(folder, { recursive: true });
  });

  async function open(input: ReportInput, options = {}): Promise<WatchedPage> {
    const page = await readReportPage(path.resolve('dist'));
    const file = path.join(folder, 'report.html');
    await writeFile(file, renderReportHtml(buildReport(input), page));
    const watched = await openWatched(browser, 'file:', options);
    await watched.page.goto(pathToFileURL(file).href);
    await watched.page.getByText('Как это посчитано').waitFor();
    return watched;
  }

  it('shows figures, charts, managers, objections and calls, and asks the network for nothing', async () => {
    const { page, complaints } = await open(aReportInput({ calls: 40 }));
    expect(await page.locator('.figure').count()).toBe(5);
    expect(await page.locator('canvas').count()).toBe(5);
    expect(await page.locator('.calls tbody tr').count()).toBe(40);
    expect(await page.locator('.objection').first().textContent()).toContain('Снизить цену или показать выгоду');
    expect(complaints).toEqual([]);
    await page.waitForFunction(() => document.querySelector('canvas')?.style.display === 'block');
    await takePicture(page, 'report-light');
    await page.emulateMedia({ colorScheme: 'dark' });
    await takePicture(page, 'report-dark');
    await page.close();
  });

  it('claims nothing of objections where nobody knows who replied, and shows them apart in the charts', async () => {
    const { calls } = aReportInput({ calls: 40 });
    const unjudged = calls.map((call, at) => ({
      ...call,
      objections: call.objections.map((found) => (at % 2 ? found : { ...found, handled: false, verdict: null })),
    }));
    const input = aReportInput({ calls: unjudged });
    const quotes = buildReport(input).objections.flatMap((summary) => summary.quotes);
    const { page, complaints } = await open(input);
    await page.waitForFunction(() => document.querySelector('canvas')?.style.display === 'block');
    await takePicture(page, 'report-unjudged');
    expect(await page.locator('.legend-unjudged').count()).toBe(3);
    expect(await page.locator('canvas').first().getAttribute('aria-label')).toContain('не определено');
    expect(await page.locator('.quote').count()).toBe(quotes.length);
    expect(await page.locator('.quote .mark').count()).toBe(quotes.filter(({ verdict }) => verdict !== null).length);
    expect(complaints).toEqual([]);
    await page.close();
  });

  it('narrows the calls by objection, manager, sentiment and words, and widens them again', async () => {
    const input = aReportInput({ calls: 200 });
    const { page, complaints } = await open(input);
    const status = page.locator('#calls [role=status]');
    const expectCount = async (count: number): Promise<void> => {
      await expect.poll(() => status.textContent()).toMatch(new RegExp(`^${count} .* из 200$`));
    };
    const heard = (call: (typeof input.calls)[number]): boolean =>
      call.objections.some((item) => item.category === 'price');
    const priced = input.calls.filter(heard);
    await page.getByLabel('Возражение', { exact: true }).selectOption('price');
    await expectCount(priced.length);
    const ofAnna = priced.filter((call) => call.agent === 'Анна Ковалёва');
    await page.getByLabel('Менеджер', { exact: true }).selectOption('Анна Ковалёва');
    await expectCount(ofAnna.length);
    await page.getByLabel('Тональность', { exact: true }).selectOption('neutral');
    await expectCount(ofAnna.filter((call) => call.sentiment === 'neutral').length);
    await page.getByRole('button', { name: 'Сбросить фильтры' }).click();
    await expectCount(200);
    await page.keyboard.press('/');
    await page.keyboard.type('ЦЕННИК');
    await expectCount(input.calls.filter((call) => call.transcript.some(({ text }) => text.includes('ценник'))).length);
    expect(await page.locator('.snippet mark').first().textContent()).toBe('ценник');
    expect(complaints).toEqual([]);
    await page.close();
  });

  it('opens a call from a quote, at the words of the client, and closes it by keyboard', async () => {
    const { page, complaints } = await open(aReportInput({ calls: 40 }), { colorScheme: 'dark' });
    const quote = page.locator('.quote').first();
    const words = (await quote.locator('.quote-text').textContent()) ?? '';
    await quote.focus();
    await page.keyboard.press('Enter');
    const dialog = page.getByRole('dialog');
    const marked = dialog.locator('mark', { hasText: words }).first();
    await marked.waitFor();
    await expect.poll(() => marked.evaluate((mark) => mark.getBoundingClientRect().top)).toBeLessThan(800);
    expect(await dialog.locator('.turn-agent').count()).toBeGreaterThan(1);
    await takePicture(page, 'report-call-dark');
    await page.keyboard.press('Escape');
    expect(await dialog.isVisible()).toBe(false);
    expect(complaints).toEqual([]);
    await page.close();
  });

  it('shows hostile names and words as text', async () => {
    const evil = '</script><img src=x onerror="document.title=1">\u202E"\'&';
    const { page, complaints } = await open(
      aReportInput({
        calls: [
          aReportCall({
            agent: evil,
            client: evil,
            transcript: [{ speaker: 'client', startMs: 0, endMs: 9, text: `Ну ${evil} всё`, confidence: 1, words: [] }],
            objections: [
              {
                category: 'price',
                utterance: 0,
                score: 1,
                quote: evil,
                handled: false,
                verdict: 'argued',
                replyUtterance: null,
              },
            ],
          }),
        ],
      }),
    );
    await page.locator('.quote').click();
    expect(await page.getByRole('dialog').locator('mark').textContent()).toBe(evil);
    expect(await page.locator('img').count()).toBe(0);
    expect(await page.title()).toBe('Разбор звонков: 1–31 октября 2026');
    expect(complaints).toEqual([]);
    await page.close();
  });

  it('fits a phone', async () => {
    const { page } = await open(aReportInput({ calls: 12 }), { viewport: { width: 390, height: 844 }, isMobile: true });
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(390);
    await takePicture(page, 'report-phone');
    await page.close();
  });

  it('is printed on paper with charts and tables as wide as the page, whatever the screen', async () => {
    const { page, complaints } = await open(aReportInput({ calls: 90 }), { viewport: { width: 390, height: 844 } });
    await page.waitForFunction(() => document.querySelector('canvas')?.style.display === 'block');
    const widthPx = Math.round(((210 - 2 * 14) / 25.4) * 96);
    await page.setViewportSize({ width: widthPx, height: 1000 });
    await page.emulateMedia({ media: 'print' });
    await page.evaluate(() => window.dispatchEvent(new Event('beforeprint')));
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(widthPx);
    expect(await page.locator('.calls tbody tr').count()).toBe(90);
    for (const selector of ['.table', '.chart-card canvas']) {
      for (const box of await page.locator(selector).all()) {
        const { x, width } = (await box.boundingBox())!;
        expect(x + width).toBeLessThanOrEqual(widthPx);
      }
    }
    expect(complaints).toEqual([]);
    await page.close();
  });

  it('says so when nothing was called', async () => {
    const { page, complaints } = await open(aReportInput({ calls: [] }));
    expect(await page.locator('#objections').textContent()).toContain('Возражений за период не найдено');
    expect(complaints).toEqual([]);
    await page.close();
  });
});
