/** `call.followup.*`: transcripts of video calls between employees, by a cursor that is copied word for word. */

import type { FollowUpRecord } from './data.ts';
import { portalDate } from './dates.ts';
import type { Method, MethodContext } from './method.ts';
import { isMap, parameter, type Parameters, text } from './parameters.ts';
import { RestError } from './rest-error.ts';

const HEAVY_FIELDS = ['transcription', 'overview', 'insights'];
const [MOST, MOST_HEAVY, USUAL] = [200, 20, 50];

const within = (parameters: Parameters, ...path: string[]): unknown =>
  path.reduce<unknown>((value, name) => (isMap(value) ? parameter(value, name) : undefined), parameters);

export const followUpList: Method = (parameters, context) => {
  const [fromMs, toMs] = ['from', 'to'].map((end) => Date.parse(text(within(parameters, 'filter', 'startDate', end))));
  if (!Number.isFinite(fromMs) || !Number.isFinite(toMs))
    throw new RestError('BITRIX_REST_V3_EXCEPTION_VALIDATION_REQUESTVALIDATIONEXCEPTION', 'startDate is required');
  const select = within(parameters, 'select');
  const isHeavy = Array.isArray(select) && select.some((field) => HEAVY_FIELDS.includes(text(field)));
  const asked = Number(text(within(parameters, 'pagination', 'limit')) || USUAL);
  const limit = Math.min(asked, isHeavy ? MOST_HEAVY : MOST);
  const after = [within(parameters, 'afterCursor', 'startDate'), within(parameters, 'afterCursor', 'id')].map(text);
  const rows = visible(context)
    .filter(({ startedAtMs }) => startedAtMs >= fromMs! && startedAtMs <= toMs!)
    .filter((row) => after[1] === '' || isAfter(row, { startMs: Date.parse(after[0]!), id: Number(after[1]) }));
  const items = rows.slice(0, limit);
  const last = items.at(-1);
  const zone = context.settings.utcOffset;
  return {
    result: {
      items: items.map((row) => rowOf(row, zone)),
      hasMore: rows.length > limit,
      afterCursor: last ? { startDate: portalDate(last.startedAtMs, zone), id: last.id } : null,
    },
  };
};

export const followUpGet: Method = (parameters, context) => {
  const id = Number(text(parameter(parameters, 'id')));
  const row = visible(context).find((candidate) => candidate.id === id);
  if (!row) throw new RestError('BITRIX_REST_V3_EXCEPTION_ENTITYNOTFOUNDEXCEPTION', 'Not found', { status: 404 });
  return { result: { item: rowOf(row, context.settings.utcOffset) } };
};

/** Administrators see all calls, others their own. */
const visible = ({ data, user }: MethodContext): FollowUpRecord[] =>
  (data.followUps ?? [])
    .filter(({ userIds }) => user.isAdmin === true || userIds.includes(user.id))
    .toSorted((a, b) => a.startedAtMs - b.startedAtMs || a.id - b.id);

const isAfter = ({ startedAtMs, id }: FollowUpRecord, cursor: { startMs: number; id: number }): boolean =>
  startedAtMs > cursor.startMs || (startedAtMs === cursor.startMs && id > cursor.id);

const rowOf = ({ id, startedAtMs, segments }: FollowUpRecord, zone: string): Record<string, unknown> => ({
  id,
  startDate: portalDate(startedAtMs, zone),
  transcription: { segments },
});
