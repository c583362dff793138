/** The screen's end of a port, in the shape of a browser's WebSocket, so that tRPC's client uses it unchanged. */

import type { Port } from './port.ts';

/** @param connect opens a new port to the core @returns a constructor to use in place of `WebSocket` */
export function portWebSocket(connect: () => Promise<Port>): typeof WebSocket {
  class PortWebSocket extends EventTarget {
    static readonly CONNECTING = 0;
    static readonly OPEN = 1;
    static readonly CLOSING = 2;
    static readonly CLOSED = 3;

    readonly binaryType = 'arraybuffer';
    readyState: number = PortWebSocket.CONNECTING;
    #port: Port | null = null;

    constructor() {
      super();
      connect().then(
        (port) => this.#opened(port),
        () => {
          this.dispatchEvent(new Event('error'));
          this.#end();
        },
      );
    }

    send(message: unknown): void {
      this.#port?.send(message);
    }

    close(): void {
      this.#port?.send(null);
      this.#port?.close();
      this.#end();
    }

    #opened(port: Port): void {
      if (this.readyState === PortWebSocket.CLOSED) {
        port.close();
        return;
      }
      this.#port = port;
      port.onMessage((message) => {
        if (message === null) this.#end();
        else this.dispatchEvent(new MessageEvent('message', { data: message }));
      });
      port.onClose(() => this.#end());
      // A real socket never opens in the turn that made it, and tRPC listens only some microtasks later.
      setTimeout(() => {
        if (this.readyState !== PortWebSocket.CONNECTING) return;
        this.readyState = PortWebSocket.OPEN;
        this.dispatchEvent(new Event('open'));
      }, 0);
    }

    #end(): void {
      if (this.readyState === PortWebSocket.CLOSED) return;
      this.readyState = PortWebSocket.CLOSED;
      this.dispatchEvent(Object.assign(new Event('close'), { code: 1000 }));
    }
  }
  return PortWebSocket as unknown as typeof WebSocket;
}
