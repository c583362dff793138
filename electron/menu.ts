/** The menu: mostly what the system knows by itself, since everything else is in the screens. */

import { Menu } from 'electron';
import type { MenuItemConstructorOptions } from 'electron';
import type { DesktopTexts } from './texts.ts';

export function setMenu({ menu }: DesktopTexts, platform: NodeJS.Platform): void {
  const roles = (...names: MenuItemConstructorOptions['role'][]): MenuItemConstructorOptions[] =>
    names.map((role) => ({ role }));
  const items: MenuItemConstructorOptions[] = [
    { label: menu.file, submenu: roles('close', 'quit') },
    { label: menu.edit, submenu: roles('undo', 'redo', 'cut', 'copy', 'paste', 'selectAll') },
    { label: menu.view, submenu: roles('resetZoom', 'zoomIn', 'zoomOut', 'togglefullscreen') },
    { label: menu.window, submenu: roles('minimize', 'zoom') },
  ];
  // On macOS the first menu carries the program's name and has items of its own.
  Menu.setApplicationMenu(Menu.buildFromTemplate(platform === 'darwin' ? [{ role: 'appMenu' }, ...items] : items));
}
