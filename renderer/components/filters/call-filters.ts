/** The filters of the calls, as they stand in the address. */

import { CALL_ORDERS, DEAL_LINKS, HANDLINGS, NEXT_STEP_STATES } from '#core/domain/call-list.ts';
import type { CallFilter, CallOrder } from '#core/domain/call-list.ts';
import { addDays, dayOf } from '#core/domain/period.ts';
import { OUTCOMES, SENTIMENTS, TOPIC_IDS } from '#core/domain/finding.ts';

export const PERIODS = ['all', 'today', 'yesterday', 'week', 'month', 'custom'] as const;
export type PeriodId = (typeof PERIODS)[number];

const MINUTE_MS = 60_000;

/** Lengths of conversations to choose from; the ends as the core takes them. */
export const DURATIONS = {
  under1: { maxDurationMs: MINUTE_MS },
  from1to3: { minDurationMs: MINUTE_MS, maxDurationMs: 3 * MINUTE_MS },
  from3to10: { minDurationMs: 3 * MINUTE_MS, maxDurationMs: 10 * MINUTE_MS },
  over10: { minDurationMs: 10 * MINUTE_MS },
} as const satisfies Record<string, Pick<CallFilter, 'minDurationMs' | 'maxDurationMs'>>;
export const DURATION_IDS = ['under1', 'from1to3', 'from3to10', 'over10'] as const;

export const RECORDING_IDS = ['yes', 'no'] as const;

/** The conditions, each as one word of the address. */
export interface ViewFilter extends Pick<
  CallFilter,
  | 'agentId'
  | 'department'
  | 'direction'
  | 'topic'
  | 'sentiment'
  | 'outcome'
  | 'deal'
  | 'objection'
  | 'verdict'
  | 'nextStep'
  | 'text'
> {
  readonly duration?: keyof typeof DURATIONS | undefined;
  readonly recording?: (typeof RECORDING_IDS)[number] | undefined;
}

/** The address in a form that can be changed part by part; an absent part is its default. */
export interface CallsView {
  readonly period: PeriodId;
  /** Days of the custom period. */
  readonly from?: string | undefined;
  readonly to?: string | undefined;
  readonly filter: ViewFilter;
  readonly order: CallOrder;
  readonly descending: boolean;
}

const DIRECTIONS = ['in', 'out'] as const;
const DAY = /^\d{4}-\d{2}-\d{2}$/;

/** What somebody typed into the address is taken where it makes sense and left out where it does not. */
export function readView(query: URLSearchParams): CallsView {
  const text = (name: string): string | undefined => query.get(name) ?? undefined;
  const day = (name: string): string | undefined => (DAY.test(query.get(name) ?? '') ? text(name) : undefined);
  return {
    period: oneOf(PERIODS, query.get('period')) ?? 'all',
    from: day('from'),
    to: day('to'),
    filter: {
      agentId: text('agent'),
      department: text('department'),
      direction: oneOf(DIRECTIONS, query.get('direction')),
      topic: oneOf(TOPIC_IDS, query.get('topic')),
      sentiment: oneOf(SENTIMENTS, query.get('sentiment')),
      outcome: oneOf(OUTCOMES, query.get('outcome')),
      deal: oneOf(DEAL_LINKS, query.get('deal')),
      objection: text('objection'),
      verdict: oneOf(HANDLINGS, query.get('verdict')),
      nextStep: oneOf(NEXT_STEP_STATES, query.get('nextStep')),
      duration: oneOf(DURATION_IDS, query.get('duration')),
      recording: oneOf(RECORDING_IDS, query.get('recording')),
      text: text('text'),
    },
    order: oneOf(CALL_ORDERS, query.get('order')) ?? 'startedAt',
    descending: query.get('desc') !== '0',
  };
}

/** The other way round; defaults are left out, so that the address of the plain list is plain. */
export function writeView(view: CallsView): Record<string, string | undefined> {
  const { agentId, ...filter } = view.filter;
  return {
    ...filter,
    agent: agentId,
    period: view.period === 'all' ? undefined : view.period,
    from: view.period === 'custom' ? view.from : undefined,
    to: view.period === 'custom' ? view.to : undefined,
    order: view.order === 'startedAt' ? undefined : view.order,
    desc: view.descending ? undefined : '0',
  };
}

/** The filters alone, as every analytic screen takes them over; how the list is ordered stays behind. */
export function sharedQuery(view: CallsView): Record<string, string | undefined> {
  return writeView({ ...view, order: 'startedAt', descending: true });
}

export function hasFilters(view: CallsView): boolean {
  return Object.values(sharedQuery(view)).some((value) => value !== undefined);
}

/** @param now instant; `today` is its day in `timeZone` @returns the filter to ask the core with */
export function toCallFilter(view: CallsView, timeZone: string, now: Date): CallFilter {
  const { duration, recording, ...same } = view.filter;
  return {
    ...same,
    ...(duration && DURATIONS[duration]),
    ...(recording && { hasRecording: recording === 'yes' }),
    ...daysOf(view, timeZone, now),
  };
}

function daysOf({ period, from, to }: CallsView, timeZone: string, now: Date): Pick<CallFilter, 'from' | 'to'> {
  if (period === 'all') return {};
  if (period === 'custom') return { from, to };
  const today = dayOf(now.getTime(), timeZone);
  const [first, last] = DAYS_AGO[period];
  return { from: addDays(today, -first), to: addDays(today, -last) };
}

/** The first and the last day, counted back from today. */
const DAYS_AGO = {
  today: [0, 0],
  yesterday: [1, 1],
  week: [6, 0],
  month: [29, 0],
} as const satisfies Record<Exclude<PeriodId, 'all' | 'custom'>, readonly [number, number]>;

function oneOf<Item extends string>(items: readonly Item[], text: string | null): Item | undefined {
  return items.find((item) => item === text);
}
