/** Start-up of the desktop application, in order. */

import { BrowserWindow, MessageChannelMain, app, dialog, ipcMain, powerMonitor } from 'electron';
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

/** As in electron-builder.yml. */
const APP_ID = 'ru.razbor.desktop';

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
  // Windows shows notifications only of programs that it can name; the installer's shortcut bears the same name.
  if (options.platform === 'win32') app.setAppUserModelId(APP_ID);
  registerScheme();
  guardPages(openReportWindow);
  const screen = createScreen(options);
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
        // What a core was at when it crashed goes on in the next one.
        args: [
          ...options.coreArgs,
          secrets ? 'system-secrets' : 'own-secrets',
          ...(status.isRunning ? ['resume-work'] : []),
        ],
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
  endWithCore(core);
  app.on('window-all-closed', () => {
    if (status.isRunning) notify(texts.keepsRunning, texts.keepsRunningBody);
    else app.quit();
  });
  if (options.updater) {
    const log = (error: unknown): void => console.error('update', error);
    followUpdates({ updater: options.updater, texts, isOffline: () => status.isOffline, onError: log });
  }
  screen.start();
}

/** The window of the screens: opened when it is not there, brought to the front when it is. */
function createScreen({ preload, args }: Pick<DesktopOptions, 'preload' | 'args'>) {
  let window: BrowserWindow | null = null;
  // macOS hands over the link that a program was started by before there can be a window.
  let isStarted = false;
  let wanted = screenToStartWith(args);

  function show(url: string | null = null): void {
    if (!isStarted) {
      wanted = url ?? wanted;
      return;
    }
    if (!window || window.isDestroyed()) {
      window = openMainWindow({ preload, url: url ?? `${ORIGIN}/`, onGivenUp: tellPageEnded });
      return;
    }
    if (url !== null) void window.loadURL(url);
    if (window.isMinimized()) window.restore();
    window.show();
    window.focus();
  }

  return {
    wasShown: (): boolean => window !== null,
    show,
    /** Everything that a page needs is there. */
    start(): void {
      isStarted = true;
      show(wanted);
    },
  };
}

function tellPageEnded(): void {
  const { pageEnded, pageAdvice } = desktopTexts(app.getLocale());
  notify(pageEnded, pageAdvice);
}

/** The program ends when the core has: what it is writing is finished first. */
function endWithCore(core: CoreProcess): void {
  let state: 'working' | 'ending' | 'ended' = 'working';
  // Waiting would hold up the shutdown of the whole computer.
  powerMonitor.on('shutdown', () => {
    state = 'ended';
  });
  app.on('before-quit', (event) => {
    if (state === 'ended') return;
    event.preventDefault();
    if (state === 'ending') return;
    state = 'ending';
    for (const window of BrowserWindow.getAllWindows()) window.hide();
    void core.end().then(() => {
      state = 'ended';
      app.quit();
    });
  });
}

/** Gives a page of ours a line to the core; a frame inside it, or anything else, gets none. */
function connectPage(event: IpcMainEvent, core: CoreProcess): void {
  if (!isOurPage(event)) return;
  const { port1, port2 } = new MessageChannelMain();
  core.connect(port1);
  event.senderFrame?.postMessage('rpc:port', null, [port2]);
}
