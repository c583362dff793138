/** The core for the screens: queries, the state of the connection, the state of the work. */

import { QueryClient, QueryClientProvider, useQueryClient } from '@tanstack/react-query';
import { TRPCClientError } from '@trpc/client';
import { createTRPCContext } from '@trpc/tanstack-react-query';
import { createContext, useContext, useEffect, useMemo, useState, useSyncExternalStore } from 'react';
import type { ReactNode } from 'react';
import type { ApiError, AppRouter } from '#core/api/contract.ts';
import type { WorkState } from '#core/domain/sync.ts';
import type { Core } from './connect.ts';

const trpc = createTRPCContext<AppRouter>();

export const useCore = trpc.useTRPC;
export const useCoreClient = trpc.useTRPCClient;

const ConnectionContext = createContext<Core | null>(null);
const ProcessingContext = createContext<WorkState | null>(null);

/** Nothing changes behind our back: data is stale when the core says so (`revision`), not with time. */
function createQueryClient(): QueryClient {
  return new QueryClient({
    defaultOptions: {
      queries: { staleTime: Infinity, gcTime: 300_000, refetchOnWindowFocus: false, retry: false },
    },
  });
}

export function CoreProvider({ core, children }: { readonly core: Core; readonly children: ReactNode }) {
  const [queryClient] = useState(createQueryClient);
  return (
    <QueryClientProvider client={queryClient}>
      <trpc.TRPCProvider trpcClient={core.client} queryClient={queryClient}>
        <ConnectionContext value={core}>
          <ProcessingProvider>{children}</ProcessingProvider>
        </ConnectionContext>
      </trpc.TRPCProvider>
    </QueryClientProvider>
  );
}

/** One subscription for the whole application; a new revision makes everything that was read stale. */
function ProcessingProvider({ children }: { readonly children: ReactNode }) {
  const client = useCoreClient();
  const queryClient = useQueryClient();
  const [state, setState] = useState<WorkState | null>(null);
  useEffect(() => {
    let revision: number | null = null;
    const subscription = client.processing.state.subscribe(undefined, {
      onData: (next) => {
        setState(next);
        if (revision !== null && revision !== next.revision) void queryClient.invalidateQueries();
        revision = next.revision;
      },
    });
    return () => subscription.unsubscribe();
  }, [client, queryClient]);
  return <ProcessingContext value={state}>{children}</ProcessingContext>;
}

/** Null until the core has answered for the first time. */
export function useProcessing(): WorkState | null {
  return useContext(ProcessingContext);
}

export function useIsConnected(): boolean {
  const core = useContext(ConnectionContext);
  const listen = useMemo(() => core?.onConnection ?? (() => () => undefined), [core]);
  return useSyncExternalStore(listen, () => core?.isConnected() ?? false);
}

/** What an error of a query says to people; a lost connection is shown by the frame and comes out as `internal` here. */
export function toApiError(error: unknown): ApiError {
  if (error instanceof TRPCClientError) {
    const { app } = (error as TRPCClientError<AppRouter>).data ?? {};
    if (app) return app;
  }
  return { code: 'internal', details: {} };
}
