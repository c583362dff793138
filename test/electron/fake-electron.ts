/**
 * Stands in for the `electron` module, whose binary is not in the package: the members that `electron/` uses, recording
 * what is asked of them. Its ports are real message ports, so calls through them are real calls.
 */

import { EventEmitter } from 'node:events';
import type { OpenDialogOptions } from 'electron';

import { ipcMain } from './fake-ipc.ts';

export { MessageChannelMain, contextBridge, ipcMain, ipcRenderer } from './fake-ipc.ts';

/** A process that was asked for: `inside` is what it would hear and say within. */
export class FakeUtilityProcess extends EventEmitter {
  readonly inside = new EventEmitter();
  readonly modulePath: string;
  readonly args: readonly string[];
  isKilled = false;

  constructor(modulePath: string, args: readonly string[]) {
    super();
    this.modulePath = modulePath;
    this.args = args;
  }

  postMessage(data: unknown, ports: unknown[] = []): void {
    this.inside.emit('message', { data, ports });
  }

  kill(): boolean {
    this.isKilled = true;
    return true;
  }
}

class FakeContents extends EventEmitter {
  url = '';
  openHandler: ((details: { url: string }) => unknown) | null = null;

  setWindowOpenHandler(handler: (details: { url: string }) => unknown): void {
    this.openHandler = handler;
  }

  getURL(): string {
    return this.url;
  }
}

export class BrowserWindow extends EventEmitter {
  static readonly opened: BrowserWindow[] = [];
  readonly webContents = new FakeContents();
  readonly options: { webPreferences: Record<string, unknown> };
  url = '';

  constructor(options: { webPreferences: Record<string, unknown> }) {
    super();
    this.options = options;
    BrowserWindow.opened.push(this);
    app.emit('web-contents-created', {}, this.webContents);
  }

  static getAllWindows(): BrowserWindow[] {
    return BrowserWindow.opened.filter((window) => !window.isClosed);
  }

  static fromWebContents(contents: unknown): BrowserWindow | null {
    return BrowserWindow.getAllWindows().find(({ webContents }) => webContents === contents) ?? null;
  }

  isClosed = false;
  isInFront = false;
  progress = -1;
  reloads = 0;

  /** What a user does with the cross. */
  close(): void {
    this.isClosed = true;
    if (BrowserWindow.getAllWindows().length === 0) app.emit('window-all-closed');
  }

  isDestroyed(): boolean {
    return this.isClosed;
  }

  isFocused(): boolean {
    return this.isInFront;
  }

  setProgressBar(progress: number): void {
    this.progress = progress;
  }

  reload(): void {
    this.reloads += 1;
  }

  isHidden = false;

  hide(): void {
    this.isHidden = true;
  }

  destroy(): void {
    this.close();
  }

  restore(): void {
    this.emit('restored');
  }

  loadURL(url: string): Promise<void> {
    this.url = url;
    this.webContents.url = url;
    return Promise.resolve();
  }

  show(): void {
    this.emit('shown');
  }

  isMinimized(): boolean {
    return false;
  }

  focus(): void {
    this.emit('focused');
  }
}

/** What was asked of the module, for tests to look at. */
export const asked = {
  sandbox: false,
  quits: 0,
  schemes: [] as { scheme: string; privileges: Record<string, boolean> }[],
  protocols: new Map<string, (request: Request) => Promise<Response>>(),
  permissionRequest: null as
    ((contents: unknown, permission: string, answer: (granted: boolean) => void) => void) | null,
  permissionCheck: null as (() => boolean) | null,
  devicePermission: null as (() => boolean) | null,
  openedOutside: [] as string[],
  processes: [] as FakeUtilityProcess[],
  errors: [] as string[],
  dialogs: [] as OpenDialogOptions[],
  notifications: [] as string[],
  /** Ids of the blockers of sleep that are on. */
  awake: new Set<number>(),
  linkClients: [] as unknown[][],
  names: [] as string[],
  menu: [] as MenuItem[],
};

interface MenuItem {
  readonly label?: string;
  readonly enabled?: boolean;
  readonly click?: () => void;
  readonly submenu?: readonly MenuItem[];
}

