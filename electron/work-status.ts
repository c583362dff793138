/** What the system is told of the work: no sleep while it goes on, a bar on the program's icon, a word at its end. */

import { BrowserWindow, Notification, powerSaveBlocker } from 'electron';
import type { CoreStatus } from './messages.ts';
import type { DesktopTexts } from './texts.ts';

/** Takes each new status. */
export type FollowWork = (status: CoreStatus) => void;

/** @param onChange told each new status too, e.g. the tray */
export function followWork(texts: DesktopTexts, onChange: FollowWork): FollowWork {
  let blocker: number | null = null;
  let wasRunning = false;
  return (status) => {
    if (status.isRunning && blocker === null) blocker = powerSaveBlocker.start('prevent-app-suspension');
    if (!status.isRunning && blocker !== null) {
      powerSaveBlocker.stop(blocker);
      blocker = null;
    }
    for (const window of BrowserWindow.getAllWindows()) window.setProgressBar(status.isRunning ? status.fraction : -1);
    // Stopped by hand is not done: calls still wait then, and whoever stopped it knows.
    if (wasRunning && !status.isRunning && status.waiting === 0) notifyUnlessSeen(texts, status);
    wasRunning = status.isRunning;
    onChange(status);
  };
}

function notifyUnlessSeen(texts: DesktopTexts, { failed }: CoreStatus): void {
  const isSeen = BrowserWindow.getAllWindows().some((window) => window.isFocused());
  if (!isSeen) notify(texts.finished, failed > 0 ? texts.failed(failed) : texts.finishedBody);
}

export function notify(title: string, body: string): void {
  if (Notification.isSupported()) new Notification({ title, body }).show();
}
