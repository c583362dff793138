/** The icon in the notification area: how the work goes, and a way back when the window is closed. */

import { Menu, Tray } from 'electron';
import { NO_STATUS } from './messages.ts';
import type { CoreStatus } from './messages.ts';
import type { DesktopTexts } from './texts.ts';

export interface TrayOptions {
  /** Absolute path of the picture. */
  readonly icon: string;
  readonly texts: DesktopTexts;
  readonly open: () => void;
  readonly quit: () => void;
  readonly startWork: () => void;
  readonly stopWork: () => void;
}

/** @returns takes each new status of the work */
export function createTray({
  icon,
  texts,
  open,
  quit,
  startWork,
  stopWork,
}: TrayOptions): (status: CoreStatus) => void {
  const tray = new Tray(icon);
  tray.on('click', open);
  const show = ({ isRunning, fraction, waiting }: CoreStatus): void => {
    tray.setToolTip(isRunning ? texts.running(Math.round(fraction * 100)) : texts.idle);
    const work = isRunning
      ? { label: texts.stop, click: stopWork }
      : { label: texts.start, click: startWork, enabled: waiting > 0 };
    tray.setContextMenu(
      Menu.buildFromTemplate([
        { label: texts.open, click: open },
        work,
        { type: 'separator' },
        { label: texts.quit, click: quit },
      ]),
    );
  };
  show(NO_STATUS);
  return show;
}
