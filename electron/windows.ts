/** The window of the screens, and plain ones for reports. */

import { BrowserWindow } from 'electron';
import type { WebPreferences } from 'electron';
import { isReport } from './origin.ts';

const LOCKED_DOWN: WebPreferences = {
  contextIsolation: true,
  sandbox: true,
  nodeIntegration: false,
  webSecurity: true,
  webviewTag: false,
  spellcheck: false,
};

const SIZE = { width: 1280, height: 800, minWidth: 900, minHeight: 600 };

/** More crashes of a page than this within the window are no accident. */
const MAX_RELOADS = 3;
const RELOAD_WINDOW_MS = 60_000;

export interface MainWindowOptions {
  /** Absolute path of the built preload script. */
  readonly preload: string;
  /** Of the first screen. */
  readonly url: string;
  /** Told when a page crashes again and again; its window is closed then. */
  readonly onGivenUp: () => void;
}

export function openMainWindow({ preload, url, onGivenUp }: MainWindowOptions): BrowserWindow {
  const window = new BrowserWindow({
    ...SIZE,
    show: false,
    autoHideMenuBar: true,
    title: 'Разбор',
    webPreferences: { ...LOCKED_DOWN, preload },
  });
  window.once('ready-to-show', () => window.show());
  // Everything lies in the core: a page that crashed shows the same again.
  const crashes: number[] = [];
  window.webContents.on('render-process-gone', (_event, { reason }) => {
    if (reason === 'clean-exit') return;
    crashes.push(Date.now());
    if (crashes.filter((moment) => moment > Date.now() - RELOAD_WINDOW_MS).length <= MAX_RELOADS) {
      window.reload();
      return;
    }
    onGivenUp();
    window.destroy();
  });
  void window.loadURL(url);
  return window;
}

/** A report gets a window without a preload script: it has nothing to ask of the program. Other addresses get none. */
export function openReportWindow(url: string): void {
  if (!isReport(url)) return;
  const window = new BrowserWindow({ ...SIZE, autoHideMenuBar: true, webPreferences: LOCKED_DOWN });
  void window.loadURL(url);
}
