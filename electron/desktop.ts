/** Start-up of the desktop application, in order. */

import { BrowserWindow, MessageChannelMain, app, dialog, ipcMain } from 'electron';
import type { IpcMainEvent } from 'electron';
import { registerScheme, servePages } from './app-protocol.ts';
import { keepCore } from './core-keeper.ts';
import { startCore } from './core-process.ts';
import type { CoreProcess } from './core-process.ts';
import { followDeepLinks, screenToStartWith } from './deep-links.ts';
import { setMenu } from './menu.ts';
import { NO_STATUS } from './messages.ts';
import { ORIGIN, isOurPage } from './origin.ts';
import { offerPathDialogs } from './path-dialogs.ts';
import { createSystemSecrets } from './secrets.ts';
import { denyPermissions, guardPages } from './security.ts';
import { desktopTexts } from './texts.ts';
import { createTray } from './tray.ts';
import { followUpdates } from './updates.ts';
import type { Updater } from './updates.ts';
import { followWork, notify } from './work-status.ts';
import { openMainWindow, openReportWindow } from './windows.ts';

/** Absolute paths of what the build has made, and the arguments of the core. */
export interface DesktopOptions {
  readonly rendererDir: string;
  readonly preload: string;
  readonly core: string;
  readonly speechWorker: string;
  readonly trayIcon: string;
  readonly coreArgs: readonly string[];
  /** Where encrypted secrets are kept. */
  readonly secretsFile: string;
  readonly platform: NodeJS.Platform;
  /** Arguments of the program: it may have been started by a link. */
  readonly args: readonly string[];
  /** Null where there is no feed to update from. */
  readonly updater: Updater | null;
}

export async function startDesktop(options: DesktopOptions): Promise<void> {
  if (!app.requestSingleInstanceLock()) {
    app.quit();
    return;
  }
  registerScheme();
  guardPages(openReportWindow);
  const screen = createScreen(options.preload);
  app.on('second-instance', () => screen.show());
  followDeepLinks((url) => screen.show(url));
  await app.whenReady();
  denyPermissions();

  const texts = desktopTexts(app.getLocale());
  setMenu(texts, options.platform);
  let status = NO_STATUS;
  const secrets = await createSystemSecrets(options.secretsFile, options.platform);
  const core = keepCore({
    start: (onExit) =>
      startCore({
        modulePath: options.core,
        workerPath: options.speechWorker,
        args: [...options.coreArgs, secrets ? 'system-secrets' : 'own-secrets'],
        secrets,
        onStatus: (next) => onStatus(next),
        onFailure: (title, advice) => {
          core.letGo();
          dialog.showErrorBox(title, advice);
          app.quit();
        },
        onExit,
      }),
    now: () => Date.now(),
    onGivenUp: () => {
      dialog.showErrorBox(texts.coreEnded, texts.coreAdvice);
      app.quit();
    },
  });
  const tray = createTray({
    icon: options.trayIcon,
    texts,
    open: () => screen.show(),
    quit: () => app.quit(),
    startWork: () => core.startWork(),
    stopWork: () => core.stopWork(),
  });
  const onStatus = followWork(texts, (next) => {
    status = next;
    tray(next);
    if (!next.isRunning && BrowserWindow.getAllWindows().length === 0 && screen.wasShown()) app.quit();
  });
  servePages(options.rendererDir, (ticket) => core.redeem(ticket));
  offerPathDialogs(texts);
  ipcMain.on('rpc:connect', (event) => connectPage(event, core));
  app.on('activate', () => screen.show());
  app.on('before-quit', () => core.letGo());
  app.on('window-all-closed', () => {
    if (status.isRunning) notify(texts.keepsRunning, texts.keepsRunningBody);
    else app.quit();
  });
  if (options.updater) {
    const log = (error: unknown): void => console.error('update', error);
    followUpdates({ updater: options.updater, texts, isOffline: () => status.isOffline, onError: log });
  }
  screen.show(screenToStartWith(options.args) ?? undefined);
}

/** The window of the screens: opened when it is not there, brought to the front when it is. */
function createScreen(preload: string) {
  let window: BrowserWindow | null = null;
  return {
    wasShown: (): boolean => window !== null,
    show(url = `${ORIGIN}/`): void {
      if (!window || window.isDestroyed()) {
        window = openMainWindow(preload, url);
        return;
      }
      if (url !== `${ORIGIN}/`) void window.loadURL(url);
      if (window.isMinimized()) window.restore();
      window.show();
      window.focus();
    },
  };
}

/** Gives a page of ours a line to the core; a frame inside it, or anything else, gets none. */
function connectPage(event: IpcMainEvent, core: CoreProcess): void {
  if (!isOurPage(event)) return;
  const { port1, port2 } = new MessageChannelMain();
  core.connect(port1);
  event.senderFrame?.postMessage('rpc:port', null, [port2]);
}
