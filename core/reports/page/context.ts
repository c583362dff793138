/** What every part of the page knows and may ask for. */

import { dayOf } from '#core/domain/period.ts';
import { categoryColour } from '#core/domain/category-colours.ts';
import type { ReportSection } from '#core/domain/report-request.ts';
import type { Filters } from './filters.ts';
import type { PageCall, PageData } from './page-types.ts';

export interface PageContext {
  readonly data: PageData;
  /** The section is in this report; transcripts are shown with the calls, and not without them. */
  readonly has: (section: ReportSection) => boolean;
  readonly categoryName: (id: string) => string;
  readonly recommendation: (id: string) => string;
  readonly colour: (id: string) => string;
  /** First day of the week that the call falls into; empty beyond the weeks of the report. */
  readonly weekOf: (call: PageCall) => string;
  /** Shows the call, where the report has calls; `utterance` scrolls to that place. */
  readonly openCall: (call: PageCall, utterance?: number) => void;
  /** Changes some filters, forgets the others, and scrolls to the calls; only where the report has them. */
  readonly showCalls: (filters: Partial<Filters>) => void;
}

export function createContext(data: PageData, actions: Pick<PageContext, 'openCall' | 'showCalls'>): PageContext {
  const summaries = new Map(data.objections.map((summary) => [summary.category, summary]));
  const { sections } = data.request;
  return {
    data,
    has: (section) => sections.includes(section) && (section !== 'transcripts' || sections.includes('calls')),
    categoryName: (id) => summaries.get(id)?.name ?? id,
    recommendation: (id) => summaries.get(id)?.recommendation ?? '',
    colour: categoryColour,
    weekOf: (call) => {
      const day = dayOf(Date.parse(call.startedAt), data.timeZone);
      return data.weeks.find(({ from, to }) => day >= from && day <= to)?.from ?? '';
    },
    ...actions,
  };
}
