/** Address of a deal in the portal that a call comes from. */

/** A host name with nothing else in it. */
const PORTAL_CALL = /^portal:([a-z0-9.-]+(?::\d{1,5})?):[^:]+$/iu;

/** @returns null for a call from elsewhere */
export function dealUrl(callId: string, dealId: number): string | null {
  const host = PORTAL_CALL.exec(callId)?.[1];
  return host === undefined ? null : `https://${host}/crm/deal/details/${dealId}/`;
}
