/** Finding the core: through Electron's preload script where there is one, else over a WebSocket to the page's host. */

import { fromDomPort } from '#core/api/port.ts';
import type { Port } from '#core/api/port.ts';
import { portWebSocket } from '#core/api/port-web-socket.ts';
import { createClient } from './client.ts';
import type { CoreClient } from './client.ts';

/** Where the token waits for a reload of the page; gone with the tab. */
const TOKEN_KEY = 'token';

export interface Core {
  readonly client: CoreClient;
  readonly isConnected: () => boolean;
  /** @returns a function that ends the listening */
  readonly onConnection: (listener: () => void) => () => void;
}

export function connectToCore(): Core {
  let isConnected = true;
  const listeners = new Set<() => void>();
  const set = (value: boolean): void => {
    isConnected = value;
    for (const listener of listeners) listener();
  };
  const { core } = createClient({
    ...(window.location.protocol === 'app:' ? throughElectron() : throughBrowser()),
    onOpen: () => set(true),
    onClose: () => set(false),
  });
  return {
    client: core,
    isConnected: () => isConnected,
    onConnection: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}

function throughBrowser(): { url: string; WebSocket: typeof WebSocket } {
  const token = takeToken();
  class TokenSocket extends WebSocket {
    constructor(url: string) {
      super(url, ['razbor.v1', `token.${token}`]);
    }
  }
  return { url: `ws://${window.location.host}/rpc`, WebSocket: TokenSocket as typeof WebSocket };
}

/** The token comes in the fragment once; then it is taken out of the address, which people copy and photograph. */
function takeToken(): string {
  const given = /^#token=([\w-]+)$/.exec(window.location.hash)?.[1];
  if (given !== undefined) {
    sessionStorage.setItem(TOKEN_KEY, given);
    history.replaceState(null, '', window.location.pathname);
  }
  return sessionStorage.getItem(TOKEN_KEY) ?? '';
}

function throughElectron(): { url: string; WebSocket: typeof WebSocket } {
  return { url: 'port:', WebSocket: portWebSocket(askPreload) };
}

/** The preload script answers with a port to the core; a context bridge cannot carry one, a window message can. */
function askPreload(): Promise<Port> {
  return new Promise((resolve) => {
    const listen = (event: MessageEvent<unknown>): void => {
      const [port] = event.ports;
      if (event.source !== window || event.data !== 'rpc:port' || !port) return;
      window.removeEventListener('message', listen);
      resolve(fromDomPort(port));
    };
    window.addEventListener('message', listen);
    window.postMessage('rpc:connect', window.location.origin);
  });
}
