/** The client of the core, the same over a WebSocket and over a port that poses as one. */

import { createTRPCClient, createWSClient, wsLink } from '@trpc/client';
import type { TRPCClient } from '@trpc/client';
import type { AppRouter } from '#core/api/contract.ts';
import { transformer } from '#core/api/transformer.ts';

const FIRST_RETRY_MS = 200;
const LONGEST_RETRY_MS = 5000;

export type CoreClient = TRPCClient<AppRouter>;

export interface ClientOptions {
  readonly url: string;
  readonly WebSocket: typeof WebSocket;
  readonly onOpen?: () => void;
  readonly onClose?: () => void;
}

/** Connects, and connects again for as long as it takes whenever the connection is lost. */
export function createClient({ url, WebSocket, onOpen, onClose }: ClientOptions): {
  readonly core: CoreClient;
  close(): Promise<void>;
} {
  const socket = createWSClient({
    url,
    WebSocket,
    retryDelayMs: (attempt) => Math.min(FIRST_RETRY_MS * 2 ** attempt, LONGEST_RETRY_MS),
    ...(onOpen && { onOpen }),
    ...(onClose && { onClose: () => onClose() }),
  });
  return {
    core: createTRPCClient<AppRouter>({ links: [wsLink({ client: socket, transformer })] }),
    close: () => socket.close(),
  };
}
