/** What a portal's CRM knows of generated calls: deals, how the calls ended, who works where. */

import type { DealOutcome } from '#core/domain/deal.ts';
import type { Outcome } from '#core/domain/finding.ts';
import type { ReportCall } from '#core/domain/report.ts';
import type { Store } from '#core/store/index.ts';
import { AGENT_NAMES } from './phrases.ts';
import { seededRandom } from './random.ts';

const DEALS: readonly (DealOutcome | null)[] = ['won', 'won', 'lost', 'lost', 'lost', 'open', 'open', null, null];
const ENDS: readonly Outcome[] = ['agreed', 'agreed', 'refused', 'postponed', 'no_talk', 'unknown'];
const DEPARTMENTS = ['Отдел продаж', 'Корпоративные клиенты'] as const;

/** The same calls with outcomes, and with deals where the CRM was asked: from `askedFrom` (an instant) on. */
export function withDeals(calls: readonly ReportCall[], askedFrom: string): ReportCall[] {
  const random = seededRandom(7);
  return calls.map((call) => {
    const [state, kind] = [random.pick(DEALS), random.pick(ENDS)];
    const isAsked = call.startedAt >= askedFrom && call.topic !== null;
    return {
      ...call,
      outcome: { kind, quote: null, utterance: null },
      ...(isAsked && { deal: state && { outcome: state, stage: null } }),
    };
  });
}

/** Names the departments of the generated managers; the last of them does not work there any more. */
export function savePeople(store: Store, source: string): void {
  for (const [index, name] of AGENT_NAMES.entries()) {
    const isActive = index < AGENT_NAMES.length - 1;
    store.people.save(source, { id: name, name, isActive, departmentIds: [index % DEPARTMENTS.length] });
  }
  store.people.saveDepartments(source, new Map(DEPARTMENTS.entries()));
}
