/** Links that open a call in the program, e.g. from the portal's comment: `razbor://calls/<id>`. */

import { app } from 'electron';
import { ORIGIN } from './origin.ts';

const LINK_SCHEME = 'razbor';
/** As long as the interface takes an id of a call. */
const MAX_ID_LENGTH = 300;

/** To be called before the application is ready. @param open gets the address of the screen */
export function followDeepLinks(open: (url: string) => void): void {
  // A copy that runs from sources is started as `electron FOLDER`: without the folder a link would start a bare Electron.
  const args = process.defaultApp ? [app.getAppPath()] : [];
  app.setAsDefaultProtocolClient(LINK_SCHEME, process.execPath, args);
  // macOS tells the running program; Windows and Linux start it again with the link among the arguments.
  app.on('open-url', (event, link) => {
    event.preventDefault();
    openIfKnown(link, open);
  });
  app.on('second-instance', (_event, args) => {
    for (const arg of args) openIfKnown(arg, open);
  });
}

/** The screen that the program was started for, by its arguments; null when it was started for none. */
export function screenToStartWith(args: readonly string[]): string | null {
  for (const arg of args) {
    const screen = screenOf(arg);
    if (screen !== null) return screen;
  }
  return null;
}

function openIfKnown(link: string, open: (url: string) => void): void {
  const screen = screenOf(link);
  if (screen !== null) open(screen);
}

/** @returns the address of a call's screen; null for anything else, since anybody may make a link */
function screenOf(link: string): string | null {
  const url = URL.canParse(link) ? new URL(link) : null;
  if (url?.protocol !== `${LINK_SCHEME}:` || url.host !== 'calls') return null;
  const id = url.pathname.slice(1);
  if (id === '' || id.length > MAX_ID_LENGTH || !/^[\w:.%-]+$/.test(id)) return null;
  // Already encoded in the link; the screens decode it.
  return `${ORIGIN}/#/calls/${id}`;
}
