/** The system's dialogs for files and folders, opened for a page of ours and for nothing but the kinds that are known. */

import { BrowserWindow, dialog, ipcMain } from 'electron';
import type { IpcMainInvokeEvent, OpenDialogOptions } from 'electron';
import { PATH_KINDS, type PathKind } from '#core/domain/path-choice.ts';
import { isOurPage } from './origin.ts';
import type { DesktopTexts } from './texts.ts';

export const CHOOSE_PATH = 'path:choose';

export function offerPathDialogs({ dialogs }: DesktopTexts): void {
  // One at a time: a page could bury the window under them.
  let isOpen = false;
  ipcMain.handle(CHOOSE_PATH, async (event: IpcMainInvokeEvent, wanted: unknown): Promise<string | null> => {
    const kind = PATH_KINDS.find((known) => known === wanted);
    const window = BrowserWindow.fromWebContents(event.sender);
    if (kind === undefined || !window || !isOurPage(event) || isOpen) return null;
    isOpen = true;
    try {
      const { canceled, filePaths } = await dialog.showOpenDialog(window, optionsFor(kind, dialogs));
      return canceled ? null : (filePaths[0] ?? null);
    } finally {
      isOpen = false;
    }
  });
}

/** Extensions of the files that models of the catalogue consist of. */
const MODEL_EXTENSIONS = ['onnx', 'bin', 'json', 'txt'];

function optionsFor(
  kind: PathKind,
  { titles, modelFiles, backups, allFiles }: DesktopTexts['dialogs'],
): OpenDialogOptions {
  const title = titles[kind];
  const all = { name: allFiles, extensions: ['*'] };
  switch (kind) {
    case 'model-file':
      return { title, properties: ['openFile'], filters: [{ name: modelFiles, extensions: MODEL_EXTENSIONS }, all] };
    case 'backup-file':
      return { title, properties: ['openFile'], filters: [{ name: backups, extensions: ['db'] }, all] };
    // A copy may go into a folder that is made on the spot; the others hold something already.
    case 'backup-folder':
      return { title, properties: ['openDirectory', 'createDirectory'] };
    case 'model-folder':
    case 'recordings-folder':
      return { title, properties: ['openDirectory'] };
  }
}
