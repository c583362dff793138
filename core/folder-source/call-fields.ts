/** Fields of a call as a sidecar file or a table beside the recordings gives them; all optional. */

import { z } from 'zod';

export const callFields = z.object({
  direction: z.enum(['in', 'out']).optional(),
  /** Instant in UTC, ISO 8601. */
  startedAt: z.iso
    .datetime({ offset: true })
    .transform((text) => new Date(text).toISOString())
    .optional(),
  durationMs: z.number().nonnegative().optional(),
  agent: z.string().max(200).optional(),
  client: z.string().max(200).optional(),
  phone: z.string().max(40).optional(),
});
export type CallFields = z.infer<typeof callFields>;
