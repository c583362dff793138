/** Telephone numbers: sources pass on whatever the telephony wrote. */

const HIDDEN = /^(?:hidden|anonymous|unknown|restricted|private|unavailable)$/iu;

/**
 * One spelling per number, so that calls of one client meet: `+` and digits for full numbers, Russian `8…` and bare
 * ten-digit mobile numbers become `+7…`; short internal numbers stay as they are. Null for hidden or absent numbers.
 */
export function normalisePhone(text: string | null): string | null {
  if (text === null || HIDDEN.test(text.trim())) return null;
  const digits = text
    .replace(/^sips?:/iu, '')
    .replace(/@.*$/u, '')
    .replace(/\D/gu, '')
    .slice(0, 20);
  if (digits === '') return null;
  if (/^[78]\d{10}$/u.test(digits)) return `+7${digits.slice(1)}`;
  if (/^9\d{9}$/u.test(digits)) return `+7${digits}`;
  return digits.length >= 10 ? `+${digits}` : digits;
}
