/** Calls: the list, one of them, totals. */

import { setImmediate as nextTurn } from 'node:timers/promises';
import { z } from 'zod';
import { CALL_ORDERS, DEAL_LINKS, HANDLINGS, NEXT_STEP_STATES } from '#core/domain/call-list.ts';
import { OUTCOMES, SENTIMENTS, TOPIC_IDS } from '#core/domain/finding.ts';
import { AppError } from '#core/errors.ts';
import { procedure, router } from './procedures.ts';

export const day = z.iso.date();
const id = z.string().min(1).max(300);

export const callFilter = z.object({
  from: day.optional(),
  to: day.optional(),
  agentId: id.optional(),
  department: id.optional(),
  direction: z.enum(['in', 'out']).optional(),
  topic: z.enum(TOPIC_IDS).optional(),
  sentiment: z.enum(SENTIMENTS).optional(),
  outcome: z.enum(OUTCOMES).optional(),
  objection: id.optional(),
  verdict: z.enum(HANDLINGS).optional(),
  nextStep: z.enum(NEXT_STEP_STATES).optional(),
  minDurationMs: z.int().min(0).optional(),
  maxDurationMs: z.int().min(0).optional(),
  hasRecording: z.boolean().optional(),
  deal: z.enum(DEAL_LINKS).optional(),
  text: z.string().max(200).optional(),
});

const callQuery = z.object({
  filter: callFilter,
  order: z.enum(CALL_ORDERS).default('startedAt'),
  descending: z.boolean().default(true),
  offset: z.int().min(0).default(0),
  limit: z.int().min(1).max(500).default(100),
});

export const calls = router({
  list: procedure.input(callQuery).query(({ ctx, input }) => ctx.services.calls.list(input)),

  /** For an action on all of them. */
  ids: procedure.input(callFilter).query(({ ctx, input }) => ctx.services.calls.ids(input)),

  /** Asked for together with rows, which are wanted first: adding up waits until other answers have left. */
  totals: procedure.input(callFilter).query(async ({ ctx, input }) => {
    await nextTurn();
    return ctx.services.calls.totals(input);
  }),

  /** The call, and the address its recording plays from; throws `input.invalid` when there is no such call. */
  get: procedure.input(z.object({ id })).query(({ ctx, input }) => {
    const details = ctx.services.calls.find(input.id);
    if (!details) throw new AppError('input.invalid', { reason: 'Такого звонка нет' });
    return { ...details, recordingUrl: details.hasRecording ? ctx.links.recordingUrl(input.id) : null };
  }),
});
