/** Runs the core process of the desktop application under plain Node: the parent's channel poses as Electron's. */

import type { ToCore, ToMain } from '../../electron/messages.ts';

const parentPort = {
  on: (_event: 'message', listener: (event: { data: ToCore; ports: readonly never[] }) => void) =>
    process.on('message', (data: ToCore) => listener({ data, ports: [] })),
  postMessage: (message: ToMain) => process.send!(message),
};
Object.assign(process, { parentPort });
await import('../../electron/core-entry.ts');