export const app = Object.assign(new EventEmitter(), {
  requestSingleInstanceLock: () => true,
  enableSandbox: () => {
    asked.sandbox = true;
  },
  whenReady: () => Promise.resolve(),
  getLocale: () => 'ru',
  getAppPath: () => '/program',
  setAsDefaultProtocolClient: (...client: unknown[]) => void asked.linkClients.push(client),
  setAppUserModelId: (id: string) => void asked.names.push(id),
  quit: () => {
    asked.quits += 1;
  },
});

export const protocol = {
  registerSchemesAsPrivileged: (schemes: typeof asked.schemes) => void asked.schemes.push(...schemes),
  handle: (scheme: string, handler: (request: Request) => Promise<Response>) =>
    void asked.protocols.set(scheme, handler),
};

export const session = {
  defaultSession: {
    setPermissionRequestHandler: (handler: typeof asked.permissionRequest) => {
      asked.permissionRequest = handler;
    },
    setPermissionCheckHandler: (handler: typeof asked.permissionCheck) => {
      asked.permissionCheck = handler;
    },
    setDevicePermissionHandler: (handler: typeof asked.devicePermission) => {
      asked.devicePermission = handler;
    },
  },
};

export const shell = {
  openExternal: (url: string) => {
    asked.openedOutside.push(url);
    return Promise.resolve();
  },
};

export const dialog = {
  showErrorBox: (title: string, text: string) => void asked.errors.push(`${title}: ${text}`),
  /** What the user does with the next dialog; tests set it. */
  choose: (): Promise<{ canceled: boolean; filePaths: string[] }> => Promise.resolve({ canceled: true, filePaths: [] }),
  showOpenDialog: (_window: BrowserWindow, options: OpenDialogOptions) => {
    asked.dialogs.push(options);
    return dialog.choose();
  },
};

export const powerMonitor = new EventEmitter();

export const utilityProcess = {
  fork: (modulePath: string, args: readonly string[]) => {
    const process = new FakeUtilityProcess(modulePath, args);
    asked.processes.push(process);
    return process;
  },
};

export const Menu = {
  buildFromTemplate: (items: readonly MenuItem[]) => items,
  setApplicationMenu: (items: readonly MenuItem[]) => void asked.menu.push(...items),
};

export class Tray extends EventEmitter {
  static readonly shown: Tray[] = [];
  readonly icon: string;
  tooltip = '';
  menu: readonly MenuItem[] = [];

  constructor(icon: string) {
    super();
    this.icon = icon;
    Tray.shown.push(this);
  }

  setToolTip(text: string): void {
    this.tooltip = text;
  }

  setContextMenu(menu: readonly MenuItem[]): void {
    this.menu = menu;
  }
}

export class Notification {
  readonly #text: string;

  constructor({ title, body }: { title: string; body: string }) {
    this.#text = `${title}: ${body}`;
  }

  static isSupported(): boolean {
    return true;
  }

  show(): void {
    asked.notifications.push(this.#text);
  }
}

let blockers = 0;

export const powerSaveBlocker = {
  start: () => {
    blockers += 1;
    asked.awake.add(blockers);
    return blockers;
  },
  stop: (id: number) => asked.awake.delete(id),
};

/** The system's key store; tests set how good it is. */
export const safeStorage = {
  isAvailable: true,
  backend: 'gnome_libsecret',
  isAsyncEncryptionAvailable: () => Promise.resolve(safeStorage.isAvailable),
  getSelectedStorageBackend: () => safeStorage.backend,
  encryptStringAsync: (text: string) => Promise.resolve(Buffer.from(text).reverse()),
  isKeyRotated: false,
  decryptStringAsync: (data: Buffer) =>
    Promise.resolve({ result: Buffer.from(data).reverse().toString(), shouldReEncrypt: safeStorage.isKeyRotated }),
};

/** After each test: the next one starts a program of its own. */
export function forgetProgram(): void {
  for (const emitter of [app, ipcMain, powerMonitor]) emitter.removeAllListeners();
  BrowserWindow.opened.length = 0;
  const { processes, notifications, errors, names, linkClients, awake } = asked;
  for (const list of [processes, notifications, errors, names, linkClients]) list.length = 0;
  awake.clear();
  asked.quits = 0;
}
