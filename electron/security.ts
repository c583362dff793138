/** What no page may do here, whatever it is (Electron's security checklist). */

import { app, session, shell } from 'electron';
import { isReport, isScreen } from './origin.ts';

/** To be called before the application is ready, so that no page exists without these rules. */
export function guardPages(openReport: (url: string) => void): void {
  app.enableSandbox();
  app.on('web-contents-created', (_event, contents) => {
    contents.setWindowOpenHandler(({ url }) => {
      if (url.startsWith('https://')) openOutside(url);
      else openReport(url);
      return { action: 'deny' };
    });
    // The screens lead to screens; a report, whose text comes from calls, leads nowhere.
    contents.on('will-navigate', (event) => {
      if (!isScreen(event.url) || !isScreen(contents.getURL())) event.preventDefault();
    });
    // The only frames are previews of reports.
    contents.on('will-frame-navigate', (event) => {
      if (!event.isMainFrame && !(isReport(event.url) && isScreen(contents.getURL()))) event.preventDefault();
    });
    // Nothing of ours redirects.
    contents.on('will-redirect', (event) => event.preventDefault());
    contents.on('will-attach-webview', (event) => event.preventDefault());
  });
}

/** A system without a browser says so; that is no reason to end. */
function openOutside(url: string): void {
  shell.openExternal(url).catch((error: unknown) => console.error('open-outside', error));
}

/** Camera, microphone, location and all the rest: nothing here needs any. Copying text is done without a permission. */
export function denyPermissions(): void {
  session.defaultSession.setPermissionRequestHandler((_contents, _permission, answer) => answer(false));
  session.defaultSession.setPermissionCheckHandler(() => false);
  session.defaultSession.setDevicePermissionHandler(() => false);
}
