/** What a file name tells of its call. */

import path from 'node:path';
import type { Direction } from '#core/domain/call.ts';
import { instantOfLocal } from '#core/domain/local-time.ts';
import { normalisePhone } from '#core/domain/phone.ts';
import { matchName, type RawFields, readDirection } from './match.ts';
import type { NamePattern } from './patterns.ts';

/** Null: the name does not tell. */
export interface NameFacts {
  /** Instant in UTC, ISO 8601. */
  readonly startedAt: string | null;
  readonly direction: Direction | null;
  readonly phone: string | null;
  readonly manager: string | null;
  readonly client: string | null;
  /** Internal number of the manager. */
  readonly extension: string | null;
}

export interface ReadNameOptions {
  /** IANA name of the zone in which the exchange writes its clock. */
  readonly timeZone: string;
  /** Managers' names by internal number. */
  readonly managers: Readonly<Record<string, string>>;
}

/** @param fileName with its ending @returns null where the name is made differently or its date does not exist */
export function readName(
  pattern: NamePattern,
  fileName: string,
  { timeZone, managers }: ReadNameOptions,
): NameFacts | null {
  const { name } = path.parse(fileName);
  for (const { parts, direction } of pattern.forms) {
    const fields = matchName(parts, name);
    if (!fields) continue;
    const startedAt = startOf(fields, timeZone);
    if (startedAt === undefined) continue;
    const { texts } = fields;
    const extension = texts.ext ?? null;
    return {
      startedAt,
      direction: texts.direction === undefined ? direction : readDirection(texts.direction),
      phone: normalisePhone(texts.phone ?? null),
      manager: texts.manager?.trim() ?? managerOf(extension, managers),
      client: texts.client?.trim() ?? null,
      extension,
    };
  }
  return null;
}

/** Without a name the number itself: calls of one manager stay together. */
function managerOf(extension: string | null, managers: Readonly<Record<string, string>>): string | null {
  if (extension === null) return null;
  return Object.hasOwn(managers, extension) ? managers[extension]! : `Внутренний ${extension}`;
}

/** @returns undefined for a moment that cannot be, e.g. the 31st of April; null where the name has none */
function startOf({ moment, texts }: RawFields, timeZone: string): string | null | undefined {
  if (texts.unix !== undefined) return new Date(Number(texts.unix) * 1_000).toISOString();
  const year = moment.YYYY ?? (moment.YY === undefined ? undefined : `20${moment.YY}`);
  // A time of day without a day is of no use.
  if (year === undefined) return null;
  const { MM = '01', DD = '01', HH = '00', mm = '00', ss = '00' } = moment;
  const instantMs = instantOfLocal(`${year}-${MM}-${DD}T${HH}:${mm}:${ss}`, timeZone);
  return instantMs === null ? undefined : new Date(instantMs).toISOString();
}
