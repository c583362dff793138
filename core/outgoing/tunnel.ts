/**
 * Tunnels through a proxy (CONNECT, RFC 9110, section 9.3.6), for Node's agents and undici's alike. Theirs leave a
 * tunnel that is only being made open when its request is aborted or the agent destroyed; going offline must end it.
 */

import http from 'node:http';
import https from 'node:https';
import { isIP, type Socket } from 'node:net';
import tls from 'node:tls';
import { AppError } from '#core/errors.ts';
import { proxyHost, readProxyAddress } from './address.ts';

export interface TunnelEnd {
  /** Name or address, without brackets. */
  readonly host: string;
  readonly port: number;
  /** Which authorities are believed there; default: the usual ones. */
  readonly secureContext?: tls.SecureContext | undefined;
}

export interface Tunnels {
  /**
   * @param proxy its address with the login
   * @returns a connection to the end of the tunnel, encrypted by the key of that end
   * @throws proxy.unreachable, proxy.password, proxy.refused; otherwise what the encryption throws
   */
  open(end: TunnelEnd, proxy: string): Promise<tls.TLSSocket>;
  /** Ends what is being made. Tunnels that were handed out belong to whoever got them. */
  close(): void;
}

/** @param patienceMs for the proxy's consent, and once more for the encryption */
export function createTunnels(patienceMs: number): Tunnels {
  const opening = new Set<AbortController>();
  return {
    async open(end, proxy) {
      const controller = new AbortController();
      const { signal } = controller;
      opening.add(controller);
      try {
        const socket = await askProxy(end, proxy, { patienceMs, signal });
        return await encrypt(socket, end, { patienceMs, signal });
      } finally {
        opening.delete(controller);
      }
    },
    close() {
      for (const controller of opening) controller.abort();
    },
  };
}

interface Wait {
  readonly patienceMs: number;
  readonly signal: AbortSignal;
}

function askProxy({ host, port }: TunnelEnd, proxy: string, wait: Wait): Promise<Socket> {
  const facts = { proxy: proxyHost(proxy), host };
  const { address, user, password } = readProxyAddress(proxy);
  const authority = `${isIP(host) === 6 ? `[${host}]` : host}:${port}`;
  const login = Buffer.from(`${user}:${password}`).toString('base64');
  const ask = address.startsWith('https:') ? https.request : http.request;
  const request = ask(address, {
    method: 'CONNECT',
    path: authority,
    headers: { host: authority, ...(user === '' ? {} : { 'proxy-authorization': `Basic ${login}` }) },
    agent: false,
  });
  return settle<Socket>({ ...wait, end: () => request.destroy() }, (resolve, reject) => {
    request.on('connect', ({ statusCode = 0 }, socket: Socket, head) => {
      if (statusCode >= 200 && statusCode < 300) {
        if (head.length > 0) socket.unshift(head);
        resolve(socket);
        return;
      }
      socket.destroy();
      reject(
        statusCode === 407
          ? new AppError('proxy.password', facts)
          : new AppError('proxy.refused', { ...facts, status: statusCode }),
      );
    });
    request.on('error', (error) => {
      // The cause itself is left out: what it quotes might name the login.
      reject(new AppError('proxy.unreachable', { ...facts, reason: codeOf(error) }));
    });
    request.end();
  });
}

function encrypt(socket: Socket, { host, secureContext }: TunnelEnd, wait: Wait): Promise<tls.TLSSocket> {
  const encrypted = tls.connect({
    socket,
    host,
    servername: isIP(host) === 0 ? host : '',
    ...(secureContext === undefined ? {} : { secureContext }),
  });
  const end = (): void => {
    encrypted.destroy();
    socket.destroy();
  };
  return settle<tls.TLSSocket>({ ...wait, end }, (resolve, reject) => {
    encrypted.once('secureConnect', () => resolve(encrypted));
    encrypted.once('error', reject);
    encrypted.once('close', () => reject(Object.assign(new Error('closed'), { code: 'ECONNRESET' })));
  });
}

/** A promise that also ends by the signal or by impatience, and then ends what it waited for. */
function settle<T>(
  { patienceMs, signal, end }: Wait & { readonly end: () => void },
  work: (resolve: (value: T) => void, reject: (error: Error) => void) => void,
): Promise<T> {
  return new Promise((resolve, reject) => {
    const giveUp = (code: string): void => {
      done();
      reject(Object.assign(new Error('given up'), { code }));
      end();
    };
    const onAbort = (): void => giveUp('ECONNABORTED');
    const timer = setTimeout(() => giveUp('ETIMEDOUT'), patienceMs);
    const done = (): void => {
      clearTimeout(timer);
      signal.removeEventListener('abort', onAbort);
    };
    signal.addEventListener('abort', onAbort);
    work(
      (value) => {
        done();
        resolve(value);
      },
      (error) => {
        done();
        reject(error);
      },
    );
    if (signal.aborted) onAbort();
  });
}

const codeOf = (error: Error): string => ('code' in error && typeof error.code === 'string' ? error.code : 'network');
