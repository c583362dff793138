/** The browser host: the screens and the interface to them on 127.0.0.1. */

export { CONTENT_POLICY, FILE_HEADERS, REPORT_POLICY } from './headers.ts';
export { respondWithFile } from './file-response.ts';
export { findStaticFile } from './static-files.ts';
export { createTickets } from './tickets.ts';
export type { Tickets } from './tickets.ts';
export { startWebHost } from './web-host.ts';
export type { WebHost, WebHostOptions } from './web-host.ts';
