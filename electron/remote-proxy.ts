/** The system's word on proxies as the core process reaches it: only the main process has Chromium's network settings. */

import { AppError } from '#core/errors.ts';
import type { ToCore, ToMain } from './messages.ts';

export interface RemoteProxy {
  /** @returns an answer such as `PROXY proxy:3128; DIRECT` @throws internal where the system does not tell */
  ask(url: string): Promise<string>;
  /** Takes the answers of the main process. */
  receive(message: ToCore): void;
}

export function createRemoteProxy(send: (message: ToMain) => void): RemoteProxy {
  const asked = new Map<number, { resolve: (answer: string) => void; reject: (error: Error) => void }>();
  let lastId = 0;
  return {
    ask: (url) =>
      new Promise((resolve, reject) => {
        const id = ++lastId;
        asked.set(id, { resolve, reject });
        send({ kind: 'proxy-question', id, url });
      }),
    receive(message) {
      if (message.kind !== 'proxy-answer') return;
      const question = asked.get(message.id);
      asked.delete(message.id);
      if (message.answer !== null) question?.resolve(message.answer);
      else question?.reject(new AppError('internal', { reason: 'no answer about proxies' }));
    },
  };
}
