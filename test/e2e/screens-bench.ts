/**
 * How fast the screens are on a large store; run by hand, because its figures are of the machine:
 *
 *     node test/e2e/screens-bench.ts [calls, 20000 unless told]
 *
 * Prints the first paint of the list, the answer to a filter, and the longest task while scrolling. Times depend on what
 * else the computer does; processor time of the page's main thread and the number of questions to the core hardly do.
 */

import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Page } from 'playwright-core';
import { openApp } from '#core/app.ts';
import { systemClock } from '#core/clock.ts';
import { createNodeForker } from '#core/pipeline/index.ts';
import { resourcesIn } from '#core/resources.ts';
import { createFileSecrets, secretsFileIn } from '#core/secrets/index.ts';
import { createProcessing, createServices } from '#core/services/index.ts';
import { startWebHost } from '#core/web/index.ts';
import { buildTarget } from '../../scripts/build.ts';
import { fillStore } from '../builders/filled-store.ts';
import { hostLog } from '../fakes/host.ts';
import { findBrowser, launchBrowser } from './browser.ts';

const FILTERS = [
  '?objection=price',
  '?sentiment=negative',
  '?verdict=ignored&direction=in',
  '?topic=complaint',
  '?text=шлагбаум',
  '',
];
const SCROLL_STEPS = 60;

const count = Number(process.argv[2] ?? 20_000);
const chromium = findBrowser();
if (chromium) await measure(chromium);

async function measure(executablePath: string): Promise<void> {
  await buildTarget('web');
  const dataDir = await mkdtemp(path.join(tmpdir(), 'razbor-bench-'));
  const common = { dataDir, resources: resourcesIn(path.resolve('.')), clock: systemClock, timeZone: 'Europe/Moscow' };
  const logger = hostLog();
  const app = openApp({ ...common, logger, forker: createNodeForker() });
  const filledAt = performance.now();
  fillStore(app.store, { calls: count });
  console.log(`${count} calls stored in ${seconds(performance.now() - filledAt)}`);
  const own = { ...common, logger, secrets: createFileSecrets(secretsFileIn(dataDir)), version: 'bench' };
  const services = createServices({ ...own, app, processing: createProcessing(app, logger) });
  const host = await startWebHost({ services, logger, clock: systemClock, rendererDir: common.resources.rendererDir });
  const browser = await launchBrowser(executablePath);
  const page = await browser.newPage({ viewport: { width: 1280, height: 800 } });
  try {
    await page.addInitScript(watchLongTasks);
    const questions = countQuestions(page);
    const openedAt = performance.now();
    await page.goto(host.url);
    await page.locator('.row-cells').first().waitFor();
    console.log(`first rows: ${seconds(performance.now() - openedAt)}`);
    const asked = questions();
    const work = await watchWork(page);
    const answers = await measureFilters(page);
    const perFilter = (value: number): string => (value / FILTERS.length).toFixed(1);
    print(
      'filter, to the new count',
      answers.map(({ countMs }) => countMs),
    );
    print(
      'filter, to the new rows',
      answers.map(({ rowsMs }) => rowsMs),
    );
    console.log(
      `per filter: ${perFilter(await work())} ms of processor time, ${perFilter(questions() - asked)} questions to the core`,
    );
    console.log(`longest task while scrolling: ${(await measureScrolling(page)).toFixed(0)} ms`);
  } finally {
    await browser.close();
    await host.close();
    app.close();
    await rm(dataDir, { recursive: true });
  }
}

interface Answer {
  readonly countMs: number;
  readonly rowsMs: number;
}

/** In the page: from the change of the address to the picture with the new count, and to the one with the new rows. */
function measureFilters(page: Page): Promise<Answer[]> {
  return page.evaluate(async (filters) => {
    const frame = (): Promise<number> => new Promise((resolve) => requestAnimationFrame(resolve));
    const text = (selector: string): string => document.querySelector(selector)?.textContent ?? '';
    const answers: Answer[] = [];
    for (const filter of filters) {
      const before = { count: text('[role=status]'), rows: text('.calls-body') };
      let [countMs, rowsMs] = [0, 0];
      const startedAt = performance.now();
      window.location.hash = `#/calls${filter}`;
      while (countMs === 0 || rowsMs === 0) {
        await frame();
        const passed = performance.now() - startedAt;
        if (countMs === 0 && text('[role=status]') !== before.count) countMs = passed;
        if (rowsMs === 0 && text('.calls-body') !== before.rows) rowsMs = passed;
      }
      await frame();
      const pictureMs = performance.now() - startedAt - Math.max(countMs, rowsMs);
      answers.push({ countMs: countMs + pictureMs, rowsMs: rowsMs + pictureMs });
    }
    return answers;
  }, FILTERS);
}

/** Must be called before the page opens. @returns a function that tells how many questions it has asked so far */
function countQuestions(page: Page): () => number {
  let count = 0;
  page.on('websocket', (socket) =>
    socket.on('framesent', ({ payload }) => {
      count += String(payload).split('"method":"query"').length - 1;
    }),
  );
  return () => count;
}

/** @returns a function that tells how long the page's main thread has worked since, in milliseconds of processor time */
async function watchWork(page: Page): Promise<() => Promise<number>> {
  const session = await page.context().newCDPSession(page);
  await session.send('Performance.enable', { timeDomain: 'threadTicks' });
  const workedMs = async (): Promise<number> => {
    const { metrics } = await session.send('Performance.getMetrics');
    return (metrics.find(({ name }) => name === 'TaskDuration')?.value ?? 0) * 1000;
  };
  const before = await workedMs();
  return async () => (await workedMs()) - before;
}

async function measureScrolling(page: Page): Promise<number> {
  await page.evaluate(() => (globalThis as unknown as { longTasks: number[] }).longTasks.splice(0));
  for (let step = 1; step <= SCROLL_STEPS; step++) {
    await page.evaluate((top) => document.querySelector('.calls-table')?.scrollTo({ top }), step * 400);
    await page.evaluate(() => new Promise((resolve) => requestAnimationFrame(resolve)));
  }
  return page.evaluate(() => Math.max(0, ...(globalThis as unknown as { longTasks: number[] }).longTasks));
}

/** Runs in the page before anything else; tasks under 50 ms are not reported by browsers. */
function watchLongTasks(): void {
  const longTasks: number[] = [];
  Object.assign(globalThis, { longTasks });
  new PerformanceObserver((list) => {
    for (const { duration } of list.getEntries()) longTasks.push(duration);
  }).observe({ type: 'longtask' });
}

function print(what: string, timesMs: readonly number[]): void {
  const all = timesMs.map((ms) => ms.toFixed(0)).join(', ');
  console.log(`${what}: median ${median(timesMs).toFixed(0)} ms, all ${all}`);
}

function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;
}

function seconds(durationMs: number): string {
  return `${(durationMs / 1000).toFixed(2)} s`;
}
