/** Start-up of the desktop application, in order. */

import { BrowserWindow, MessageChannelMain, app, dialog, ipcMain } from 'electron';
import type { IpcMainEvent } from 'electron';
import { registerScheme, servePages } from './app-protocol.ts';
import { startCore } from './core-process.ts';
import type { CoreProcess } from './core-process.ts';
import { isScreen } from './origin.ts';
import { denyPermissions, guardPages } from './security.ts';
import { openMainWindow, openReportWindow } from './windows.ts';

/** Absolute paths of what the build has made, and the arguments of the core. */
export interface DesktopOptions {
  readonly rendererDir: string;
  readonly preload: string;
  readonly core: string;
  readonly speechWorker: string;
  readonly coreArgs: readonly string[];
}

export async function startDesktop(options: DesktopOptions): Promise<void> {
  if (!app.requestSingleInstanceLock()) {
    app.quit();
    return;
  }
  registerScheme();
  guardPages(openReportWindow);
  app.on('second-instance', focusWindow);
  app.on('window-all-closed', () => app.quit());
  await app.whenReady();
  denyPermissions();

  const core = startCore({
    modulePath: options.core,
    workerPath: options.speechWorker,
    args: options.coreArgs,
    onFailure: (title, advice) => dialog.showErrorBox(title, advice),
    onExit: () => app.quit(),
  });
  servePages(options.rendererDir, (ticket) => core.redeem(ticket));
  ipcMain.on('rpc:connect', (event) => connectPage(event, core));
  await openMainWindow(options.preload);
}

/** Gives a page of ours a line to the core; a frame inside it, or anything else, gets none. */
function connectPage({ sender, senderFrame }: IpcMainEvent, core: CoreProcess): void {
  if (!senderFrame || senderFrame !== sender.mainFrame || !isScreen(senderFrame.url)) return;
  const { port1, port2 } = new MessageChannelMain();
  core.connect(port1);
  senderFrame.postMessage('rpc:port', null, [port2]);
}

/** Somebody started the program again: they want to see it, not to have two. */
function focusWindow(): void {
  const [window] = BrowserWindow.getAllWindows();
  if (window?.isMinimized()) window.restore();
  window?.focus();
}
