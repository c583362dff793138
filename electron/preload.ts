/** The bridge: passes on two wishes of the page, a line to the core and a dialog for a path, and nothing else of Electron. */

import { contextBridge, ipcRenderer } from 'electron';
import type { DesktopBridge } from '#core/domain/path-choice.ts';

window.addEventListener('message', (event) => {
  if (event.source === window && event.data === 'rpc:connect') ipcRenderer.send('rpc:connect');
});

// A context bridge cannot carry a port; a message of the window to itself can.
ipcRenderer.on('rpc:port', (event) => {
  window.postMessage('rpc:port', window.location.origin, [...event.ports]);
});

const bridge: DesktopBridge = {
  choosePath: (kind) => ipcRenderer.invoke('path:choose', kind) as Promise<string | null>,
};
contextBridge.exposeInMainWorld('razborDesktop', bridge);
