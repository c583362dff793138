/** Our pages, recordings and reports under `app://razbor`, in place of a server. */

import { protocol } from 'electron';
import type { ServedFile } from '#core/domain/served-file.ts';
import { CONTENT_POLICY, REPORT_POLICY, findStaticFile, respondWithFile } from '#core/web/index.ts';
import { ORIGIN, RECORDINGS, REPORTS, SCHEME } from './origin.ts';

/** To be called before the application is ready. */
export function registerScheme(): void {
  const privileges = { standard: true, secure: true, supportFetchAPI: true, stream: true };
  protocol.registerSchemesAsPrivileged([{ scheme: SCHEME, privileges }]);
}

export type RedeemTicket = (ticket: string) => Promise<ServedFile | null>;

export function servePages(rendererDir: string, redeem: RedeemTicket): void {
  protocol.handle(SCHEME, (request) => answer(request, rendererDir, redeem));
}

async function answer(request: Request, rendererDir: string, redeem: RedeemTicket): Promise<Response> {
  const { origin, host, pathname } = new URL(request.url);
  // Node's URL knows no origin for a scheme of our own; Chromium's does.
  if (origin !== ORIGIN && `${SCHEME}://${host}` !== ORIGIN) return new Response(null, { status: 403 });
  if (request.method !== 'GET' && request.method !== 'HEAD') return new Response(null, { status: 405 });
  const isHeadOnly = request.method === 'HEAD';
  const range = request.headers.get('range');
  for (const prefix of [RECORDINGS, REPORTS]) {
    if (!pathname.startsWith(prefix)) continue;
    const file = await redeem(pathname.slice(prefix.length));
    if (!file) return new Response(null, { status: 403 });
    const headers: Record<string, string> = prefix === REPORTS ? { 'content-security-policy': REPORT_POLICY } : {};
    return respondWithFile(file, { range, headers, isHeadOnly });
  }
  const file = await findStaticFile(rendererDir, pathname);
  if (file === 'outside') return new Response(null, { status: 403 });
  if (file === 'missing') return new Response(null, { status: 404 });
  return respondWithFile(file, { range, headers: { 'content-security-policy': CONTENT_POLICY }, isHeadOnly });
}
