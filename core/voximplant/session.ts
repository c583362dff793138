/**
 * One session of the history as a call of ours. Fields: voximplant.com/docs/references/httpapi/structure/callsessioninfotype
 * and …/httpapi/callinfotype. A session holds several calls (legs): the client's, the manager's, transfers.
 */

import { z } from 'zod';
import { normalisePhone } from '#core/domain/phone.ts';
import type { VoximplantCall } from './types.ts';

const text = z.string().nullish().catch(null);
const seconds = z.number().min(0).nullish().catch(null);

const LEG = z.object({
  incoming: z.boolean().catch(false),
  successful: z.boolean().catch(false),
  duration: seconds,
  local_number: text,
  remote_number: text,
  remote_number_type: text,
  record_url: text,
});
type Leg = z.infer<typeof LEG>;

const SESSION = z.object({
  call_session_history_id: z.number().int().positive(),
  /** `YYYY-MM-DD HH:mm:ss` in the zone that was asked for: UTC. */
  start_date: z.string().regex(/^\d{4}-\d{2}-\d{2} \d{2}:\d{2}:\d{2}$/u),
  duration: seconds,
  calls: z.array(LEG).nullish().catch(null),
  records: z
    .array(z.object({ record_url: text }))
    .nullish()
    .catch(null),
});

/** @returns null for a session without an id or a date, or without any leg: nobody talked to anybody */
export function readSession(row: unknown, source: string): VoximplantCall | 'empty' | null {
  const parsed = SESSION.safeParse(row);
  if (!parsed.success) return null;
  const { call_session_history_id: sessionId, start_date: startDate, duration, calls, records } = parsed.data;
  const startedAt = new Date(`${startDate.replace(' ', 'T')}Z`);
  if (Number.isNaN(startedAt.getTime())) return null;
  const legs = calls ?? [];
  const client = legs.find((leg) => !isOfCompany(leg)) ?? legs[0];
  if (!client) return 'empty';
  const isAnswered = client.successful && (client.duration ?? 0) > 0;
  const url =
    records?.find(({ record_url: link }) => isLink(link)) ?? legs.find(({ record_url: link }) => isLink(link));
  const manager = legs.find((leg) => leg !== client && isOfCompany(leg));
  return {
    id: `${source}:${sessionId}`,
    source,
    externalId: String(sessionId),
    sessionId,
    direction: client.incoming ? 'in' : 'out',
    status: isAnswered ? 'answered' : client.incoming ? 'missed' : 'failed',
    startedAt: startedAt.toISOString(),
    durationMs: (client.duration ?? duration ?? 0) * 1_000,
    agentId: manager ? userOf(manager.remote_number) : null,
    agentName: manager ? userOf(manager.remote_number) : null,
    clientPhone: normalisePhone(client.remote_number ?? null),
    clientName: null,
    recordUrl: url?.record_url ?? null,
    recordingHint: url ? 'available' : isAnswered ? 'expected' : 'none',
  };
}

/**
 * A leg to a user of the company, not to a telephone. The documentation describes the type as «PSTN, mobile, user or sip
 * address». Unverified: the exact spelling, so it is looked for inside the word.
 */
const isOfCompany = ({ remote_number_type: type }: Leg): boolean => /user|sip/iu.test(type ?? '');

/** `sip:olga@app.account.voximplant.com` is `olga`. */
function userOf(address: string | null | undefined): string | null {
  const name = (address ?? '')
    .replace(/^sips?:/iu, '')
    .replace(/@.*$/u, '')
    .trim()
    .slice(0, 200);
  return name === '' ? null : name;
}

const isLink = (link: string | null | undefined): boolean => /^https?:\/\//iu.test(link ?? '');
