import type { Browser, BrowserContextOptions } from 'playwright-core';
import axe from 'axe-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { wholeReport } from '#core/domain/report-request.ts';
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

describe.runIf(chromium)('the screens in a browser', { timeout: 60_000 }, () => {
  const input = aReportInput({ calls: 2000 });
  let browser: Browser;
  let services: FakeServices;
  let host: WebHost;

  beforeAll(async () => {
    await buildTarget('report');
    await buildTarget('web');
    browser = await launchBrowser(chromium!);
  });
  afterAll(() => browser.close());

  beforeEach(async () => {
    services = await fakeServices(input);
    host = await startHost();
  });
  afterEach(async () => {
    await host.close();
    await services.dispose();
  });

  const startHost = (earlier: Partial<WebHost> = {}): Promise<WebHost> => {
    const { port = 0, token = createToken() } = earlier;
    return startWebHost({ services, logger: hostLog(), clock: hostClock(), rendererDir: 'dist/renderer', port, token });
  };

  async function open(hash = '', options: BrowserContextOptions = {}): Promise<WatchedPage> {
    const watched = await openWatched(browser, `http://127.0.0.1:${host.port}`, options);
    await watched.page.goto(host.url);
    await watched.page.getByRole('heading', { level: 1 }).waitFor();
    if (hash !== '') await watched.page.evaluate((wanted) => (window.location.hash = wanted), hash);
    return watched;
  }

  const idOfPriceCall = (): string =>
    input.calls.find((call) => call.objections.length === 1 && call.objections[0]?.category === 'price')!.id;

  it('list the calls, and take the token out of the address', async () => {
    const { page, complaints } = await open();
    await page.getByText('2 000 звонков').waitFor();
    expect(page.url()).not.toContain('token');
    // Only what is in sight is drawn.
    expect(await page.locator('.row-cells').count()).toBeLessThan(60);
    await page.reload();
    await page.getByText('2 000 звонков').waitFor();
    expect(complaints).toEqual([]);
    await page.close();
  });

  it('narrow the calls by filters that stand in the address and survive back and reload', async () => {
    const { page, complaints } = await open();
    await page.getByRole('combobox', { name: 'Возражение' }).click();
    await page.getByRole('option', { name: 'Высокая цена' }).click();
    const priced = input.calls.filter((call) => call.objections.some(({ category }) => category === 'price'));
    await page.getByText(`${priced.length} зв`).waitFor();
    expect(page.url()).toContain('objection=price');
    await page.reload();
    await page.getByText(`${priced.length} зв`).waitFor();
    await page.goBack();
    await page.getByText('2 000 звонков').waitFor();
    await page.keyboard.press('/');
    await page.keyboard.type('шлагбаум');
    const found = input.calls.filter((call) => call.transcript.some(({ text }) => text.includes('шлагбаум'))).length;
    await page.getByText(new RegExp(`^${found} звон`)).waitFor();
    expect(complaints).toEqual([]);
    await page.close();
  });

  it('open a call by keyboard, and come back with Escape to the filters that were on', async () => {
    const { page, complaints } = await open('#/calls?objection=price');
    const first = page.locator('.row-cells a').first();
    await first.focus();
    await page.keyboard.press('ArrowDown');
    await expect
      .poll(() => page.evaluate(() => document.activeElement?.closest('[aria-rowindex]')?.ariaRowIndex))
      .toBe('3');
    await page.keyboard.press('Enter');
    await page.getByRole('region', { name: 'Расшифровка' }).waitFor();
    await page.keyboard.press('Escape');
    await page.getByRole('table').waitFor();
    expect(page.url()).toContain('objection=price');
    expect(complaints).toEqual([]);
    await page.close();
  });

  it('show a conversation with its objections, and play it from one of them', async () => {
    const { page, complaints } = await open(`#/calls/${encodeURIComponent(idOfPriceCall())}`, { colorScheme: 'dark' });
    await page.locator('.finding-quote').click();
    await page.locator('.is-spoken').waitFor();
    await page.getByRole('button', { name: 'Пауза' }).click();
    const marked = page.locator('.turn-client .tag', { hasText: 'Высокая цена' });
    expect(await marked.count()).toBe(1);
    expect(complaints).toEqual([]);
    await page.close();
  });

  it('say which calls are worth listening to, and play one from the moment', async () => {
    const { page, complaints } = await open('#/today?agent=Анна+Ковалёва');
    const cards = page.getByRole('region', { name: 'Стоит послушать' }).getByRole('link');
    await cards.first().waitFor();
    expect(await cards.count()).toBeLessThanOrEqual(10);
    await cards.first().focus();
    await page.keyboard.press('Enter');
    await page.getByRole('button', { name: 'Пауза' }).waitFor();
    await page.locator('.is-spoken').waitFor();
    await page.keyboard.press('Escape');
    await page.getByRole('heading', { name: 'Стоит послушать' }).waitFor();
    expect(page.url()).toMatch(/#\/today\?agent=[^&]+$/);
    await page.getByRole('complementary', { name: 'Показатели периода' }).getByRole('link').last().click();
    await page.getByRole('table').waitFor();
    expect(page.url()).toContain('sentiment=negative');
    expect(page.url()).toContain('period=custom');
    expect(complaints).toEqual([]);
    await page.close();
  });

  it('lead from every figure of objections to its calls', async () => {
    const { page, complaints } = await open('#/objections?direction=in');
    const met = (category: string, agent?: string) =>
      input.calls.filter(
        (call) =>
          call.direction === 'in' &&
          (agent === undefined || call.agent === agent) &&
          call.objections.some((found) => found.category === category),
      );
    await page.getByRole('region', { name: 'Как часто возражают' }).getByRole('link').first().click();
    await page.getByText(new RegExp(`^${met('price').length} звон`)).waitFor();
    await page.goBack();
    const agent = 'Анна Ковалёва';
    await page.getByRole('link', { name: `Высокая цена, ${agent}` }).click();
    await page.getByText(new RegExp(`^${met('price', agent).length} звон`)).waitFor();
    await page.goBack();
    await page.getByRole('link', { name: /^Высокая цена, 5–11 октября/ }).click();
    await page.getByRole('table').waitFor();
    expect(page.url()).toContain('from=2026-10-05&to=2026-10-11');
    expect(complaints).toEqual([]);
    await page.close();
  });

  it('compare managers, and lead to the calls of one', async () => {
    const { page, complaints } = await open('#/managers');
    await page.getByRole('button', { name: 'Отработано' }).click();
    await page.getByRole('columnheader', { name: 'Отработано' }).and(page.locator('[aria-sort=descending]')).waitFor();
    await page.getByRole('checkbox', { name: 'Сравнить: Анна Ковалёва' }).click();
    await page.getByRole('checkbox', { name: 'Сравнить: Мария Гусева' }).click();
    await page.getByRole('region', { name: 'Сравнение' }).getByText('Мария Гусева').waitFor();
    await page
      .getByRole('table', { name: 'Показатели менеджеров' })
      .getByRole('link', { name: 'Мария Гусева' })
      .click();
    const own = input.calls.filter((call) => call.agent === 'Мария Гусева').length;
    await page.getByText(new RegExp(`^${own} звон`)).waitFor();
    expect(complaints).toEqual([]);
    await page.close();
  });

  it('make a report and show it in a frame that cannot reach them', async () => {
    const { page, complaints } = await open('#/reports');
    await page.getByRole('button', { name: 'Составить отчёт' }).click();
    const report = page.frameLocator('iframe');
    await report.getByText('Как это посчитано').waitFor();
    expect(await report.locator('body').evaluate(() => window.origin)).toBe('null');
    expect(complaints).toEqual([]);
    await page.close();
  });

  it('follow the work on calls and stop it', async () => {
    const { page } = await open();
    await page.getByText('Всё разобрано').waitFor();
    const progress = {
      stage: 'transcribe',
      callId: null,
      callsDone: 3,
      callsTotal: 10,
      audioDoneMs: 60_000,
      audioTotalMs: 240_000,
      current: [],
    } as const;
    services.setProcessing({ isRunning: true, waiting: 7, progress });
    await page.getByText('3 из 10').waitFor();
    await page.getByRole('button', { name: 'Остановить' }).click();
    await page.getByText('Ждут 7 звонков').waitFor();
    expect(services.started).toEqual(['cancel']);
    await page.close();
  });

  it('say that the program is gone, and find it again without a reload', async () => {
    const { page } = await open();
    await page.getByText('2 000 звонков').waitFor();
    await host.close();
    await page.getByText('Нет связи с программой').waitFor();
    host = await startHost(host);
    await page.getByText('Нет связи с программой').waitFor({ state: 'detached' });
    services.setProcessing({ waiting: 5 });
    await page.getByText('Ждут 5 звонков').waitFor();
    await page.close();
  });

  it('speak English on request', async () => {
    const { page, complaints } = await open();
    await page.getByRole('button', { name: 'In English' }).click();
    await page.getByText('2,000 calls').waitFor();
    await page.getByRole('heading', { name: 'Calls' }).waitFor();
    expect(complaints).toEqual([]);
    await page.close();
  });

  it.each(['light', 'dark'] as const)('have no serious accessibility fault in %s colours', async (colorScheme) => {
    const call = `#/calls/${encodeURIComponent(idOfPriceCall())}`;
    await services.reports.build(wholeReport(input.period));
    const screens = {
      today: '#/today',
      calls: '#/calls?objection=price',
      call,
      reports: '#/reports',
    };
    for (const [name, hash] of Object.entries(screens)) {
      const { page } = await open(hash, { colorScheme, bypassCSP: true });
      await page.waitForFunction(() => !document.querySelector('.loader'));
      if (name === 'today') await page.locator('.listening-card').first().waitFor();
      if (name === 'call') await page.waitForFunction(hasWaveform);
      if (name === 'reports') await page.frameLocator('iframe').locator('canvas').first().waitFor();
      await takePicture(page, `${name}-${colorScheme}`);
      await page.evaluate(axe.source);
      const faults = await page.evaluate(async () => {
        const { violations } = await (globalThis as unknown as { axe: typeof axe }).axe.run(document, {
          iframes: false,
        });
        return violations
          .filter(({ impact }) => impact === 'serious' || impact === 'critical')
          .map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.html).join(' | ')}`);
      });
      expect(faults).toEqual([]);
      await page.close();
    }
  });
});

/** In the page: the recording has been read and drawn. The waveform keeps its canvases in a shadow tree. */
function hasWaveform(): boolean {
  const host = [...document.querySelectorAll('.player-wave div')].find((element) => element.shadowRoot !== null);
  return (host?.shadowRoot?.querySelectorAll('canvas').length ?? 0) > 0;
}
