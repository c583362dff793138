/** Which calls the table shows. */

import type { Direction } from '#core/domain/call.ts';
import type { Sentiment, TopicId } from '#core/domain/finding.ts';
import { UNNAMED_AGENT } from '../managers.ts';
import type { PageCall } from './page-types.ts';

/** An empty string means: no matter which. */
export interface Filters {
  readonly text: string;
  readonly category: string;
  readonly agent: string;
  readonly sentiment: Sentiment | '';
  readonly direction: Direction | '';
  readonly topic: TopicId | '';
  /** First day of a week of the report. */
  readonly week: string;
}

export const NO_FILTERS: Filters = {
  text: '',
  category: '',
  agent: '',
  sentiment: '',
  direction: '',
  topic: '',
  week: '',
};

/** `category` of calls with any objection at all. */
export const ANY_OBJECTION = '*';

/** The words of a call in the form that searches are made in. */
export function searchable(texts: readonly (string | null)[]): string {
  return normalise(texts.filter((text) => text !== null).join('\n'));
}

/** Lower case, `ё` as `е`; the length stays, so that places in one are places in the other. */
export function normalise(text: string): string {
  return text.toLowerCase().replaceAll('ё', 'е');
}

/** @param words `searchable` words of the call; while they are still being unpacked, undefined */
export function matches(call: PageCall, filters: Filters, words: string | undefined): boolean {
  return (
    matchesCategory(call, filters.category) &&
    (filters.agent === '' ||
      call.agent === filters.agent ||
      (call.agent === null && filters.agent === UNNAMED_AGENT)) &&
    (filters.sentiment === '' || call.sentiment === filters.sentiment) &&
    (filters.direction === '' || call.direction === filters.direction) &&
    (filters.topic === '' || call.topic === filters.topic) &&
    (filters.text === '' || (words?.includes(normalise(filters.text.trim())) ?? false))
  );
}

function matchesCategory(call: PageCall, category: string): boolean {
  if (category === '') return true;
  if (category === ANY_OBJECTION) return call.objections.length > 0;
  return call.objections.some((objection) => objection.category === category);
}
