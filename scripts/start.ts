/** `npm start`: the desktop window where Electron's binary is there, else the same screens in the browser. */

import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import path from 'node:path';
import { buildTarget } from './build.ts';

const root = path.resolve(import.meta.dirname, '..');
const electron = electronBinary();

if (electron !== null) {
  await buildTarget('electron');
  run(electron, ['.']);
} else {
  console.error('Electron не установлен на этом компьютере, Разбор откроется в браузере.');
  run(process.execPath, ['core/cli/main.ts', 'serve', '--demo', '--open', ...process.argv.slice(2)]);
}

/** The downloaded binary's path as the `electron` package records it, or null where it has not been downloaded. */
function electronBinary(): string | null {
  const override = process.env.ELECTRON_OVERRIDE_DIST_PATH;
  const dist = override ?? path.join(root, 'node_modules', 'electron', 'dist');
  const names: Partial<Record<NodeJS.Platform, string>> = {
    win32: 'electron.exe',
    darwin: 'Electron.app/Contents/MacOS/Electron',
  };
  const file = path.join(dist, names[process.platform] ?? 'electron');
  return existsSync(file) ? file : null;
}

function run(command: string, args: readonly string[]): void {
  const child = spawn(command, args, { cwd: root, stdio: 'inherit' });
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => child.kill(signal));
  child.on('exit', (code) => {
    process.exitCode = code ?? 0;
  });
}
