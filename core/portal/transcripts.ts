/** The portal's own transcripts of telephone calls: `crm.activity.call.getTranscript`, plain text or nothing. */

import { z } from 'zod';
import type { AppError, ErrorCode } from '#core/errors.ts';
import { inChunks } from './crm-items.ts';
import type { Requests } from './requests.ts';
import type { Command } from './transport.ts';

/** Longer than a day of talking: a transcript of that size is none. */
const MAX_LENGTH = 1_000_000;
const ANSWER = z.object({ transcription: z.string().max(MAX_LENGTH) });

/** Troubles of all calls alike; an activity may be refused or gone by itself. */
const OF_THE_PORTAL: readonly ErrorCode[] = ['portal.missing-scope', 'portal.method-missing'];

/**
 * Fifty in a request. An activity that may not be read, or is gone, has no text; where all of them are refused, the
 * portal's transcription is switched off.
 * @returns an entry for every id that the portal got to
 * @throws portal.forbidden, portal.missing-scope, portal.method-missing, portal.*, job.cancelled
 */
export async function readTranscripts(
  requests: Requests,
  activityIds: readonly number[],
  signal?: AbortSignal,
): Promise<ReadonlyMap<number, string | null>> {
  const texts = new Map<number, string | null>();
  let refusal: AppError | null = null;
  for (const chunk of inChunks(activityIds)) {
    const commands: Record<string, Command> = {};
    for (const activityId of chunk)
      commands[`a${activityId}`] = { method: 'crm.activity.call.getTranscript', params: { activityId } };
    const readings = await requests.batch(commands, { signal });
    let isAllRefused = true;
    for (const id of chunk) {
      const reading = readings.get(`a${id}`);
      const error = reading && 'failure' in reading ? reading.failure.error : null;
      if (error && OF_THE_PORTAL.includes(error.code)) throw error;
      if (error?.code === 'portal.forbidden') refusal = error;
      else isAllRefused = false;
      if (reading && 'answer' in reading) texts.set(id, textOf(reading.answer.result));
      // What the portal failed on is asked for again by a later pull.
      else if (reading && 'failure' in reading && reading.failure.retry === 'no') texts.set(id, null);
    }
    if (isAllRefused && refusal && [...texts.values()].every((text) => text === null)) throw refusal;
  }
  return texts;
}

function textOf(result: unknown): string | null {
  const text = ANSWER.safeParse(result).data?.transcription.trim() ?? '';
  return text === '' ? null : text;
}
