/** The address of our own pages inside Electron. */

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
