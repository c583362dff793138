import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { startDesktop } from '../../electron/desktop.ts';
import { NO_STATUS, type ToCore } from '../../electron/messages.ts';
import { DESKTOP_OPTIONS } from './desktop-options.ts';
import { BrowserWindow, app, asked, powerMonitor, forgetProgram } from './fake-electron.ts';

vi.mock('electron', () => import('./fake-electron.ts'));

const core = () => asked.processes.at(-1)!;
const window = () => BrowserWindow.opened.at(-1)!;
const heardByCore = (): ToCore['kind'][] => {
  const heard: ToCore['kind'][] = [];
  core().inside.on('message', ({ data }: { data: ToCore }) => heard.push(data.kind));
  return heard;
};

/** What `app.quit()` does first. @returns whether the program stays for now */
function isKept(): boolean {
  const preventDefault = vi.fn();
  app.emit('before-quit', { preventDefault });
  return preventDefault.mock.calls.length > 0;
}

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
  forgetProgram();
});

describe('the start', () => {
  it('waits with the window for everything that a page needs, also when macOS hands over a link before', async () => {
    const ready = Promise.withResolvers<undefined>();
    const whenReady = vi.spyOn(app, 'whenReady').mockReturnValue(ready.promise);
    const started = startDesktop(DESKTOP_OPTIONS);
    const preventDefault = vi.fn();
    app.emit('open-url', { preventDefault }, 'razbor://calls/demo%3A5');
    app.emit('second-instance', {}, ['razbor']);
    expect([BrowserWindow.opened.length, preventDefault.mock.calls.length]).toEqual([0, 1]);
    ready.resolve(undefined);
    await started;
    whenReady.mockRestore();
    expect(BrowserWindow.opened.map(({ url }) => url)).toEqual(['app://razbor/#/calls/demo%3A5']);
  });

  it('opens the call of the link that Windows and Linux put among the arguments', async () => {
    await startDesktop({ ...DESKTOP_OPTIONS, args: ['--flag', 'razbor://calls/demo%3A7'] });
    expect(window().url).toBe('app://razbor/#/calls/demo%3A7');
  });

  it('names the program to Windows, which shows notifications of no other', async () => {
    await startDesktop({ ...DESKTOP_OPTIONS, platform: 'win32' });
    expect(asked.names).toEqual(['ru.razbor.desktop']);
  });

  it('registers links with the folder of the program where Electron runs it from sources', async () => {
    Object.defineProperty(process, 'defaultApp', { value: true, configurable: true });
    await startDesktop(DESKTOP_OPTIONS);
    Reflect.deleteProperty(process, 'defaultApp');
    expect(asked.linkClients).toEqual([['razbor', process.execPath, ['/program']]]);
  });
});

describe('the end', () => {
  it('comes when the core has finished what it was writing; windows go at once', async () => {
    await startDesktop(DESKTOP_OPTIONS);
    const heard = heardByCore();
    expect([isKept(), window().isHidden, heard]).toEqual([true, true, ['end']]);
    expect(isKept()).toBe(true);
    expect([heard, asked.quits]).toEqual([['end'], 0]);
    core().emit('exit', 0);
    await vi.advanceTimersByTimeAsync(0);
    expect([asked.quits, asked.processes.length, isKept()]).toEqual([1, 1, false]);
  });

  it('does not wait for ever for a core that hangs', async () => {
    await startDesktop(DESKTOP_OPTIONS);
    isKept();
    await vi.advanceTimersByTimeAsync(7000);
    expect([core().isKilled, asked.quits]).toEqual([false, 0]);
    await vi.advanceTimersByTimeAsync(2000);
    expect([core().isKilled, asked.quits]).toEqual([true, 1]);
  });

  it('does not hold up a computer that is being shut down', async () => {
    await startDesktop(DESKTOP_OPTIONS);
    powerMonitor.emit('shutdown');
    expect(isKept()).toBe(false);
  });
});

describe('a crash', () => {
  it('of the core while calls are analysed: the next one goes on with them, also behind a closed window', async () => {
    await startDesktop(DESKTOP_OPTIONS);
    core().emit('message', { kind: 'status', status: { ...NO_STATUS, isRunning: true, waiting: 3 } });
    window().close();
    core().emit('exit', 139);
    expect(core().args).toEqual(['/data', 'system-secrets', 'resume-work']);
    core().emit('message', { kind: 'status', status: NO_STATUS });
    core().emit('exit', 139);
    expect(core().args).toEqual(['/data', 'system-secrets']);
  });

  it('of V8 in a process is its end and not that of the program', async () => {
    await startDesktop(DESKTOP_OPTIONS);
    const log = vi.spyOn(console, 'error').mockReturnValue();
    expect(() => core().emit('error', 'FatalError', 'heap', '{}')).not.toThrow();
    expect(log).toHaveBeenCalledOnce();
    log.mockRestore();
  });

  it('of a page that comes back again and again closes its window and says so', async () => {
    await startDesktop(DESKTOP_OPTIONS);
    const crash = (): unknown => window().webContents.emit('render-process-gone', {}, { reason: 'crashed' });
    for (let time = 1; time <= 3; time++) crash();
    vi.advanceTimersByTime(61_000);
    for (let time = 1; time <= 3; time++) crash();
    expect([window().reloads, window().isClosed]).toEqual([6, false]);
    crash();
    expect([window().reloads, window().isClosed]).toEqual([6, true]);
    expect(asked.notifications[0]).toContain('Окно Разбора закрылось из-за ошибки');
  });
});
