/** Child processes under plain Node. */

import { fork } from 'node:child_process';

import type { ProcessForker } from '../ports.ts';

/** Set to see what child processes print. */
const DEBUG = 'RAZBOR_DEBUG';

/** Forks with the Node that runs this process; a killed or failed child reports through `onExit` alone. */
export function createNodeForker(): ProcessForker {
  return {
    fork(modulePath, args = []) {
      const output = process.env[DEBUG] === undefined ? 'ignore' : 'inherit';
      const child = fork(modulePath, [...args], {
        // Flags of this process (a test runner's, a debugger's port) are not the child's.
        execArgv: [],
        serialization: 'advanced',
        stdio: ['ignore', output, output, 'ipc'],
      });
      let onExit: ((code: number | null) => void) | null = null;
      let isGone = false;
      const gone = (code: number | null): void => {
        if (isGone) return;
        isGone = true;
        onExit?.(code);
      };
      child.on('exit', gone);
      // A process that could not be started, or a message to one that has just died.
      child.on('error', () => {
        if (child.exitCode !== null || child.pid === undefined) gone(child.exitCode);
      });
      return {
        send: (message) => {
          if (child.connected) child.send(message as object, () => undefined);
        },
        onMessage: (listener) => {
          child.on('message', listener);
        },
        onExit: (listener) => {
          onExit = listener;
          if (isGone) listener(child.exitCode);
        },
        kill: () => {
          child.kill('SIGKILL');
        },
      };
    },
  };
}
