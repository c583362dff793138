/** The whole application in a browser, for end-to-end tests of one area: real services over generated calls. */

import type { Browser, BrowserContextOptions } from 'playwright-core';
import { startWebHost } from '#core/web/index.ts';
import type { ReportInput } from '#core/domain/report.ts';
import type { Resources } from '#core/resources.ts';
import { buildTarget } from '../../scripts/build.ts';
import { fakeServices } from '../fakes/app-services.ts';
import type { FakeServices } from '../fakes/app-services.ts';
import { hostClock, hostLog } from '../fakes/host.ts';
import { launchBrowser, openWatched } from './browser.ts';
import type { WatchedPage } from './browser.ts';

export interface Screens {
  readonly services: FakeServices;
  /** Opens a page at a place such as `#/calls`. */
  open(hash?: string, options?: BrowserContextOptions): Promise<WatchedPage>;
  close(): Promise<void>;
}

/**
 * @param chromium path of the browser
 * @param input the calls that are stored
 * @param changes resources that differ from the program's own
 */
export async function startScreens(
  chromium: string,
  input: ReportInput,
  changes: Partial<Resources> = {},
): Promise<Screens> {
  for (const target of ['report', 'web'] as const) await buildTarget(target);
  const services = await fakeServices(input, changes);
  const host = await startWebHost({ services, logger: hostLog(), clock: hostClock(), rendererDir: 'dist/renderer' });
  const browser: Browser = await launchBrowser(chromium);
  return {
    services,
    async open(hash = '', options = {}) {
      const watched = await openWatched(browser, `http://127.0.0.1:${host.port}`, options);
      await watched.page.goto(host.url);
      await watched.page.getByRole('heading', { level: 1 }).waitFor();
      if (hash !== '') await watched.page.evaluate((wanted) => (window.location.hash = wanted), hash);
      return watched;
    },
    async close() {
      await browser.close();
      await host.close();
      await services.dispose();
    },
  };
}
