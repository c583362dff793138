/** A child process's line to the process that started it: `process.send` under Node, `parentPort` under Electron. */

export interface ParentPort {
  send(message: unknown): void;
  onMessage(listener: (message: unknown) => void): void;
}

/** The part of Electron's utility process that is used; `electron` itself must not be imported by the core. */
interface ElectronParentPort {
  postMessage(message: unknown): void;
  on(event: 'message', listener: (event: { readonly data: unknown }) => void): void;
}

const electronPort = (): ElectronParentPort | undefined =>
  (process as unknown as { readonly parentPort?: ElectronParentPort | null }).parentPort ?? undefined;

/** Connects to the parent. Under Node the process ends when the parent has gone (Electron ends it by itself). */
export function connectParent(): ParentPort {
  const port = electronPort();
  if (port !== undefined) {
    return {
      send: (message) => port.postMessage(message),
      onMessage: (listener) => port.on('message', ({ data }) => listener(data)),
    };
  }
  process.on('disconnect', () => process.exit(0));
  return {
    send: (message) => {
      // A parent that dies while we answer is no error of ours; `disconnect` follows.
      if (process.connected) process.send?.(message, undefined, undefined, () => undefined);
    },
    onMessage: (listener) => {
      process.on('message', listener);
    },
  };
}
