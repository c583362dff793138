/** The root of the interface: context, transformer, and errors in one shape. */

import { initTRPC } from '@trpc/server';
import type { ApiContext } from './context.ts';
import { toApiError } from './errors.ts';
import { transformer } from './transformer.ts';

const root = initTRPC.context<ApiContext>().create({
  transformer,
  isDev: false,
  errorFormatter: ({ shape, error, ctx }) => {
    // An error of the protocol itself (unknown procedure, malformed message) has no cause and says nothing of ours.
    const isProtocolError = error.cause === undefined && error.code !== 'INTERNAL_SERVER_ERROR';
    const app = isProtocolError ? null : toApiError(error.cause ?? error, ctx?.logger);
    return { ...shape, message: app?.code ?? error.code, data: { code: error.code, app } };
  },
});

export const { router, procedure } = root;
