/** `voximplant.statistic.get`: finished calls, with the documented and the observed habits of the method. */

import type { CallRecord } from './data.ts';
import { portalDate } from './dates.ts';
import { conditionsOf, type FieldKind } from './filter.ts';
import type { Method, MethodContext } from './method.ts';
import { page } from './paging.ts';
import { parameter, type Parameters } from './parameters.ts';
import { RestError } from './rest-error.ts';

const FIELDS: Readonly<Record<string, FieldKind>> = {
  ID: 'number',
  CALL_ID: 'text',
  CALL_TYPE: 'number',
  CALL_CATEGORY: 'text',
  CALL_DURATION: 'number',
  CALL_START_DATE: 'date',
  CALL_FAILED_CODE: 'text',
  PORTAL_USER_ID: 'number',
  PORTAL_NUMBER: 'text',
  PHONE_NUMBER: 'text',
  CRM_ENTITY_TYPE: 'text',
  CRM_ENTITY_ID: 'number',
  CRM_ACTIVITY_ID: 'number',
};

export const statisticGet: Method = (parameters, context) => {
  const { settings, data, nowMs } = context;
  if (settings.statisticsRight === 'none') throw new RestError('ACCESS_DENIED', 'Access denied!', { status: 403 });
  const conditions = settings.ignoresFilter
    ? []
    : conditionsOf(filterOf(parameters, settings.acceptsLowerCaseFilter), FIELDS, settings.utcOffset);
  const rows = data.calls
    .filter((call) => call.isDeleted !== true && (call.visibleFromMs ?? 0) <= nowMs && isVisible(call, context))
    .filter((call) => conditions.every((holds) => holds((field) => valueOf(call, field))));
  return page(sorted(rows, parameters, settings.ignoresSorting), parameter(parameters, 'start'), (call) =>
    rowOf(call, context),
  );
};

/** `FILTER` counts; whether `filter` does is a switch. With both the later one wins. */
function filterOf(parameters: Parameters, acceptsLowerCase: boolean): unknown {
  const names = Object.keys(parameters).filter((name) => name.toUpperCase() === 'FILTER');
  const accepted = acceptsLowerCase ? names : names.filter((name) => name === 'FILTER');
  return accepted.length === 0 ? undefined : parameters[accepted.at(-1)!];
}

/** Somebody without the right to all calls gets fewer rows and no word about it. */
function isVisible(call: CallRecord, { settings, user, data }: MethodContext): boolean {
  if (settings.statisticsRight === 'all') return true;
  if (call.userId === user.id) return true;
  if (settings.statisticsRight === 'own') return false;
  const owner = data.users.find((candidate) => candidate.id === call.userId);
  return (owner?.departments ?? []).some((id) => (user.departments ?? []).includes(id));
}

/** Both keys, an existing field and the exact spelling are needed; otherwise the order is the database's own. */
function sorted(rows: readonly CallRecord[], parameters: Parameters, ignoresSorting: boolean): readonly CallRecord[] {
  const field = parameter(parameters, 'SORT');
  const order = parameter(parameters, 'ORDER');
  const isSorted = typeof field === 'string' && field in FIELDS && field !== 'CALL_TYPE';
  if (!isSorted || (order !== 'ASC' && order !== 'DESC') || ignoresSorting) {
    return rows.toSorted((a, b) => scattered(a.id) - scattered(b.id));
  }
  const sign = order === 'ASC' ? 1 : -1;
  const key = (call: CallRecord): string | number => valueOf(call, field) ?? '';
  return rows.toSorted((a, b) => sign * (key(a) < key(b) ? -1 : key(a) > key(b) ? 1 : 0));
}

/** A fixed order that is not that of the ids. */
function scattered(id: number): number {
  return (id * 7_919) % 10_007;
}

const VALUES: Readonly<Record<string, (call: CallRecord) => string | number | null | undefined>> = {
  ID: (call) => call.id,
  CALL_ID: callIdOf,
  CALL_TYPE: (call) => call.type,
  CALL_CATEGORY: () => 'external',
  CALL_DURATION: (call) => call.durationSeconds,
  CALL_START_DATE: (call) => call.startedAtMs,
  CALL_FAILED_CODE: (call) => call.failedCode ?? '200',
  PORTAL_USER_ID: (call) => call.userId,
  PORTAL_NUMBER: () => 'reg100000',
  PHONE_NUMBER: (call) => call.phone,
  CRM_ENTITY_TYPE: (call) => call.crmEntityType,
  CRM_ENTITY_ID: (call) => call.crmEntityId,
  CRM_ACTIVITY_ID: (call) => call.crmActivityId,
};

function valueOf(call: CallRecord, field: string): string | number | null {
  return VALUES[field]?.(call) ?? null;
}

function callIdOf(call: CallRecord): string {
  return call.callId ?? `externalCall.${call.id}`;
}

/** The documented answer: everything a string or null, except the id of the recording. */
function rowOf(call: CallRecord, { settings, nowMs }: MethodContext): Record<string, unknown> {
  const fileId = (call.recordFromMs ?? 0) <= nowMs ? (call.recordFileId ?? null) : null;
  const orNull = (value: number | null | undefined): string | null =>
    value === null || value === undefined ? null : String(value);
  return {
    ID: String(call.id),
    PORTAL_USER_ID: orNull(call.userId),
    PORTAL_NUMBER: 'reg100000',
    PHONE_NUMBER: call.phone,
    CALL_ID: callIdOf(call),
    EXTERNAL_CALL_ID: null,
    CALL_CATEGORY: 'external',
    CALL_DURATION: String(call.durationSeconds),
    CALL_START_DATE: portalDate(call.startedAtMs, settings.utcOffset),
    CALL_RECORD_URL: call.recordUrl === undefined ? '' : call.recordUrl,
    CALL_VOTE: null,
    COST: '0.0000',
    COST_CURRENCY: '',
    CALL_FAILED_CODE: call.failedCode ?? '200',
    CALL_FAILED_REASON: '',
    CRM_ENTITY_TYPE: call.crmEntityType ?? null,
    CRM_ENTITY_ID: orNull(call.crmEntityId),
    CRM_ACTIVITY_ID: orNull(call.crmActivityId),
    REST_APP_ID: null,
    REST_APP_NAME: null,
    TRANSCRIPT_ID: orNull(call.transcriptId),
    TRANSCRIPT_PENDING: 'N',
    SESSION_ID: null,
    REDIAL_ATTEMPT: null,
    COMMENT: null,
    RECORD_DURATION: null,
    RECORD_FILE_ID: fileId !== null && settings.recordFileIdAs === 'string' ? String(fileId) : fileId,
    CALL_TYPE: String(call.type),
    ...call.overrides,
  };
}
