/** New versions: fetched in the background from the feed that the installer was built with, installed at the next start. */

import { notify } from './work-status.ts';
import type { DesktopTexts } from './texts.ts';

/** The start belongs to the user; the core says by then whether connections are allowed. */
const FIRST_CHECK_MS = 60_000;
const CHECK_INTERVAL_MS = 24 * 3_600_000;

/** The part of electron-updater's `autoUpdater` that is used. */
export interface Updater {
  autoDownload: boolean;
  autoInstallOnAppQuit: boolean;
  on(event: 'update-downloaded', listener: (info: { version: string }) => void): unknown;
  on(event: 'error', listener: (error: Error) => void): unknown;
  checkForUpdates(): Promise<unknown>;
}

export interface UpdateOptions {
  readonly updater: Updater;
  readonly texts: DesktopTexts;
  /** The user may forbid every connection; asked before each check. */
  readonly isOffline: () => boolean;
  readonly onError: (error: unknown) => void;
}

/** @returns a function that ends the checks */
export function followUpdates({ updater, texts, isOffline, onError }: UpdateOptions): () => void {
  updater.autoDownload = true;
  updater.autoInstallOnAppQuit = true;
  updater.on('update-downloaded', ({ version }) => notify(texts.updateReady, texts.updateBody(version)));
  updater.on('error', onError);
  const check = (): void => {
    // The updater reports its failures by event as well; the rejection says nothing more.
    if (!isOffline()) updater.checkForUpdates().catch(onError);
  };
  const first = setTimeout(check, FIRST_CHECK_MS);
  const daily = setInterval(check, CHECK_INTERVAL_MS);
  return () => {
    clearTimeout(first);
    clearInterval(daily);
  };
}
