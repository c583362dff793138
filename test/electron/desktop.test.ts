import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { fromMainPort } from '#core/api/index.ts';
import type { MainPort, Port } from '#core/api/index.ts';
import { portWebSocket } from '#core/api/port-web-socket.ts';
import { createClient } from '#renderer/rpc/client.ts';
import { createRemoteForker } from '../../electron/core-forker.ts';
import { serveParent } from '../../electron/core-server.ts';
import type { ParentPort } from '../../electron/core-server.ts';
import { startDesktop } from '../../electron/desktop.ts';
import type { ToCore } from '../../electron/messages.ts';
import { fakeServices } from '../fakes/app-services.ts';
import type { FakeServices } from '../fakes/app-services.ts';
import { hostClock, hostLog } from '../fakes/host.ts';
import { DESKTOP_OPTIONS } from './desktop-options.ts';
import { BrowserWindow, asked, ipcMain, shell } from './fake-electron.ts';

// The one module that cannot be had for real: it is a binary of 250 MB that a package manager downloads on first use.
vi.mock('electron', () => import('./fake-electron.ts'));

const OPTIONS = {
  ...DESKTOP_OPTIONS,
  rendererDir: path.resolve('renderer'),
  args: ['razbor://calls/demo%3A7'],
} as const;

let services: FakeServices;
let forker: ReturnType<typeof createRemoteForker>;

beforeAll(async () => {
  await startDesktop(OPTIONS);
  services = await fakeServices();
  const core = asked.processes[0]!;
  const parent: ParentPort = {
    on: (event, listener) => core.inside.on(event, listener),
    postMessage: (message) => core.emit('message', message),
  };
  forker = createRemoteForker((message) => parent.postMessage(message));
  const clock = { ...hostClock(), sleep: () => Promise.resolve() };
  serveParent({
    parent,
    services,
    logger: hostLog(),
    clock,
    onMessage: (message: ToCore) => forker.receive(message),
  });
});
afterAll(() => services.dispose());

const window = () => BrowserWindow.opened[0]!;
function isPrevented(event: string, url = '', { contents = window().webContents, isMainFrame = true } = {}): boolean {
  const preventDefault = vi.fn();
  contents.emit(event, { url, isMainFrame, preventDefault });
  return preventDefault.mock.calls.length > 0;
}

const get = (url: string, headers: Record<string, string> = {}) =>
  asked.protocols.get('app')!(new Request(url, { headers }));

/** What a page does to get a line to the core; null when it gets none within a moment. */
function connect(frame: { url: string }, isMain = true): Promise<Port | null> {
  return new Promise((resolve) => {
    const senderFrame = {
      ...frame,
      postMessage: (_channel: string, _message: unknown, [port]: [MainPort]) => resolve(fromMainPort(port)),
    };
    ipcMain.emit('rpc:connect', { senderFrame, sender: { mainFrame: isMain ? senderFrame : {} } });
    setTimeout(() => resolve(null), 50);
  });
}

describe('the desktop window', () => {
  it('is sandboxed, isolated, without Node, and without permissions', () => {
    expect(asked.sandbox).toBe(true);
    expect(window().options.webPreferences).toEqual({
      contextIsolation: true,
      sandbox: true,
      nodeIntegration: false,
      webSecurity: true,
      webviewTag: false,
      spellcheck: false,
      preload: '/built/preload.cjs',
    });
    const answer = vi.fn();
    asked.permissionRequest?.(null, 'media', answer);
    expect(answer).toHaveBeenCalledWith(false);
    expect(asked.permissionCheck?.()).toBe(false);
    expect(asked.devicePermission?.()).toBe(false);
  });

  it('opens nothing itself: web pages in the browser, reports in a window without a preload script', () => {
    const open = (url: string): unknown => window().webContents.openHandler?.({ url });
    expect(open('https://helpdesk.bitrix24.ru/')).toEqual({ action: 'deny' });
    expect(asked.openedOutside).toEqual(['https://helpdesk.bitrix24.ru/']);
    for (const url of ['file:///etc/passwd', 'http://plain.example/', 'app://razbor/', 'javascript:alert(1)']) {
      expect(open(url)).toEqual({ action: 'deny' });
    }
    expect(BrowserWindow.opened).toHaveLength(1);
    expect(open('app://razbor/reports/ticket')).toEqual({ action: 'deny' });
    expect(BrowserWindow.opened[1]?.url).toBe('app://razbor/reports/ticket');
    expect(BrowserWindow.opened[1]?.options.webPreferences).not.toHaveProperty('preload');
  });

  it('cannot be led away from the screens, nor be given a webview', () => {
    expect(isPrevented('will-navigate', 'https://evil.example/')).toBe(true);
    expect(isPrevented('will-navigate', 'app://razbor.evil.example/')).toBe(true);
    expect(isPrevented('will-navigate', 'app://razbor/reports/ticket')).toBe(true);
    expect(isPrevented('will-navigate', 'app://razbor/')).toBe(false);
    expect(isPrevented('will-attach-webview')).toBe(true);
    expect(isPrevented('will-redirect', 'app://razbor/')).toBe(true);
  });

  it('shows reports in frames and nothing else, and a report itself leads nowhere', () => {
    const frame = { isMainFrame: false };
    expect(isPrevented('will-frame-navigate', 'app://razbor/reports/ticket', frame)).toBe(false);
    expect(isPrevented('will-frame-navigate', 'app://razbor/', frame)).toBe(true);
    expect(isPrevented('will-frame-navigate', 'https://evil.example/', frame)).toBe(true);
    expect(isPrevented('will-frame-navigate', 'app://razbor/', { isMainFrame: true })).toBe(false);
    window().webContents.openHandler?.({ url: 'app://razbor/reports/other' });
    const report = { contents: BrowserWindow.opened.at(-1)!.webContents };
    expect(report.contents.url).toBe('app://razbor/reports/other');
    expect(isPrevented('will-navigate', 'app://razbor/', report)).toBe(true);
    expect(isPrevented('will-frame-navigate', 'app://razbor/reports/ticket', { ...frame, ...report })).toBe(true);
  });

  it('goes on where the system has no browser to open a page in', async () => {
    const open = vi.spyOn(shell, 'openExternal').mockRejectedValue(new Error('no browser'));
    const log = vi.spyOn(console, 'error').mockReturnValue();
    window().webContents.openHandler?.({ url: 'https://helpdesk.bitrix24.ru/' });
    await expect.poll(() => log.mock.calls.length).toBe(1);
    open.mockRestore();
    log.mockRestore();
  });
});

