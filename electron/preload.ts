/** The bridge: passes on one wish of the page, a line to the core, and nothing else of Electron. */

import { ipcRenderer } from 'electron';

window.addEventListener('message', (event) => {
  if (event.source === window && event.data === 'rpc:connect') ipcRenderer.send('rpc:connect');
});

// A context bridge cannot carry a port; a message of the window to itself can.
ipcRenderer.on('rpc:port', (event) => {
  window.postMessage('rpc:port', window.location.origin, [...event.ports]);
});
