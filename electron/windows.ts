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

/** @param preload absolute path of the built preload script @param url of the first screen */
export function openMainWindow(preload: string, url: string): BrowserWindow {
  const window = new BrowserWindow({
    ...SIZE,
    show: false,
    autoHideMenuBar: true,
    title: 'Разбор',
    webPreferences: { ...LOCKED_DOWN, preload },
  });
  window.once('ready-to-show', () => window.show());
  // Everything lies in the core: a page that crashed shows the same again.
  window.webContents.on('render-process-gone', (_event, { reason }) => {
    if (reason !== 'clean-exit') window.reload();
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