describe('app://razbor', () => {
  it('serves the screens with their policy, and nothing outside their folder', async () => {
    const page = await get('app://razbor/index.html');
    expect(page.status).toBe(200);
    expect(page.headers.get('content-security-policy')).toContain("script-src 'self'");
    expect((await get('app://razbor/..%2fpackage.json')).status).toBe(403);
    expect((await get('app://other/index.html')).status).toBe(403);
    expect((await get('app://razbor/nothing.js')).status).toBe(404);
  });

  it('is only read: other methods are refused, and HEAD has no content', async () => {
    const ask = (method: string) => asked.protocols.get('app')!(new Request('app://razbor/index.html', { method }));
    expect([(await ask('POST')).status, (await ask('PUT')).status]).toEqual([405, 405]);
    const head = await ask('HEAD');
    expect([head.status, await head.text()]).toEqual([200, '']);
    expect(Number(head.headers.get('content-length'))).toBeGreaterThan(0);
  });

  it('serves recordings by ticket, in parts', async () => {
    const client = await connectedClient();
    const { calls } = await client.core.calls.list.query({ filter: { objection: '*' } });
    const { recordingUrl } = await client.core.calls.get.query({ id: calls[0]!.id });
    const part = await get(recordingUrl!, { range: 'bytes=0-3' });
    expect(part.status).toBe(206);
    expect(await part.text()).toBe('RIFF');
    expect((await get('app://razbor/recordings/invented')).status).toBe(403);
    await client.close();
  });
});

async function connectedClient() {
  const page = async (): Promise<Port> => (await connect({ url: 'app://razbor/' }))!;
  return Promise.resolve(createClient({ url: 'port:', WebSocket: portWebSocket(page) }));
}

describe('the line to the core', () => {
  it('carries calls of a page of ours', async () => {
    const client = await connectedClient();
    expect(await client.core.appInfo.get.query()).toMatchObject({ version: '0.1.0' });
    await client.close();
  });

  it('is given to no frame, no report and no other page', async () => {
    expect(await connect({ url: 'app://razbor/' }, false)).toBeNull();
    expect(await connect({ url: 'app://razbor/reports/ticket' })).toBeNull();
    expect(await connect({ url: 'https://evil.example/' })).toBeNull();
  });
});

describe('processes of the core', () => {
  it('are started, heard, spoken to and ended through the main process', () => {
    const heard: unknown[] = [];
    const ends: (number | null)[] = [];
    const child = forker.fork(OPTIONS.speechWorker, ['x']);
    child.onMessage((message) => heard.push(message));
    child.onExit((code) => ends.push(code));
    const started = asked.processes.at(-1)!;
    expect([started.modulePath, started.args]).toEqual([OPTIONS.speechWorker, ['x']]);

    const spoken: unknown[] = [];
    started.inside.on('message', ({ data }: { data: unknown }) => spoken.push(data));
    child.send({ type: 'transcribe' });
    started.emit('message', { type: 'progress' });
    child.kill();
    started.emit('exit', 137);
    expect([spoken, heard, started.isKilled, ends]).toEqual([
      [{ type: 'transcribe' }],
      [{ type: 'progress' }],
      true,
      [137],
    ]);
  });

  it('are the speech process and no other module', () => {
    const count = asked.processes.length;
    forker.fork('/tmp/anything.js');
    expect(asked.processes).toHaveLength(count);
  });

  it('end with the core', () => {
    forker.fork(OPTIONS.speechWorker);
    const child = asked.processes.at(-1)!;
    asked.processes[0]!.emit('exit', 1);
    expect(child.isKilled).toBe(true);
  });
});
