/** The figures of `razbor eval` as a table for people. */

import { BUILTIN_CATEGORIES, UNKNOWN_CATEGORY_ID } from '#core/domain/category.ts';
import { SENTIMENTS, TOPIC_IDS } from '#core/domain/finding.ts';
import { SENTIMENT_NAMES, TOPIC_NAMES, UNKNOWN_CATEGORY_NAME } from '#core/texts/labels.ts';
import type { Quality } from './counts.ts';
import { countConfusions } from './confusions.ts';
import type { Accuracy, Evaluation } from './evaluate.ts';

const NAME_WIDTH = 46;

const share = (value: number | null): string => (value === null ? '—' : value.toFixed(3).replace('.', ','));

function row(name: string, { precision, recall, f1, right, missed }: Quality): string {
  const cells = [precision, recall, f1].map((value) => share(value).padStart(9));
  return `${name.padEnd(NAME_WIDTH)}${cells.join('')}${String(right + missed).padStart(9)}`;
}

const heading = (name: string): string =>
  `${name.padEnd(NAME_WIDTH)}${['точность', 'полнота', 'F1', 'всего'].map((cell) => cell.padStart(9)).join('')}`;

const figure = (name: string, value: string): string => `${name.padEnd(NAME_WIDTH)}${value.padStart(9)}`;

const accuracyText = ({ right, total, accuracy }: Accuracy): string => `${share(accuracy)}  (${right} из ${total})`;

/** How many pairs are shown. */
const SHOWN_CONFUSIONS = 12;

function confusionLines({ confusions }: Evaluation, names: ReadonlyMap<string, string>): string[] {
  const nameOf = (id: string | null): string => (id === null ? 'ничего' : (names.get(id) ?? id));
  return countConfusions(confusions, SHOWN_CONFUSIONS).map(({ gold, found, count }) =>
    gold === null
      ? `${String(count).padStart(4)}  найдено лишнее: ${nameOf(found)}`
      : `${String(count).padStart(4)}  сказано: ${nameOf(gold)}; найдено: ${nameOf(found)}`,
  );
}

/** @returns lines of plain text, Russian, ends without a line break */
export function formatEvaluation(evaluation: Evaluation): string {
  const names = new Map(BUILTIN_CATEGORIES.map(({ id, name }) => [id, name]));
  names.set(UNKNOWN_CATEGORY_ID, UNKNOWN_CATEGORY_NAME);
  const rule = '─'.repeat(NAME_WIDTH + 36);
  return [
    `Звонков: ${evaluation.calls}, реплик: ${evaluation.utterances}`,
    rule,
    heading('Возражения (по репликам)'),
    ...Object.entries(evaluation.categories).map(([id, quality]) => row(names.get(id) ?? id, quality)),
    row('Есть ли возражение', evaluation.anyObjection),
    figure('Макро-F1 возражений', share(evaluation.objectionMacroF1)),
    ...(evaluation.confusions.length > 0 ? [rule, 'Ошибки по видам', ...confusionLines(evaluation, names)] : []),
    rule,
    heading('Темы'),
    ...TOPIC_IDS.map((id) => row(TOPIC_NAMES[id], evaluation.topics[id])),
    figure('Доля верных тем', accuracyText(evaluation.topicAccuracy)),
    rule,
    heading('Тональность звонка'),
    ...SENTIMENTS.map((id) => row(SENTIMENT_NAMES[id], evaluation.sentiments[id])),
    figure('Макро-F1 тональности', share(evaluation.sentimentMacroF1)),
    rule,
    heading('Следующий шаг'),
    row('есть', evaluation.nextSteps.yes),
    row('нет', evaluation.nextSteps.no),
    figure('Макро-F1 следующего шага', share(evaluation.nextStepMacroF1)),
    rule,
    figure('Отработка: по найденным возражениям', accuracyText(evaluation.handledOfFound)),
    figure('Отработка: по всем размеченным', accuracyText(evaluation.handledOfGold)),
  ].join('\n');
}
