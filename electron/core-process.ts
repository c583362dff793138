/** The core in a process of its own, as the main process sees it. */

import { session, utilityProcess } from 'electron';
import type { MessagePortMain, UtilityProcess } from 'electron';
import type { ServedFile } from '#core/domain/served-file.ts';
import type { SecretStore } from '#core/ports.ts';
import type { ToCore, ToMain, CoreStatus } from './messages.ts';

export interface CoreProcess {
  /** Hands the core one end of a connection to a page. */
  connect(port: MessagePortMain): void;
  /** @returns the file behind a ticket; null when it opens nothing */
  redeem(ticket: string): Promise<ServedFile | null>;
  startWork(): void;
  stopWork(): void;
  /** Resolves when the core has gone: by itself, or ended after having been waited for long enough. */
  end(): Promise<void>;
}

/** A call that is being written is done by then; whoever quits does not wait longer. */
const END_MS = 8000;

export interface CoreProcessOptions {
  readonly modulePath: string;
  /** The only other module that the core may have started. */
  readonly workerPath: string;
  readonly args: readonly string[];
  /** Null where the system offers none; the core is told so and keeps secrets itself. */
  readonly secrets: SecretStore | null;
  readonly onStatus: (status: CoreStatus) => void;
  readonly onFailure: (title: string, advice: string) => void;
  readonly onExit: (code: number) => void;
}

export function startCore(options: CoreProcessOptions): CoreProcess {
  const core = utilityProcess.fork(options.modulePath, [...options.args], { serviceName: 'Razbor core' });
  const send = (message: ToCore, ports: MessagePortMain[] = []): void => core.postMessage(message, ports);
  const children = new Map<number, UtilityProcess>();
  const asked = new Map<number, (file: ServedFile | null) => void>();
  let lastId = 0;
  const gone = Promise.withResolvers<undefined>();
  // Its exit follows and is dealt with; an error that nobody hears would end the main process instead.
  const hearErrors = (started: UtilityProcess, name: string): void =>
    void started.on('error', (type, location) => console.error('process-error', { name, type, location }));
  hearErrors(core, 'core');

  const fork = ({ id, modulePath, args }: Extract<ToMain, { kind: 'child-fork' }>): void => {
    if (modulePath !== options.workerPath) {
      send({ kind: 'child-exit', id, code: 1 });
      return;
    }
    const child = utilityProcess.fork(modulePath, [...args], { serviceName: 'Razbor speech' });
    children.set(id, child);
    hearErrors(child, 'speech');
    child.on('message', (message: unknown) => send({ kind: 'child-message', id, message }));
    child.on('exit', (code) => {
      children.delete(id);
      send({ kind: 'child-exit', id, code });
    });
  };
  core.on('message', (message: ToMain) => {
    switch (message.kind) {
      case 'redeemed':
        asked.get(message.id)?.(message.file);
        asked.delete(message.id);
        break;
      case 'child-fork':
        fork(message);
        break;
      case 'child-send':
        children.get(message.id)?.postMessage(message.message);
        break;
      case 'child-kill':
        children.get(message.id)?.kill();
        break;
      case 'status':
        options.onStatus(message.status);
        break;
      case 'secret':
        void answerSecret(options.secrets, message).then(send);
        break;
      case 'proxy-question':
        void answerProxy(message).then(send);
        break;
      case 'failed':
        options.onFailure(message.title, message.advice);
        break;
      case 'ready':
        break;
    }
  });
  core.on('exit', (code) => {
    for (const child of children.values()) child.kill();
    for (const answer of asked.values()) answer(null);
    asked.clear();
    gone.resolve(undefined);
    options.onExit(code);
  });
  return {
    connect: (port) => send({ kind: 'connect' }, [port]),
    redeem: (ticket) =>
      new Promise((resolve) => {
        const id = ++lastId;
        asked.set(id, resolve);
        send({ kind: 'redeem', id, ticket });
      }),
    startWork: () => send({ kind: 'start-work' }),
    stopWork: () => send({ kind: 'stop-work' }),
    async end() {
      send({ kind: 'end' });
      const timer = setTimeout(() => {
        core.kill();
        gone.resolve(undefined);
      }, END_MS);
      await gone.promise;
      clearTimeout(timer);
    },
  };
}

async function answerSecret(
  secrets: SecretStore | null,
  { id, name, value }: Extract<ToMain, { kind: 'secret' }>,
): Promise<ToCore> {
  const answer = { kind: 'secret-answer', id, value: null, error: null } as const;
  try {
    if (!secrets) throw new Error('no key store');
    if (value === undefined) return { ...answer, value: await secrets.get(name) };
    await secrets.set(name, value);
    return answer;
  } catch (error) {
    // The text of a key store's error names no secret.
    return { ...answer, error: error instanceof Error ? error.message : String(error) };
  }
}

async function answerProxy({ id, url }: Extract<ToMain, { kind: 'proxy-question' }>): Promise<ToCore> {
  const answer = await session.defaultSession.resolveProxy(url).catch((error: unknown) => {
    console.error('proxy', error);
    return null;
  });
  return { kind: 'proxy-answer', id, answer };
}
