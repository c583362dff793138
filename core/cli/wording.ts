/** Small pieces of Russian that several commands say. */

import { errorSentence } from '#core/texts/errors.ts';
import type { FailedItem } from '#core/pipeline/index.ts';

const plurals = new Intl.PluralRules('ru');

/** «1 звонок», «2 звонка», «5 звонков». @param forms for one, few and many */
export function plural(count: number, forms: readonly [one: string, few: string, many: string]): string {
  const rule = plurals.select(count);
  const form = rule === 'one' ? forms[0] : rule === 'few' ? forms[1] : forms[2];
  return `${count.toLocaleString('ru')} ${form}`;
}

export const callsText = (count: number): string => plural(count, ['звонок', 'звонка', 'звонков']);
export const recordingsText = (count: number): string => plural(count, ['запись', 'записи', 'записей']);

/** Minutes and seconds: `3:07`; with hours `1:03:07`. */
export function durationText(durationMs: number): string {
  const total = Math.round(durationMs / 1000);
  const [hours, minutes, seconds] = [Math.floor(total / 3600), Math.floor(total / 60) % 60, total % 60];
  const two = (value: number) => String(value).padStart(2, '0');
  return hours > 0 ? `${hours}:${two(minutes)}:${two(seconds)}` : `${minutes}:${two(seconds)}`;
}

/** The list of items that failed, one a line, each with what to do. */
export const failuresText = (failed: readonly FailedItem[]): string =>
  failed.map(({ callId, error }) => `  ${callId}: ${errorSentence(error)}`).join('\n');
