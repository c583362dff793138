/** Starting processes from the core process: the main process does it on request and passes messages on. */

import type { ChildHandle, ProcessForker } from '#core/ports.ts';
import type { ToCore, ToMain } from './messages.ts';

export interface RemoteForker extends ProcessForker {
  /** Takes what the main process tells of children. */
  receive(message: ToCore): void;
}

interface Child {
  readonly messageListeners: ((message: unknown) => void)[];
  readonly exitListeners: ((code: number | null) => void)[];
}

export function createRemoteForker(send: (message: ToMain) => void): RemoteForker {
  const children = new Map<number, Child>();
  let lastId = 0;
  return {
    fork(modulePath, args = []): ChildHandle {
      const id = ++lastId;
      const child: Child = { messageListeners: [], exitListeners: [] };
      children.set(id, child);
      send({ kind: 'child-fork', id, modulePath, args });
      return {
        send: (message) => send({ kind: 'child-send', id, message }),
        onMessage: (listener) => void child.messageListeners.push(listener),
        onExit: (listener) => void child.exitListeners.push(listener),
        kill: () => send({ kind: 'child-kill', id }),
      };
    },
    receive(message) {
      if (message.kind === 'child-message') {
        for (const listener of children.get(message.id)?.messageListeners ?? []) listener(message.message);
      } else if (message.kind === 'child-exit') {
        const child = children.get(message.id);
        children.delete(message.id);
        for (const listener of child?.exitListeners ?? []) listener(message.code);
      }
    },
  };
}
