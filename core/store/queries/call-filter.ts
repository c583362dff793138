/** Filters of the screens as SQL conditions over `calls c` and the current analysis `a`. */

import { ANY_OBJECTION, NO_OBJECTION, type CallFilter, type DealLink } from '#core/domain/call-list.ts';
import { spellings } from '../spellings.ts';

/** What the conditions are about. */
export const FROM = `FROM calls c LEFT JOIN analyses a ON a.call_id = c.id AND a.is_current = 1`;

/** A condition with its named parameters; never text of the user inside the SQL. */
export interface Condition {
  readonly sql: string;
  /** False where the calls alone decide, so that nothing has to be joined to count them. */
  readonly needsAnalysis: boolean;
  /** Words are looked for in all that was said. */
  readonly searchesText: boolean;
  readonly parameters: Readonly<Record<string, string | number | null>>;
}

/** `CallFilter` with its days already turned into instants: the store knows no time zones. */
export type InstantFilter = Omit<CallFilter, 'from' | 'to'> & {
  /** UTC, inclusive. */
  readonly fromUtc?: string | undefined;
  /** UTC, exclusive. */
  readonly toUtc?: string | undefined;
};

const HAS_RECORDING = `EXISTS (SELECT 1 FROM recordings r WHERE r.call_id = c.id AND r.state = 'stored')`;

/** Of calls linked to no deal `@deal` is null. */
const OF_DEAL = `EXISTS (SELECT 1 FROM crm_links l WHERE l.call_id = c.id AND l.deal_outcome IS @deal)`;

/** The same numbers mean other people and departments in another source. The second form is `departmentKey`. */
const OF_DEPARTMENT = `(c.source, c.agent_id) IN (
  SELECT m.source, m.agent_id FROM agent_departments m JOIN departments d ON d.source = m.source AND d.id = m.department_id
  WHERE @department IN (d.name, d.name || '@' || d.source))`;

/** From here on digits in a search look like a piece of a telephone number. */
const PHONE_DIGITS = 4;

export function toCondition(filter: InstantFilter): Condition {
  const parts: string[] = [];
  const parameters: Record<string, string | number | null> = {};
  const add: Add = (sql, values) => {
    parts.push(sql);
    Object.assign(parameters, values);
  };
  if (filter.fromUtc !== undefined) add('c.started_at >= @fromUtc', { fromUtc: filter.fromUtc });
  if (filter.toUtc !== undefined) add('c.started_at < @toUtc', { toUtc: filter.toUtc });
  if (filter.agentId !== undefined) add('c.agent_id = @agentId', { agentId: filter.agentId });
  if (filter.department !== undefined) add(OF_DEPARTMENT, { department: filter.department });
  if (filter.direction !== undefined) add('c.direction = @direction', { direction: filter.direction });
  if (filter.topic !== undefined) add('a.topic = @topic', { topic: filter.topic });
  if (filter.sentiment !== undefined) add('a.sentiment = @sentiment', { sentiment: filter.sentiment });
  if (filter.outcome !== undefined) add('a.outcome = @outcome', { outcome: filter.outcome });
  const { minDurationMs, maxDurationMs } = filter;
  if (minDurationMs !== undefined) add('c.duration_ms >= @minDurationMs', { minDurationMs });
  if (maxDurationMs !== undefined) add('c.duration_ms < @maxDurationMs', { maxDurationMs });
  if (filter.hasRecording !== undefined) add(`${filter.hasRecording ? '' : 'NOT '}${HAS_RECORDING}`, {});
  if (filter.nextStep !== undefined) add(NEXT_STEPS[filter.nextStep], {});
  if (filter.deal !== undefined) addDeal(filter.deal, add);
  addObjection(filter, add);
  const searchesText = addText(filter.text ?? '', add);
  const { topic, sentiment, outcome, objection, verdict, nextStep } = filter;
  const ofAnalysis = [topic, sentiment, outcome, objection, verdict, nextStep];
  return {
    sql: parts.length === 0 ? '1' : parts.map((part) => `(${part})`).join(' AND '),
    parameters,
    needsAnalysis: ofAnalysis.some((value) => value !== undefined),
    searchesText,
  };
}

type Add = (sql: string, values: Condition['parameters']) => void;

/** Of calls that were not analysed nobody knows. */
const NEXT_STEPS = {
  agreed: 'a.next_step IS NOT NULL',
  missing: 'a.id IS NOT NULL AND a.next_step IS NULL',
} as const satisfies Record<NonNullable<CallFilter['nextStep']>, string>;

function addDeal(deal: DealLink, add: Add): void {
  if (deal === 'unasked') add('NOT EXISTS (SELECT 1 FROM crm_links l WHERE l.call_id = c.id)', {});
  else add(OF_DEAL, { deal: deal === 'none' ? null : deal });
}

/** Category and verdict must meet in one and the same objection. */
function addObjection({ objection, verdict }: InstantFilter, add: Add): void {
  if (objection === undefined && verdict === undefined) return;
  if (objection === NO_OBJECTION) {
    add('a.id IS NOT NULL AND NOT EXISTS (SELECT 1 FROM objections o WHERE o.analysis_id = a.id)', {});
    // There is nothing that could have been met in any way.
    if (verdict !== undefined) add('0', {});
    return;
  }
  const parts = ['o.analysis_id = a.id'];
  const values: Record<string, string> = {};
  if (objection !== undefined && objection !== ANY_OBJECTION) {
    parts.push('o.category = @objection');
    values.objection = objection;
  }
  if (verdict === 'unhandled') parts.push(`o.verdict <> 'handled'`);
  else if (verdict !== undefined) {
    parts.push('o.verdict = @verdict');
    values.verdict = verdict;
  }
  add(`EXISTS (SELECT 1 FROM objections o WHERE ${parts.join(' AND ')})`, values);
}

/** «счет» finds «счёт» too; the beginning of a word is enough. */
const anySpelling = (word: string): string =>
  `(${spellings(word)
    .map((spelling) => `"${spelling}"*`)
    .join(' OR ')})`;

/** Only letters and digits reach the search, so no character of its query language can. */
export const searchedWords = (text: string): readonly string[] => text.match(/[\p{L}\p{N}]+/gu) ?? [];

/** @returns false for a text without a word to look for */
function addText(text: string, add: Add): boolean {
  const words = searchedWords(text);
  if (words.length === 0) return false;
  const spoken = `c.id IN (
    SELECT t.call_id FROM utterances_fts f
    JOIN utterances u ON u.id = f.rowid
    JOIN transcripts t ON t.id = u.transcript_id AND t.is_current = 1
    WHERE utterances_fts MATCH @words)`;
  const digits = text.replaceAll(/\D/gu, '');
  const isPhone = digits.length >= PHONE_DIGITS;
  add(isPhone ? `${spoken} OR c.client_phone LIKE '%' || @digits || '%'` : spoken, {
    words: words.map(anySpelling).join(' AND '),
    ...(isPhone ? { digits } : {}),
  });
  return true;
}
