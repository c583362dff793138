/** `npm start`: the desktop window where Electron's binary is there, else the same screens in the browser. */

import { spawn } from 'node:child_process';
import path from 'node:path';
import { buildTarget } from './build.ts';
import { electronBinary } from './electron-binary.ts';

const root = path.resolve(import.meta.dirname, '..');
const electron = electronBinary(root);

if (electron !== null) {
  await buildTarget('electron');
  run(electron, ['.']);
} else {
  console.error('Electron не установлен на этом компьютере, Разбор откроется в браузере.');
  run(process.execPath, ['core/cli/main.ts', 'serve', '--demo', '--open', ...process.argv.slice(2)]);
}

function run(command: string, args: readonly string[]): void {
  const child = spawn(command, args, { cwd: root, stdio: 'inherit' });
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => child.kill(signal));
  child.on('exit', (code) => {
    process.exitCode = code ?? 0;
  });
}
