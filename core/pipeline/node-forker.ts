/** Child processes under plain Node. */

import { fork } from 'node:child_process';

import type { ProcessForker } from '#core/ports.ts';

/** Set to see what child processes print. */
const DEBUG = 'RAZBOR_DEBUG';

/** Short-lived objects are collected early: a three-hour MP3 then peaks at 229 MB, not 282. */
const CHILD_FLAGS = ['--max-semi-space-size=4'];

/** Forks with the Node that runs this process; a killed or failed child reports through `onExit` alone. */
export function createNodeForker(): ProcessForker {
  return {
    fork(modulePath, args = []) {
      const output = process.env[DEBUG] === undefined ? 'ignore' : 'inherit';
      const child = fork(modulePath, [...args], {
        // Flags of this process (a test runner's, a debugger's port) are not the child's.
        execArgv: CHILD_FLAGS,
        serialization: 'advanced',
        stdio: ['ignore', output, output, 'ipc'],
      });
      const listeners: ((code: number | null) => void)[] = [];
      let isGone = false;
      const gone = (code: number | null): void => {
        if (isGone) return;
        isGone = true;
        for (const listener of listeners) listener(code);
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
          if (isGone) listener(child.exitCode);
          else listeners.push(listener);
        },
        kill: () => {
          child.kill('SIGKILL');
        },
      };
    },
  };
}
