/** The host's end of a port, in the shape of a `ws` WebSocket: the members that tRPC's handler touches. */

import { EventEmitter } from 'node:events';
import type { Port } from './port.ts';

const OPEN = 1;
const CLOSED = 3;

const CLOSE_NORMAL = 1000;
const CLOSE_ABNORMAL = 1006;

export class PortHostSocket extends EventEmitter {
  readyState = OPEN;
  readonly #port: Port;

  constructor(port: Port) {
    super();
    this.#port = port;
    port.onMessage((message) => this.#receive(message));
    port.onClose(() => this.#end(CLOSE_ABNORMAL));
  }

  send(message: string): void {
    if (this.readyState === OPEN) this.#port.send(message);
  }

  close(): void {
    if (this.readyState !== OPEN) return;
    this.#port.send(null);
    this.#port.close();
    this.#end(CLOSE_NORMAL);
  }

  terminate(): void {
    this.close();
  }

  #receive(message: unknown): void {
    if (message === null) {
      this.#port.close();
      this.#end(CLOSE_NORMAL);
    } else if (typeof message === 'string') {
      // tRPC's handler insists on a Buffer, which is what `ws` hands over.
      this.emit('message', Buffer.from(message), false);
    }
  }

  #end(code: number): void {
    if (this.readyState === CLOSED) return;
    this.readyState = CLOSED;
    this.emit('close', code);
  }
}
