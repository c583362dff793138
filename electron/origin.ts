/** The address of our own pages inside Electron. */

import type { WebContents, WebFrameMain } from 'electron';

export const SCHEME = 'app';
export const ORIGIN = `${SCHEME}://razbor`;
export const RECORDINGS = '/recordings/';
export const REPORTS = '/reports/';

/** True for the pages of the screens; reports, whose text comes from calls, are not among them. */
export function isScreen(url: string): boolean {
  return url.startsWith(`${ORIGIN}/`) && !new URL(url).pathname.startsWith(REPORTS);
}

export function isReport(url: string): boolean {
  return url.startsWith(ORIGIN + REPORTS);
}

/** A message of the screens themselves: of no frame inside them, of no report, of nothing that came from elsewhere. */
export function isOurPage({ sender, senderFrame }: PageMessage): boolean {
  return senderFrame !== null && senderFrame === sender.mainFrame && isScreen(senderFrame.url);
}

interface PageMessage {
  readonly sender: WebContents;
  /** Null where the frame has gone meanwhile. */
  readonly senderFrame: WebFrameMain | null;
}
