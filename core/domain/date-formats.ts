/** Formats of dates, kept: making one takes a hundred times longer than using it, and whole periods are formatted at once. */

const formats = new Map<string, Intl.DateTimeFormat>();

/** The format of a locale and options; the same ones give the same object. */
export function dateFormat(locale: string, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const key = `${locale} ${JSON.stringify(options)}`;
  const known = formats.get(key);
  if (known) return known;
  const format = new Intl.DateTimeFormat(locale, options);
  formats.set(key, format);
  return format;
}
