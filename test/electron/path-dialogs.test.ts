import { beforeEach, describe, expect, it, vi } from 'vitest';
import type { OpenDialogOptions } from 'electron';
import type { DesktopBridge, PathKind } from '#core/domain/path-choice.ts';
import { offerPathDialogs } from '../../electron/path-dialogs.ts';
import { desktopTexts } from '../../electron/texts.ts';
import { BrowserWindow, asked, contextBridge, dialog, ipcMain, ipcRenderer } from './fake-electron.ts';

vi.mock('electron', () => import('./fake-electron.ts'));

const window = new BrowserWindow({ webPreferences: {} });

interface Asker {
  readonly url?: string;
  readonly isMain?: boolean;
  readonly sender?: object;
}

/** What a page asks; `url` and `isMain` say which frame does. */
function choose(kind: unknown, { url = 'app://razbor/', isMain = true, sender = window.webContents }: Asker = {}) {
  const senderFrame = { url };
  const event = { sender: Object.assign(sender, { mainFrame: isMain ? senderFrame : {} }), senderFrame };
  return ipcMain.handlers.get('path:choose')!(event, kind);
}

const answer = (...filePaths: string[]): void => {
  dialog.choose = () => Promise.resolve({ canceled: filePaths.length === 0, filePaths });
};

beforeEach(() => {
  asked.dialogs.length = 0;
  offerPathDialogs(desktopTexts('ru'));
});

describe('the dialogs for paths', () => {
  it.each<[PathKind, OpenDialogOptions]>([
    ['model-file', { title: 'Файл модели', properties: ['openFile'] }],
    ['model-folder', { title: 'Папка с файлами модели', properties: ['openDirectory'] }],
    ['recordings-folder', { title: 'Папка с записями разговоров', properties: ['openDirectory'] }],
    ['backup-folder', { title: 'Куда сохранить копию', properties: ['openDirectory', 'createDirectory'] }],
    ['backup-file', { title: 'Копия базы Разбора', properties: ['openFile'] }],
  ])('ask for what is wanted: %s', async (kind, options) => {
    answer('/media/stick/it');
    expect(await choose(kind)).toBe('/media/stick/it');
    expect(asked.dialogs).toMatchObject([options]);
  });

  it('show the files that fit first, and all on wish', async () => {
    answer();
    for (const kind of ['model-file', 'backup-file', 'model-folder']) await choose(kind);
    const shown = asked.dialogs.map(({ filters }) => filters?.map(({ extensions }) => extensions.join(' ')));
    expect(shown).toEqual([['onnx bin json txt', '*'], ['db', '*'], undefined]);
  });

  it('tell nothing when they are closed', async () => {
    answer();
    expect(await choose('model-file')).toBeNull();
  });

  it.each([
    ['a frame inside it', 'model-file', { isMain: false }],
    ['a report', 'model-file', { url: 'app://razbor/reports/ticket' }],
    ['another page', 'model-file', { url: 'https://evil.example/' }],
    ['something without a window', 'model-file', { sender: {} }],
    ['an unknown kind', '/etc/passwd', {}],
    ['a kind that is an object', { properties: ['openFile'] }, {}],
    ['nothing', undefined, {}],
  ])('open for no %s', async (_what, kind, from) => {
    answer('/etc/passwd');
    expect(await choose(kind, from)).toBeNull();
    expect(asked.dialogs).toEqual([]);
  });

  it('open one at a time, and again after one that failed', async () => {
    const open = Promise.withResolvers<{ canceled: boolean; filePaths: string[] }>();
    dialog.choose = () => open.promise;
    const first = choose('model-file');
    expect(await choose('model-file')).toBeNull();
    open.reject(new Error('no display'));
    await expect(first).rejects.toThrow('no display');
    answer('/x');
    expect(await choose('model-file')).toBe('/x');
  });
});

describe('the preload script', () => {
  it('offers the page a dialog for a path and nothing else of Electron', async () => {
    const page = Object.assign(new EventTarget(), { location: { origin: 'app://razbor' } });
    vi.stubGlobal('window', page);
    await import('../../electron/preload.ts');
    expect(Object.keys(contextBridge.exposed)).toEqual(['razborDesktop']);
    const bridge = contextBridge.exposed['razborDesktop'] as DesktopBridge;
    expect(Object.keys(bridge)).toEqual(['choosePath']);
    expect(await bridge.choosePath('model-folder')).toBe('/media/stick');
    const say = (data: unknown, source: unknown): void =>
      void page.dispatchEvent(Object.assign(new Event('message'), { data, source }));
    say('rpc:connect', page);
    say('rpc:connect', {});
    say('quit', page);
    expect(ipcRenderer.sent).toEqual([['path:choose', 'model-folder'], ['rpc:connect']]);
    vi.unstubAllGlobals();
  });
});
