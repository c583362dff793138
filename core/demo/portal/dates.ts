/** Dates as the portal writes them: in the server's zone, with its offset. */

/** @param utcOffset such as `+03:00` @returns minutes */
function offsetMinutes(utcOffset: string): number {
  const match = /^([+-])(\d\d):(\d\d)$/u.exec(utcOffset)!;
  const minutes = Number(match[2]) * 60 + Number(match[3]);
  return match[1] === '-' ? -minutes : minutes;
}

/** `2026-03-10T11:19:38+01:00` */
export function portalDate(ms: number, utcOffset: string): string {
  return new Date(ms + offsetMinutes(utcOffset) * 60_000).toISOString().slice(0, 19) + utcOffset;
}

/** Reads a date of a filter; without an offset it is the server's time. NaN where it makes no sense. */
export function parseDate(text: string, utcOffset: string): number {
  const isDay = /^\d{4}-\d\d-\d\d$/u.test(text);
  const complete = isDay ? `${text}T00:00:00` : text.replace(' ', 'T');
  return Date.parse(/(?:Z|[+-]\d\d:?\d\d)$/u.test(complete) ? complete : complete + utcOffset);
}
