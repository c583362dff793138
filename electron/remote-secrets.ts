/** The secrets as the core process reaches them: the main process keeps them, since only it has the system's key store. */

import { randomUUID } from 'node:crypto';
import type { SecretStore } from '#core/ports.ts';
import { AppError } from '#core/errors.ts';
import type { ToCore, ToMain } from './messages.ts';

export interface RemoteSecrets extends SecretStore {
  /** Takes the answers of the main process. */
  receive(message: ToCore): void;
}

export function createRemoteSecrets(send: (message: ToMain) => void): RemoteSecrets {
  const asked = new Map<string, { resolve: (value: string | null) => void; reject: (error: Error) => void }>();
  const ask = (question: { name: string; value?: string | null }): Promise<string | null> =>
    new Promise((resolve, reject) => {
      const id = randomUUID();
      asked.set(id, { resolve, reject });
      send({ kind: 'secret', id, ...question });
    });
  return {
    get: (name) => ask({ name }),
    set: async (name, value) => {
      await ask({ name, value });
    },
    receive(message) {
      if (message.kind !== 'secret-answer') return;
      const question = asked.get(message.id);
      asked.delete(message.id);
      if (message.error === null) question?.resolve(message.value);
      else question?.reject(new AppError('file.unreadable', { reason: message.error }));
    },
  };
}
