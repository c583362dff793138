import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { NO_STATUS } from '../../electron/messages.ts';
import type { CoreStatus, ToCore } from '../../electron/messages.ts';
import { startDesktop } from '../../electron/desktop.ts';
import { followUpdates } from '../../electron/updates.ts';
import type { Updater } from '../../electron/updates.ts';
import { desktopTexts } from '../../electron/texts.ts';
import { DESKTOP_OPTIONS } from './desktop-options.ts';
import { BrowserWindow, Tray, app, asked, forgetProgram } from './fake-electron.ts';

vi.mock('electron', () => import('./fake-electron.ts'));

const RUNNING: CoreStatus = { ...NO_STATUS, isRunning: true, fraction: 0.4, waiting: 6, isOffline: false };

/** The core that runs now, from outside. */
const core = () => asked.processes.at(-1)!;
const tell = (status: CoreStatus): void => void core().emit('message', { kind: 'status', status });
const tray = () => Tray.shown.at(-1)!;
const window = () => BrowserWindow.opened.at(-1)!;

beforeEach(async () => {
  await startDesktop(DESKTOP_OPTIONS);
});
afterEach(forgetProgram);

describe('the system', () => {
  it('does not fall asleep while calls are analysed, and shows how far they are', () => {
    tell(RUNNING);
    tell({ ...RUNNING, fraction: 0.5 });
    expect([asked.awake.size, window().progress, tray().tooltip]).toEqual([1, 0.5, 'Разбор: разбираю звонки, 50 %']);
    tell({ ...NO_STATUS, isOffline: false });
    expect([asked.awake.size, window().progress, tray().tooltip]).toEqual([0, -1, 'Разбор: всё готово']);
  });

  it('says that the work is done to those who look elsewhere', () => {
    tell(RUNNING);
    tell({ ...NO_STATUS, failed: 2 });
    expect(asked.notifications).toEqual(['Звонки разобраны: Не получилось: 2. Причины — в списке звонков.']);
    window().isInFront = true;
    tell(RUNNING);
    tell(NO_STATUS);
    expect(asked.notifications).toHaveLength(1);
  });

  it('says nothing of work that was stopped by hand', () => {
    tell(RUNNING);
    tell({ ...RUNNING, isRunning: false });
    expect(asked.notifications).toEqual([]);
  });
});

describe('the tray', () => {
  const click = (label: string): void => tray().menu.find((item) => item.label === label)!.click!();

  it('starts and stops the work', () => {
    const heard: ToCore[] = [];
    core().inside.on('message', ({ data }: { data: ToCore }) => heard.push(data));
    tell({ ...RUNNING, isRunning: false });
    click('Разобрать звонки');
    tell(RUNNING);
    click('Остановить разбор звонков');
    expect(heard).toEqual([{ kind: 'start-work' }, { kind: 'stop-work' }]);
  });

  it('keeps the program while calls are analysed and the window is closed, and lets it end after', () => {
    tell(RUNNING);
    window().close();
    expect(asked.quits).toBe(0);
    expect(asked.notifications[0]).toContain('Разбор работает дальше');
    tell(NO_STATUS);
    expect(asked.quits).toBe(1);
  });

  it('opens the window again', () => {
    tell(RUNNING);
    window().close();
    click('Открыть Разбор');
    expect(BrowserWindow.getAllWindows()).toHaveLength(1);
  });

  it('is not needed when nothing runs: closing the window ends the program', () => {
    window().close();
    expect(asked.quits).toBe(1);
  });
});

describe('links', () => {
  it('open the call in the window that is there', () => {
    expect(asked.linkClients).toContainEqual(['razbor', process.execPath, []]);
    app.emit('second-instance', {}, ['/usr/bin/razbor', 'razbor://calls/portal%3Aexample%3A17']);
    expect(window().url).toBe('app://razbor/#/calls/portal%3Aexample%3A17');
    const preventDefault = vi.fn();
    app.emit('open-url', { preventDefault }, 'razbor://calls/demo%3A1');
    expect([window().url, preventDefault.mock.calls.length]).toEqual(['app://razbor/#/calls/demo%3A1', 1]);
  });

  it('lead nowhere else, whoever made them', () => {
    const before = window().url;
    for (const link of [
      'razbor://settings/x',
      'razbor://calls/',
      'razbor://calls/1/settings',
      'https://calls/1',
      `razbor://calls/${'1'.repeat(400)}`,
    ]) {
      app.emit('second-instance', {}, [link]);
    }
    expect([window().url, BrowserWindow.opened.length]).toEqual([before, 1]);
  });
});

describe('a crash', () => {
  it('of the core starts another; after the fourth in five minutes the program says so and ends', () => {
    for (let crash = 1; crash <= 3; crash++) core().emit('exit', 139);
    expect([asked.processes.length, asked.errors.length, asked.quits]).toEqual([4, 0, 0]);
    core().emit('exit', 139);
    expect([asked.processes.length, asked.quits]).toEqual([4, 1]);
    expect(asked.errors[0]).toContain('Разбор неожиданно остановился');
  });

  it('is none when the core ends by itself to be started anew', () => {
    for (let restart = 1; restart <= 6; restart++) core().emit('exit', 0);
    expect([asked.processes.length, asked.quits]).toEqual([7, 0]);
  });

  it('of a page loads it again', () => {
    window().webContents.emit('render-process-gone', {}, { reason: 'crashed' });
    window().webContents.emit('render-process-gone', {}, { reason: 'clean-exit' });
    expect(window().reloads).toBe(1);
  });

  it('is none when the core has said why it cannot work', () => {
    core().emit('message', { kind: 'failed', title: 'Папка занята', advice: 'Закройте другую копию' });
    core().emit('exit', 1);
    expect([asked.errors, asked.processes.length, asked.quits]).toEqual([
      ['Папка занята: Закройте другую копию'],
      1,
      1,
    ]);
  });
});

describe('updates', () => {
  const aFakeUpdater = () => {
    const checks: number[] = [];
    const listeners = new Map<string, (value: never) => void>();
    const updater = {
      autoDownload: false,
      autoInstallOnAppQuit: false,
      on: (event: string, listener: (value: never) => void) => listeners.set(event, listener),
      checkForUpdates: () => {
        checks.push(Date.now());
        return Promise.reject(new Error('no connection'));
      },
    } satisfies Record<keyof Updater, unknown> as unknown as Updater;
    return { updater, checks, tell: (event: string, value: unknown) => listeners.get(event)?.(value as never) };
  };

  it('are looked for daily unless connections are forbidden, announced, and no failure ends the program', async () => {
    vi.useFakeTimers();
    const { updater, checks, tell: say } = aFakeUpdater();
    const errors: unknown[] = [];
    let isOffline = true;
    const stop = followUpdates({
      updater,
      texts: desktopTexts('ru'),
      isOffline: () => isOffline,
      onError: (error) => errors.push(error),
    });
    await vi.advanceTimersByTimeAsync(60_000);
    expect(checks).toHaveLength(0);
    isOffline = false;
    await vi.advanceTimersByTimeAsync(24 * 3_600_000);
    expect([checks.length, errors.length]).toEqual([1, 1]);
    say('update-downloaded', { version: '2.0.0' });
    expect(asked.notifications).toEqual(['Новая версия готова: Версия 2.0.0 установится при следующем запуске.']);
    stop();
    vi.useRealTimers();
  });
});
