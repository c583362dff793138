/** The types that the screens are written against; no code, so that none of the core ends up in their bundle. */

import type { appRouter } from './router.ts';

export type AppRouter = typeof appRouter;
export type { ApiError } from './errors.ts';
