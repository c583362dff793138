/** The screens over a whole program, in a real browser. */

import axe from 'axe-core';
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { onTestFinished } from 'vitest';
import { startWebHost } from '#core/web/index.ts';
import type { Program } from '../builders/program.ts';
import { hostClock, hostLog } from '../fakes/host.ts';
import { openWatched } from './browser.ts';
import type { WatchedPage } from './browser.ts';

/** @param hash of the screen to start with; the first one by default */
export async function openProgram(
  browser: Browser,
  { services }: Program,
  { hash = '', ...options }: BrowserContextOptions & { readonly hash?: string } = {},
): Promise<WatchedPage> {
  const host = await startWebHost({ services, logger: hostLog(), clock: hostClock(), rendererDir: 'dist/renderer' });
  const watched = await openWatched(browser, `http://127.0.0.1:${host.port}`, options);
  onTestFinished(async () => {
    await watched.page.close();
    await host.close();
  });
  await watched.page.goto(host.url);
  await watched.page.getByRole('heading', { level: 1 }).waitFor();
  if (hash !== '') await watched.page.evaluate((wanted) => (window.location.hash = wanted), hash);
  return watched;
}

/** Serious accessibility faults of what is shown now. The page must have been opened with `bypassCSP`. */
export async function seriousFaults(page: Page): Promise<readonly string[]> {
  await page.evaluate(axe.source);
  return await page.evaluate(async () => {
    const { violations } = await (globalThis as unknown as { axe: typeof axe }).axe.run(document, { iframes: false });
    return violations
      .filter(({ impact }) => impact === 'serious' || impact === 'critical')
      .map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.html).join(' | ')}`);
  });
}
