/** The part of the imitated `electron` module that passes messages on: ports, channels, the bridge of the preload script. */

import { EventEmitter } from 'node:events';
import { MessageChannel } from 'node:worker_threads';
import type { MessagePort } from 'node:worker_threads';

class FakePort extends EventEmitter {
  readonly #port: MessagePort;

  constructor(port: MessagePort) {
    super();
    this.#port = port;
    port.on('message', (data: unknown) => this.emit('message', { data, ports: [] }));
    port.on('close', () => this.emit('close'));
  }

  postMessage(message: unknown): void {
    this.#port.postMessage(message);
  }

  start(): void {
    this.#port.start();
  }

  close(): void {
    this.#port.close();
  }
}

export class MessageChannelMain {
  readonly port1: FakePort;
  readonly port2: FakePort;

  constructor() {
    const channel = new MessageChannel();
    this.port1 = new FakePort(channel.port1);
    this.port2 = new FakePort(channel.port2);
  }
}

export const ipcMain = Object.assign(new EventEmitter(), {
  handlers: new Map<string, (event: unknown, ...args: unknown[]) => Promise<unknown>>(),
  handle: (channel: string, handler: (event: unknown, ...args: unknown[]) => Promise<unknown>) =>
    void ipcMain.handlers.set(channel, handler),
});

/** What the preload script is given; `sent` is what it passed on. */
export const ipcRenderer = Object.assign(new EventEmitter(), {
  sent: [] as unknown[][],
  send: (...message: unknown[]) => void ipcRenderer.sent.push(message),
  invoke: (...message: unknown[]) => {
    ipcRenderer.sent.push(message);
    return Promise.resolve('/media/stick');
  },
});

export const contextBridge = {
  exposed: {} as Record<string, unknown>,
  exposeInMainWorld: (name: string, value: unknown) => {
    contextBridge.exposed[name] = value;
  },
};
