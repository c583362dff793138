/** What no page may do here, whatever it is (Electron's security checklist). */

import { app, session, shell } from 'electron';
import { isScreen } from './origin.ts';

/** To be called before the application is ready, so that no page exists without these rules. */
export function guardPages(openReport: (url: string) => void): void {
  app.enableSandbox();
  app.on('web-contents-created', (_event, contents) => {
    contents.setWindowOpenHandler(({ url }) => {
      if (url.startsWith('https://')) void shell.openExternal(url);
      else openReport(url);
      return { action: 'deny' };
    });
    contents.on('will-navigate', (event) => {
      if (!isScreen(event.url)) event.preventDefault();
    });
    contents.on('will-attach-webview', (event) => event.preventDefault());
  });
}

/** Camera, microphone, location and all the rest: nothing here needs any. Copying text is done without a permission. */
export function denyPermissions(): void {
  session.defaultSession.setPermissionRequestHandler((_contents, _permission, answer) => answer(false));
  session.defaultSession.setPermissionCheckHandler(() => false);
}
