/** The interface between the core and the screens. */

export type { ApiContext, HostLinks } from './context.ts';
export type { AppRouter } from './contract.ts';
export { fromMainPort, fromNodePort } from './port.ts';
export type { MainPort, Port } from './port.ts';
export { appRouter } from './router.ts';
export { createPortServer } from './serve-port.ts';
export { transformer } from './transformer.ts';
