/** Where a built program would have its parts, and what it was started with. */
export const DESKTOP_OPTIONS = {
  rendererDir: '/built/renderer',
  preload: '/built/preload.cjs',
  core: '/built/core-entry.js',
  speechWorker: '/built/speech-worker.js',
  trayIcon: '/built/tray.png',
  coreArgs: ['/data'],
  secretsFile: '/nowhere/secrets.json',
  platform: 'linux',
  args: [],
  updater: null,
} as const;
