/** The desktop application: where things are; what happens is in `desktop.ts`. */

import path from 'node:path';
import { app } from 'electron';
import { defaultDataFolder } from '#core/cli/index.ts';
import { startDesktop } from './desktop.ts';

const root = app.getAppPath();
const built = (name: string): string => path.join(root, 'dist', 'electron', name);

await startDesktop({
  rendererDir: path.join(root, 'dist', 'renderer'),
  preload: built('preload.cjs'),
  core: built('core-entry.js'),
  speechWorker: built('speech-worker.js'),
  coreArgs: [defaultDataFolder(process.platform, process.env), root, app.getVersion()],
});
