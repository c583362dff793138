/** Serving the interface over a message port, as Electron hands one over. */

import { getWSConnectionHandler } from '@trpc/server/adapters/ws';
import type { ApiContext } from './context.ts';
import { PortHostSocket } from './port-host-socket.ts';
import type { Port } from './port.ts';
import { appRouter } from './router.ts';

/** @returns a function that serves one more port, and returns what closes it */
export function createPortServer(context: ApiContext): (port: Port) => () => void {
  // The handler's type wants the whole WebSocket server; of it only the connections are used, and those are ours.
  const options = { router: appRouter, createContext: () => context } as unknown;
  const serve = getWSConnectionHandler(options as Parameters<typeof getWSConnectionHandler>[0]);
  return (port) => {
    const socket = new PortHostSocket(port);
    const request = { url: '/rpc', headers: { host: 'app' }, socket: {} };
    serve(socket, request as unknown as Parameters<typeof serve>[1]);
    return () => socket.close();
  };
}
