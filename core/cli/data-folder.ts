/** Where data lies when `--data` is not given. */

import { homedir } from 'node:os';
import path from 'node:path';

/** @returns the usual place of the operating system for an application's data */
export function defaultDataFolder(platform: NodeJS.Platform, env: NodeJS.ProcessEnv): string {
  const home = homedir();
  if (platform === 'win32') return path.join(env.LOCALAPPDATA ?? path.join(home, 'AppData', 'Local'), 'Razbor');
  if (platform === 'darwin') return path.join(home, 'Library', 'Application Support', 'Razbor');
  return path.join(env.XDG_DATA_HOME ?? path.join(home, '.local', 'share'), 'razbor');
}

/** The demo keeps to a folder of its own, so that its calls never mix with the user's. */
export const demoDataFolder = (dataFolder: string): string => path.join(dataFolder, 'demo');
