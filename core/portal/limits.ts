/** How gently the portal is treated unless the caller says otherwise. */

import type { PortalLimits } from './types.ts';

/**
 * The cloud allows 50 requests at once and 2 a second, counted per portal **and source address**, so an office shares
 * them with everything else it runs (bitrix24.md 6). One a second and bursts of ten leave most of it to others.
 */
export const DEFAULT_LIMITS: PortalLimits = {
  burst: 10,
  requestsPerSecond: 1,
  requestTimeoutMs: 75_000,
  idleTimeoutMs: 60_000,
  maxRecordingBytes: 1_024 * 1_024 * 1_024,
  retryUnreachableForMs: 3 * 60_000,
  retryLimitedForMs: 30 * 60_000,
};
