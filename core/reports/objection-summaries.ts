/** Objections by category, with the quotes worth reading. */

import { UNKNOWN_CATEGORY_ID } from '#core/domain/category.ts';
import type { Category } from '#core/domain/category.ts';
import type { CountedObjection } from '#core/domain/finding.ts';
import type { ObjectionQuote, ObjectionSummary, ReportCall } from '#core/domain/report.ts';
import { UNKNOWN_CATEGORY_NAME } from '#core/texts/labels.ts';

const MAX_QUOTES = 5;

const UNKNOWN_RECOMMENDATION = 'Прочитать цитаты: повторяющиеся возражения стоит завести отдельной категорией';

interface Occurrence {
  readonly call: ReportCall;
  readonly objection: CountedObjection;
}

/**
 * Every enabled category, also with zero objections; a switched-off or deleted category and `unknown` where they occur.
 * The most frequent first, equal ones in the order of `categories`. A step for each category.
 */
export function* summariseObjections(
  calls: readonly ReportCall[],
  categories: readonly Category[],
): Generator<void, readonly ObjectionSummary[]> {
  const byCategory = new Map<string, Occurrence[]>();
  for (const call of calls) {
    for (const objection of call.objections) {
      const known = byCategory.get(objection.category);
      if (known) known.push({ call, objection });
      else byCategory.set(objection.category, [{ call, objection }]);
    }
  }
  const enabledIds = categories.filter((category) => category.isEnabled).map((category) => category.id);
  const ids = new Set([...enabledIds, ...byCategory.keys()]);
  const summaries: ObjectionSummary[] = [];
  for (const id of ids) {
    yield;
    summaries.push(summarise(id, byCategory.get(id) ?? [], categories));
  }
  return summaries.sort((a, b) => b.objections - a.objections);
}

function summarise(id: string, occurrences: readonly Occurrence[], categories: readonly Category[]): ObjectionSummary {
  const category = categories.find((item) => item.id === id);
  const isUnknown = id === UNKNOWN_CATEGORY_ID;
  return {
    category: id,
    name: category?.name ?? (isUnknown ? UNKNOWN_CATEGORY_NAME : id),
    recommendation: category?.recommendation ?? (isUnknown ? UNKNOWN_RECOMMENDATION : ''),
    calls: new Set(occurrences.map(({ call }) => call.id)).size,
    objections: occurrences.length,
    judged: occurrences.filter(({ objection }) => objection.verdict !== null).length,
    handled: occurrences.filter(({ objection }) => objection.handled).length,
    quotes: bestQuotes(occurrences),
  };
}

/** The surest findings first; the same words are quoted once, and one call twice only where others run out. */
function bestQuotes(occurrences: readonly Occurrence[]): ObjectionQuote[] {
  const firsts: Occurrence[] = [];
  const others: Occurrence[] = [];
  const [seenWords, seenCalls] = [new Set<string>(), new Set<string>()];
  for (const occurrence of occurrences.toSorted((a, b) => b.objection.score - a.objection.score)) {
    if (firsts.length === MAX_QUOTES) break;
    const words = occurrence.objection.quote.toLowerCase();
    if (seenWords.has(words)) continue;
    (seenCalls.has(occurrence.call.id) ? others : firsts).push(occurrence);
    seenWords.add(words);
    seenCalls.add(occurrence.call.id);
  }
  return [...firsts, ...others].slice(0, MAX_QUOTES).map(toQuote);
}

function toQuote({ call, objection }: Occurrence): ObjectionQuote {
  return {
    callId: call.id,
    utterance: objection.utterance,
    startMs: call.transcript[objection.utterance]?.startMs ?? 0,
    quote: objection.quote,
    agent: call.agent,
    startedAt: call.startedAt,
    handled: objection.handled,
    verdict: objection.verdict,
  };
}
