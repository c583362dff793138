/** Figures and the listening list for the screens, on top of the store. */

import type { CallFilter } from '#core/domain/call-list.ts';
import type { CoachingPlaylist } from '#core/domain/coaching.ts';
import type {
  CategoryFigures,
  CategoryOutcomes,
  ComparedFigures,
  ManagerFigures,
  ObjectionFigures,
  WeekFigures,
  WorthListening,
} from '#core/domain/figures.ts';
import type { CountedAnalysis } from '#core/domain/finding.ts';
import { addDays, dayOf, daysBetween, periodInUtc, weeksOf } from '#core/domain/period.ts';
import type { Utterance } from '#core/domain/transcript.ts';
import { rankWorthListening, type RankedCall } from '#core/domain/worth-listening.ts';
import type { InstantFilter, Store } from '#core/store/index.ts';

/** A first and a last day for filters that name only one end. */
const FIRST_DAY = '1970-01-02';
const LAST_DAY = '9998-12-30';

/** As many calls as somebody listens to in a day. */
const LISTENING_CALLS = 10;
/** A quarter of an hour together. */
const COACHING_MOMENTS = 5;
/** Half a year: more do not fit beside each other. */
const MAX_WEEKS = 26;

export interface Analytics {
  figures(filter: CallFilter): ComparedFigures;
  managers(filter: CallFilter): readonly ManagerFigures[];
  objections(filter: CallFilter): ObjectionFigures;
  worthListening(filter: CallFilter): readonly WorthListening[];
  /** At most five moments of each kind. */
  coaching(filter: CallFilter): CoachingPlaylist;
}

export function createAnalytics(store: Store, timeZone: string): Analytics {
  const { figures, callList, analyses, transcripts } = store;
  const instants = (filter: CallFilter): InstantFilter => inInstants(filter, timeZone);

  function storedDays(): { from: string; to: string } | null {
    const range = callList.range();
    return range && { from: dayOf(Date.parse(range.first), timeZone), to: dayOf(Date.parse(range.last), timeZone) };
  }

  /** The weeks of a filter that have stored calls, and what to ask the store about them with. */
  function weeksIn(filter: CallFilter) {
    const stored = storedDays();
    const from = later(filter.from ?? FIRST_DAY, stored?.from ?? LAST_DAY);
    const to = earlier(filter.to ?? LAST_DAY, stored?.to ?? FIRST_DAY);
    const days = weeksOf({ from, to }).slice(-MAX_WEEKS);
    const stretches = days.map((week) => periodInUtc(week, timeZone));
    return { days, stretches, rest: instants({ ...filter, from: undefined, to: undefined }) };
  }

  function managers(filter: CallFilter): ManagerFigures[] {
    const { days, stretches, rest } = weeksIn(filter);
    const rows = Map.groupBy(figures.byManagerAndStretch(rest, stretches), ({ agentId }) => agentId);
    return figures.byManager(instants(filter)).map((manager) => {
      const own = rows.get(manager.agentId) ?? [];
      const weeks = days.map((week, index) => {
        const row = own.find(({ stretch }) => stretch === index);
        return { ...week, objections: row?.objections ?? 0, judged: row?.judged ?? 0, handled: row?.handled ?? 0 };
      });
      return { ...manager, weeks };
    });
  }

  function weeks(filter: CallFilter): WeekFigures[] {
    const { days, stretches, rest } = weeksIn(filter);
    const rows = figures.byStretch(rest, stretches);
    return days.map((week, index) => {
      const own = rows.filter(({ stretch }) => stretch === index);
      const all = own.find(({ category }) => category === null);
      const calls = own.flatMap(({ category, calls: count }) =>
        category === null ? [] : [[category, count] as const],
      );
      return {
        ...week,
        analysed: all?.analysed ?? 0,
        callsWithObjections: all?.calls ?? 0,
        calls: Object.fromEntries(calls),
      };
    });
  }

  function outcomes(filter: CallFilter, categories: readonly CategoryFigures[]): CategoryOutcomes[] {
    const rows = figures.outcomes(instants(filter));
    if (rows.every(({ won, lost, open, noLink }) => won + lost + open + noLink === 0)) return [];
    const order = [...categories.map(({ category }) => category), null];
    return order.flatMap((category) => rows.find((row) => row.category === category) ?? []);
  }

  function toWorthListening(ranked: RankedCall): WorthListening[] {
    const call = callList.find(ranked.callId);
    const analysis = analyses.findCurrent(ranked.callId);
    if (!call || !analysis) return [];
    const utterances = transcripts.findCurrent(ranked.callId)?.utterances ?? [];
    // A dissatisfied client is heard at his worst words; where none stand out, at his first objection.
    const place = ranked.utterance ?? unhappiest(analysis, utterances) ?? analysis.objections[0]?.utterance ?? null;
    const objection = analysis.objections.find(({ utterance }) => utterance === place);
    const { startedAt, agentName, clientName, clientPhone, durationMs } = call;
    return [
      {
        callId: ranked.callId,
        ...{ startedAt, agentName, clientName, clientPhone, durationMs },
        reasons: ranked.reasons,
        atMs: place === null ? 0 : (utterances[place]?.startMs ?? 0),
        quote: objection?.quote ?? (place === null ? null : (utterances[place]?.text ?? null)),
      },
    ];
  }

  return {
    figures(filter) {
      const now = figures.totals(instants(filter));
      const { from, to } = filter;
      if (from === undefined || to === undefined || from > to) return { period: null, now, before: null };
      const period = { from: addDays(from, -daysBetween(from, to) - 1), to: addDays(from, -1) };
      const stored = storedDays();
      const before = stored && stored.from <= period.to ? figures.totals(instants({ ...filter, ...period })) : null;
      return { period, now, before: before && before.calls > 0 ? before : null };
    },
    managers,
    objections(filter) {
      const { analysed, callsWithObjections } = figures.totals(instants(filter));
      const categories = figures.byCategory(instants(filter));
      return {
        analysed,
        callsWithObjections,
        categories,
        weeks: weeks(filter),
        matrix: figures.byCategoryAndManager(instants(filter)),
        outcomes: outcomes(filter, categories),
      };
    },
    coaching: (filter) => ({
      good: store.coaching.moments(instants(filter), true, COACHING_MOMENTS),
      toDiscuss: store.coaching.moments(instants(filter), false, COACHING_MOMENTS),
    }),
    worthListening: (filter) =>
      rankWorthListening(figures.listeningFacts(instants(filter)), LISTENING_CALLS).flatMap(toWorthListening),
  };
}

/** The client's most negative utterance, of one-channel recordings anybody's; null when none is negative. */
function unhappiest({ utterances: moods }: CountedAnalysis, utterances: readonly Utterance[]): number | null {
  let [worst, worstScore]: [number | null, number] = [null, 0];
  for (const [index, { sentiment, score }] of moods.entries()) {
    const isClients = utterances[index] !== undefined && utterances[index].speaker !== 'agent';
    if (sentiment === 'negative' && isClients && score > worstScore) [worst, worstScore] = [index, score];
  }
  return worst;
}

/** Days of the user's calendar as instants. */
export function inInstants({ from, to, ...rest }: CallFilter, timeZone: string): InstantFilter {
  if (from === undefined && to === undefined) return rest;
  const { fromUtc, toUtc } = periodInUtc({ from: from ?? FIRST_DAY, to: to ?? LAST_DAY }, timeZone);
  return { ...rest, fromUtc, toUtc };
}

const later = (a: string, b: string): string => (a > b ? a : b);
const earlier = (a: string, b: string): string => (a < b ? a : b);
