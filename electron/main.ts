/** The desktop application: where things are; what happens is in `desktop.ts`. */

import { existsSync } from 'node:fs';
import path from 'node:path';
import { app } from 'electron';
import electronUpdater from 'electron-updater';
import { defaultDataFolder } from '#core/cli/index.ts';
import { startDesktop } from './desktop.ts';

const root = app.getAppPath();
const built = (name: string): string => path.join(root, 'dist', 'electron', name);

await startDesktop({
  rendererDir: path.join(root, 'dist', 'renderer'),
  preload: built('preload.cjs'),
  core: built('core-entry.js'),
  speechWorker: built('speech-worker.js'),
  trayIcon: path.join(root, 'electron', 'resources', process.platform === 'darwin' ? 'trayTemplate.png' : 'tray.png'),
  coreArgs: [defaultDataFolder(process.platform, process.env), root, app.getVersion()],
  secretsFile: path.join(app.getPath('userData'), 'secrets.json'),
  platform: process.platform,
  args: process.argv.slice(1),
  // Written by electron-builder where a feed was named; a copy run from sources has none.
  updater: existsSync(path.join(process.resourcesPath, 'app-update.yml')) ? electronUpdater.autoUpdater : null,
});
