/** Five lines for whoever takes the client over, from the findings alone. */

import type { CountedAnalysis, Outcome, StepFinding } from '#core/domain/finding.ts';
import type { SaidBudget, SaidUrgency, Temperature } from '#core/domain/qualification.ts';
import { TOPIC_NAMES, UNKNOWN_CATEGORY_NAME } from '#core/texts/labels.ts';
import type { QualifiedCall } from './qualified-call.ts';

const TEMPERATURE_NAMES: Readonly<Record<Temperature, string>> = {
  hot: 'горячий',
  warm: 'тёплый',
  cold: 'холодный',
};
const OUTCOME_NAMES: Readonly<Record<Outcome, string>> = {
  agreed: 'договорились',
  refused: 'отказ',
  postponed: 'отложили',
  no_talk: 'разговора не было',
  unknown: 'без явного итога',
};
const OWNER_NAMES: Readonly<Record<StepFinding['owner'], string>> = {
  agent: 'за менеджером',
  client: 'за клиентом',
  unknown: 'за кем, не ясно',
};

const LONGEST_QUOTE = 140;

const quoted = (text: string): string => {
  const words = text.trim().replaceAll(/\s+/gu, ' ');
  return `«${words.length > LONGEST_QUOTE ? `${words.slice(0, LONGEST_QUOTE - 1).trimEnd()}…` : words}»`;
};

function objectionsLine({ objections }: CountedAnalysis, names: ReadonlyMap<string, string>): string {
  if (objections.length === 0) return 'Возражений не было.';
  const byCategory = Map.groupBy(objections, ({ category }) => category);
  const parts = [...byCategory].map(([category, list]) => {
    const { verdict, quote } = list.at(-1)!;
    const state = verdict === null ? '' : ` (${verdict === 'handled' ? 'снято' : 'не снято'})`;
    return `${names.get(category) ?? UNKNOWN_CATEGORY_NAME}${state}: ${quoted(quote)}`;
  });
  return `Возражения: ${parts.join('; ')}.`;
}

const rouble = new Intl.NumberFormat('ru-RU');

function moneyLine({ budget, urgency }: { budget: SaidBudget | null; urgency: SaidUrgency | null }): string {
  const amount = budget?.amount ?? null;
  const sum = amount !== null ? `до ${rouble.format(amount)} ₽, ` : '';
  const money = budget ? `Бюджет: ${sum}${quoted(budget.quote)}.` : 'Бюджет не назван.';
  return `${money} ${urgency ? `Срочно: ${quoted(urgency.quote)}.` : 'О срочности не говорили.'}`;
}

function stepLine({ step }: CountedAnalysis): string {
  if (!step) return 'Следующий шаг не назначен.';
  const day = step.when?.date ? ` (${step.when.date.split('-').reverse().join('.')})` : '';
  const when = step.when ? `, ${step.when.text}${day}` : ', срок не назван';
  return `Следующий шаг ${OWNER_NAMES[step.owner]}${when}: ${quoted(step.quote)}.`;
}

/** @returns exactly five lines without line breaks */
export function handOffNote(
  { direction, client, analysis, categoryNames }: QualifiedCall,
  said: { temperature: Temperature | null; budget: SaidBudget | null; urgency: SaidUrgency | null },
): string[] {
  const { outcome, topic } = analysis;
  const lead = said.temperature ? `, клиент ${TEMPERATURE_NAMES[said.temperature]}` : '';
  const side = direction === 'in' ? 'Клиент позвонил сам' : 'Звонили клиенту';
  return [
    `${client ?? 'Клиент без имени'}. ${side}, тема: ${TOPIC_NAMES[topic].toLowerCase()}${lead}.`,
    `Итог: ${OUTCOME_NAMES[outcome.kind]}${outcome.quote === null ? '' : `, ${quoted(outcome.quote)}`}.`,
    objectionsLine(analysis, categoryNames),
    moneyLine(said),
    stepLine(analysis),
  ];
}
