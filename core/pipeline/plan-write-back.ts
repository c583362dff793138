/** Makes writes for the portal from what was found in a call. Planning sends nothing. */

import { UNKNOWN_CATEGORY_ID, type Category } from '#core/domain/category.ts';
import type { CountedAnalysis } from '#core/domain/finding.ts';
import type { Transcript } from '#core/domain/transcript.ts';
import type { CrmTarget, WriteAction, WriteRequest } from '#core/domain/write-back.ts';
import type { Store } from '#core/store/index.ts';
import { UNKNOWN_CATEGORY_NAME, VERDICT_NAMES } from '#core/texts/labels.ts';

export interface PlanOptions {
  readonly store: Store;
  readonly actions: ReadonlySet<WriteAction>;
  readonly categories: readonly Category[];
  /** Present moment, milliseconds since 1970. */
  readonly nowMs: number;
}

/** A to-do falls due a day after it was planned: the words of a call name no certain moment. */
const TODO_WITHIN_MS = 86_400_000;
const TODO_TITLE_LENGTH = 120;

/**
 * The transcript where both sides are told apart; objections and the next step as a comment, the next step as a to-do,
 * both at the deal of the call or else at its client. What was planned before is left as it is.
 * @returns how many writes were planned
 */
export function planWriteBack(options: PlanOptions, callId: string): number {
  const { store } = options;
  const requests = requestsFor(options, callId);
  return store.transaction(() => requests.filter((request) => store.outbox.plan(callId, request)).length);
}

/** What would be written for a call, whether or not it was planned before. Nothing is stored. */
export function requestsFor({ store, actions, categories, nowMs }: PlanOptions, callId: string): WriteRequest[] {
  const call = store.calls.find(callId);
  if (!call) return [];
  const requests: WriteRequest[] = [];
  const transcript = store.transcripts.findCurrent(callId);
  const { rowId, portalCallId } = call.sourceRef;
  if (transcript && typeof rowId === 'number' && typeof portalCallId === 'string' && portalCallId !== '') {
    const lines = linesOf(transcript);
    if (lines.length > 0) requests.push({ action: 'transcript', rowId, portalCallId, lines });
  }
  const analysis = store.analyses.findCurrent(callId);
  const target = targetOf(store, callId);
  if (analysis && target) {
    const marker = `[Razbor ${call.externalId}]`;
    const text = commentText(analysis, categories);
    if (text !== '') requests.push({ action: 'comment', target, text: `${text}\n${marker}`, marker });
    if (analysis.nextStep !== null) requests.push(todoOf(analysis.nextStep, target, nowMs));
  }
  return requests.filter(({ action }) => actions.has(action));
}

const linesOf = ({ utterances }: Transcript) =>
  utterances.flatMap(({ speaker, startMs, endMs, text }) =>
    speaker === 'unknown' || text.trim() === '' ? [] : [{ speaker, startMs, endMs, text }],
  );

function targetOf({ crmLinks }: Store, callId: string): CrmTarget | null {
  const link = crmLinks.find(callId);
  if (!link) return null;
  if (link.deal) return { type: 'deal', id: link.deal.id };
  return link.clientType !== null && link.clientId !== null ? { type: link.clientType, id: link.clientId } : null;
}

/** What the CRM is told of an objection's handling must be the manager's doing for sure. */
function commentText({ objections, nextStep }: CountedAnalysis, categories: readonly Category[]): string {
  const names = new Map(categories.map(({ id, name }) => [id, name]));
  const nameOf = (id: string): string =>
    id === UNKNOWN_CATEGORY_ID ? UNKNOWN_CATEGORY_NAME : (names.get(id) ?? UNKNOWN_CATEGORY_NAME);
  const lines = objections.map(({ category, quote, verdict }) => {
    const line = `— ${nameOf(category)}: «${quote}»`;
    return verdict === null ? line : `${line} (${VERDICT_NAMES[verdict]})`;
  });
  const parts = lines.length > 0 ? ['Возражения:', ...lines] : [];
  if (nextStep !== null) parts.push(`Следующий шаг: ${nextStep}`);
  return parts.join('\n');
}

const todoOf = (nextStep: string, target: CrmTarget, nowMs: number): WriteRequest => ({
  action: 'todo',
  target,
  title: nextStep.slice(0, TODO_TITLE_LENGTH),
  description: nextStep,
  deadline: new Date(nowMs + TODO_WITHIN_MS).toISOString(),
});
