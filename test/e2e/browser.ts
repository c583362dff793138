/** A real Chromium for end-to-end tests, where there is one. */

import { existsSync } from 'node:fs';
import path from 'node:path';
import { chromium } from 'playwright-core';
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';

const PLACES = ['/usr/bin/chromium', '/usr/bin/google-chrome', '/usr/bin/google-chrome-stable'];

/** The browser to test with; null where there is none. `CHROMIUM` names one; with `E2E_REQUIRED=1` none is an error. */
export function findBrowser(): string | null {
  const found = [process.env['CHROMIUM'], ...PLACES].find((place) => place !== undefined && existsSync(place));
  if (found !== undefined) return found;
  const message = 'No Chromium found: end-to-end tests are skipped. Install it or set CHROMIUM=/path/to/chromium.';
  if (process.env['E2E_REQUIRED'] === '1') throw new Error(message);
  console.warn(message);
  return null;
}

export async function launchBrowser(executablePath: string): Promise<Browser> {
  return chromium.launch({
    executablePath,
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
    ],
  });
}

export interface WatchedPage {
  readonly page: Page;
  /** Console errors and warnings, exceptions, and requests to anywhere but the page's own origin. */
  readonly complaints: readonly string[];
}

/** @param origin the beginning of the addresses that may be requested */
export async function openWatched(
  browser: Browser,
  origin: string,
  options: BrowserContextOptions = {},
): Promise<WatchedPage> {
  const page = await browser.newPage({ locale: 'ru-RU', viewport: { width: 1280, height: 800 }, ...options });
  const complaints: string[] = [];
  page.on('console', (message) => {
    if (['error', 'warning'].includes(message.type())) complaints.push(message.text());
  });
  page.on('pageerror', (error) => complaints.push(error.message));
  page.on('request', (request) => {
    const url = request.url();
    if (!url.startsWith(origin) && !/^(data|blob):/.test(url)) complaints.push(`request to ${url}`);
  });
  return { page, complaints };
}

/** Saves a picture of the page when `SCREENSHOTS` names a folder; pictures are looked at, not compared. */
export async function takePicture(page: Page, name: string): Promise<void> {
  const folder = process.env['SCREENSHOTS'];
  if (folder) await page.screenshot({ path: path.join(folder, `${name}.png`) });
}
