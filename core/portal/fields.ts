/** Lenient readers for what PHP makes of values: numbers as strings, empty strings, `null`, `[]` for an empty map. */

import { z } from 'zod';

/** Trimmed text, or null for nothing. Longer texts are cut: no field we keep needs more. */
export const textField = z
  .union([z.string(), z.number()])
  .transform((value) => String(value).trim().slice(0, 2_000))
  .transform((value) => (value === '' ? null : value))
  .nullable()
  .catch(null);

/** A positive whole number, or null. */
export const idField = textField.transform((value) => {
  const id = value !== null && /^\d{1,15}$/u.test(value) ? Number(value) : 0;
  return id > 0 ? id : null;
});

/** Seconds as a number, 0 for anything else. */
export const secondsField = textField.transform((value) => {
  const seconds = Number(value ?? 0);
  return Number.isFinite(seconds) && seconds > 0 ? seconds : 0;
});

/** `true`, `Y`, `1` and `"true"` are yes. */
export const flagField = z
  .unknown()
  .optional()
  .transform((value) => value === true || value === 'Y' || value === 'true' || value === 1 || value === '1');

/** A list, whatever container PHP made of it. */
export function listOf(value: unknown): readonly unknown[] {
  if (Array.isArray(value)) return value;
  return typeof value === 'object' && value !== null ? Object.values(value) : [];
}
