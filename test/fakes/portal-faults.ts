/** Troubles that a later attempt gets past, thrown in at random. */

import type { Random } from '../builders/random.ts';
import { type FaultReply, HTML_PAGE } from '#core/demo/index.ts';

const FAULTS: readonly FaultReply[] = [
  { kind: 'reset' },
  { kind: 'reset-after-headers' },
  { kind: 'truncated' },
  { kind: 'raw', status: 502, body: HTML_PAGE, contentType: 'text/html' },
  { kind: 'raw', status: 503, body: '' },
  { kind: 'rest', code: 'QUERY_LIMIT_EXCEEDED', status: 503 },
  { kind: 'rest', code: 'QUERY_LIMIT_EXCEEDED', status: 200 },
  { kind: 'rest', code: 'OPERATION_TIME_LIMIT', status: 429 },
  { kind: 'rest', code: 'INTERNAL_SERVER_ERROR', status: 500 },
];

/** @param share 0..1 of the requests that fail @returns what goes wrong with the next request, or null */
export function randomFaults(share: number, random: Random): () => FaultReply | null {
  return () => (random.chance(share) ? random.pick(FAULTS) : null);
}
