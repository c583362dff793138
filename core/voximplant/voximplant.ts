/** The call history of a Voximplant account. */

import { createRequests, DEFAULT_LIMITS } from './requests.ts';
import { readSession } from './session.ts';
import type { Voximplant, VoximplantCall, VoximplantOptions } from './types.ts';

/** Ids of one request: the API takes up to 1000; fewer keep the answer small. */
const IDS_AT_ONCE = 50;
/** A period is required even with ids. No account is older than the company, founded in 2013. */
const ALWAYS = '2013-01-01 00:00:00';

/** Nothing is sent yet. @throws input.invalid for an address of the API that is neither https nor on this computer */
export function createVoximplant(options: VoximplantOptions): Voximplant {
  const requests = createRequests(options);
  const { clock, source } = options;
  const pageSize = options.limits?.pageSize ?? DEFAULT_LIMITS.pageSize;
  const read = (sessions: readonly unknown[]) => {
    const rows = sessions.map((session) => readSession(session, source));
    const calls = rows.filter((row): row is VoximplantCall => row !== null && row !== 'empty');
    return { calls, unreadableRows: rows.filter((row) => row === null).length };
  };
  return {
    async *listCalls({ from, to, signal }) {
      // `to_date` has whole seconds and its edge is not described: one second more, and the rest is left out here.
      const period = { from_date: momentOf(from), to_date: momentOf(to, 1_000) };
      for (let offset = 0; ;) {
        const page = { count: String(pageSize), offset: String(offset) };
        const { sessions, total } = await requests.history({ ...COMMON, ...period, ...page }, signal);
        offset += sessions.length;
        const { calls, unreadableRows } = read(sessions);
        const inside = calls.filter(({ startedAt }) => startedAt >= from && startedAt < to);
        yield { calls: inside, unreadableRows, remainingRows: total === null ? null : Math.max(0, total - offset) };
        // The API may give fewer than were asked for, so a short page is the last one only where no total is told.
        const isLast = total === null ? sessions.length < pageSize : offset >= total;
        if (sessions.length === 0 || isLast) return;
      }
    },
    async callsById(ids, signal) {
      const found: VoximplantCall[] = [];
      const period = { from_date: ALWAYS, to_date: momentOf(new Date(clock.now()).toISOString(), 86_400_000) };
      for (let start = 0; start < ids.length; start += IDS_AT_ONCE) {
        const wanted = ids.slice(start, start + IDS_AT_ONCE);
        const list = { call_session_history_id: wanted.join(';'), count: String(IDS_AT_ONCE) };
        const { sessions } = await requests.history({ ...COMMON, ...period, ...list }, signal);
        found.push(...read(sessions).calls.filter(({ sessionId }) => wanted.includes(sessionId)));
      }
      return found;
    },
    close: () => requests.close(),
  };
}

/** Times in UTC; legs and recordings with each session; oldest first. */
const COMMON = { timezone: 'Etc/GMT', with_calls: 'true', with_records: 'true', desc_order: 'false' };

/** `YYYY-MM-DD HH:mm:ss` in UTC. */
const momentOf = (instant: string, addMs = 0): string =>
  new Date(Date.parse(instant) + addMs).toISOString().slice(0, 19).replace('T', ' ');
