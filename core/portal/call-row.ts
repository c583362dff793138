/** One row of the portal's call statistics as a call of ours. Field meanings: bitrix24 `voximplant.statistic.get`. */

import { z } from 'zod';
import type { CallStatus, Direction } from '#core/domain/call.ts';
import { normalisePhone } from '#core/domain/phone.ts';
import { idField, secondsField, textField } from './fields.ts';
import type { PortalCall, RecordingHint } from './types.ts';

const ROW = z.object({
  ID: idField,
  CALL_ID: textField,
  CALL_TYPE: textField,
  CALL_FAILED_CODE: textField,
  CALL_START_DATE: textField,
  CALL_DURATION: secondsField,
  CALL_RECORD_URL: textField,
  RECORD_FILE_ID: idField,
  PORTAL_USER_ID: idField,
  PHONE_NUMBER: textField,
  CRM_ENTITY_TYPE: textField,
  CRM_ENTITY_ID: idField,
  CRM_ACTIVITY_ID: idField,
});

type Row = z.infer<typeof ROW>;

export interface RowContext {
  readonly source: string;
  /** The portal's zone, for rows whose date carries none. */
  readonly utcOffset: string | null;
}

/**
 * `4` is a callback that the client ordered on a site: the portal dials the client, so it counts as outgoing. `5` is an
 * announcement played to the client. A type newer than the documentation counts as incoming.
 */
const TYPES: Readonly<Record<string, { direction: Direction; kind: PortalCall['kind'] }>> = {
  '1': { direction: 'out', kind: 'phone' },
  '2': { direction: 'in', kind: 'phone' },
  '3': { direction: 'in', kind: 'phone' },
  '4': { direction: 'out', kind: 'callback' },
  '5': { direction: 'out', kind: 'info' },
};
const UNKNOWN_TYPE = { direction: 'in', kind: 'phone' } as const;

/** Nobody talked although the line worked: missed, temporarily unavailable, busy, declined, cancelled. */
const NOBODY_TALKED = new Set(['304', '480', '486', '603', '603-S']);

const ENTITIES: Readonly<Record<string, PortalCall['crmEntityType']>> = {
  CONTACT: 'contact',
  COMPANY: 'company',
  LEAD: 'lead',
};

/** @returns null for a row without an id or a readable date */
export function readCallRow(value: unknown, { source, utcOffset }: RowContext): PortalCall | null {
  const parsed = ROW.safeParse(value);
  if (!parsed.success) return null;
  const row = parsed.data;
  const startedAt = readInstant(row.CALL_START_DATE, utcOffset);
  if (row.ID === null || startedAt === null) return null;
  const { direction, kind } = TYPES[row.CALL_TYPE ?? ''] ?? UNKNOWN_TYPE;
  const status = statusOf(row, direction);
  return {
    id: `${source}:${row.ID}`,
    source,
    externalId: String(row.ID),
    direction,
    status,
    startedAt,
    durationMs: Math.round(row.CALL_DURATION * 1_000),
    agentId: row.PORTAL_USER_ID === null ? null : String(row.PORTAL_USER_ID),
    agentName: null,
    clientPhone: normalisePhone(row.PHONE_NUMBER),
    clientName: null,
    rowId: row.ID,
    portalCallId: row.CALL_ID ?? '',
    kind,
    recordingHint: hintOf(row, status),
    recordFileId: row.RECORD_FILE_ID,
    recordUrl: row.CALL_RECORD_URL,
    crmEntityType: ENTITIES[row.CRM_ENTITY_TYPE ?? ''] ?? null,
    crmEntityId: row.CRM_ENTITY_ID,
    crmActivityId: row.CRM_ACTIVITY_ID,
  };
}

/** Row id alone, for checks that come before reading. */
export function rowIdOf(value: unknown): number | null {
  const parsed = ROW.pick({ ID: true }).safeParse(value);
  return parsed.success ? parsed.data.ID : null;
}

/**
 * `200` is a conversation. An incoming call that nobody took is missed however it ended; an outgoing one is missed when
 * the client did not pick up. The rest (bad number, no money, blocked, no route) failed.
 */
function statusOf(row: Row, direction: Direction): CallStatus {
  const code = row.CALL_FAILED_CODE ?? (row.CALL_DURATION > 0 ? '200' : '304');
  if (code === '200') return 'answered';
  if (direction === 'in') return NOBODY_TALKED.has(code) ? 'missed' : 'failed';
  return code === '304' ? 'missed' : 'failed';
}

/** A row exists before its recording: talk time without a file means that one may still come. */
function hintOf(row: Row, status: CallStatus): RecordingHint {
  if (row.RECORD_FILE_ID !== null || row.CALL_RECORD_URL !== null) return 'available';
  return status === 'answered' && row.CALL_DURATION > 0 ? 'expected' : 'none';
}

/** ISO 8601 as PHP writes it, always with an offset in the documentation; without one the portal's own zone is meant. */
const DATE = /^(\d{4}-\d\d-\d\d)[T ](\d\d:\d\d:\d\d)(?:\.\d+)?(Z|[+-]\d\d:?\d\d)?$/u;

/** @returns the instant in UTC, ISO 8601 with milliseconds, or null */
export function readInstant(text: string | null, utcOffset: string | null): string | null {
  const match = DATE.exec(text ?? '');
  if (!match) return null;
  const ms = Date.parse(`${match[1]!}T${match[2]!}${match[3] ?? utcOffset ?? 'Z'}`);
  return Number.isFinite(ms) ? new Date(ms).toISOString() : null;
}
