/** A report as tables, for spreadsheets: one row per call, objection, manager, category and figure. */

import type { Report, ReportCall } from '#core/domain/report.ts';
import { formatMoment, formatPeriod } from '#core/texts/format.ts';
import { DIRECTION_NAMES, SENTIMENT_NAMES, TOPIC_NAMES, VERDICT_NAMES } from '#core/texts/labels.ts';

export type TableValue = string | number | null;

export interface ReportTable {
  readonly name: string;
  readonly columns: readonly string[];
  /** Made while they are asked for: large reports have tens of thousands. */
  readonly rows: () => Iterable<readonly TableValue[]>;
}

/** Calls come first: they are what a single table holds. The figures at the top of a report are always there. */
export function reportTables(report: Report): readonly ReportTable[] {
  const { sections } = report.request;
  return [
    ...(sections.includes('calls') ? [callsTable(report)] : []),
    ...(sections.includes('objections') ? [objectionsTable(report), categoriesTable(report)] : []),
    ...(sections.includes('managers') ? [managersTable(report)] : []),
    overviewTable(report),
  ];
}

const seconds = (durationMs: number): number => Math.round(durationMs / 1000);
const percent = (part: number, whole: number): number | null => (whole > 0 ? Math.round((100 * part) / whole) : null);
const share = (value: number | null | undefined): number | null =>
  value === null || value === undefined ? null : Math.round(100 * value);

/** Null where of none of a call's objections it is known who replied. */
function handledOf({ objections }: ReportCall): number | null {
  if (objections.length > 0 && objections.every(({ verdict }) => verdict === null)) return null;
  return objections.filter(({ handled }) => handled).length;
}

function callsTable({ calls, objections, timeZone }: Report): ReportTable {
  const names = new Map(objections.map(({ category, name }) => [category, name]));
  const row = (call: ReportCall): TableValue[] => [
    formatMoment(call.startedAt, timeZone),
    call.startedAt,
    DIRECTION_NAMES[call.direction],
    call.agent,
    call.client,
    seconds(call.durationMs),
    call.topic && TOPIC_NAMES[call.topic],
    call.sentiment && SENTIMENT_NAMES[call.sentiment],
    [...new Set(call.objections.map(({ category }) => names.get(category) ?? category))].join(', '),
    call.objections.length,
    handledOf(call),
    call.score ?? null,
    share(call.talk?.agentShare),
    call.nextStep,
    call.problem,
    call.id,
  ];
  return {
    name: 'Звонки',
    columns: [
      ...['Когда', 'Начало (UTC)', 'Направление', 'Менеджер', 'Клиент', 'Длительность, с', 'Тема', 'Тональность'],
      ...['Возражения', 'Возражений', 'Отработано', 'Чек-лист', 'Доля речи менеджера, %', 'Следующий шаг'],
      ...['Почему не разобран', 'Id звонка'],
    ],
    rows: () => Iterator.from(calls).map(row),
  };
}

function objectionsTable({ calls, objections, timeZone }: Report): ReportTable {
  const names = new Map(objections.map(({ category, name }) => [category, name]));
  const rowsOf = (call: ReportCall): TableValue[][] =>
    call.objections.map((objection) => [
      formatMoment(call.startedAt, timeZone),
      call.agent,
      call.client,
      names.get(objection.category) ?? objection.category,
      objection.quote,
      objection.verdict && VERDICT_NAMES[objection.verdict],
      share(objection.score),
      call.id,
    ]);
  return {
    name: 'Цитаты',
    columns: ['Когда', 'Менеджер', 'Клиент', 'Категория', 'Цитата', 'Отработка', 'Уверенность, %', 'Id звонка'],
    rows: () => Iterator.from(calls).flatMap(rowsOf),
  };
}

function categoriesTable({ objections, totals }: Report): ReportTable {
  return {
    name: 'Категории',
    columns: ['Категория', 'Звонков', 'Доля звонков, %', 'Возражений', 'Отработано, %', 'Рекомендация'],
    rows: () =>
      objections.map((summary) => [
        summary.name,
        summary.calls,
        percent(summary.calls, totals.analysed),
        summary.objections,
        percent(summary.handled, summary.judged),
        summary.recommendation,
      ]),
  };
}

function managersTable({ managers }: Report): ReportTable {
  return {
    name: 'Менеджеры',
    columns: [
      ...['Менеджер', 'Звонков', 'Время, с', 'С возражениями, %', 'Возражений', 'Отработано, %', 'Доля речи, %'],
      ...['Чек-лист', 'Позитивных, %', 'Негативных, %'],
    ],
    rows: () =>
      managers.map((manager) => [
        manager.agent,
        manager.calls,
        seconds(manager.talkMs),
        percent(manager.callsWithObjections, manager.analysed),
        manager.objections,
        percent(manager.handled, manager.judged),
        share(manager.talk?.agentShare),
        manager.score === null ? null : Math.round(manager.score),
        percent(manager.positive, manager.analysed),
        percent(manager.negative, manager.analysed),
      ]),
  };
}

function overviewTable({ period, totals, sentiments }: Report): ReportTable {
  return {
    name: 'Обзор',
    columns: ['Показатель', 'Значение'],
    rows: () => [
      ['Период', formatPeriod(period)],
      ['Звонков', totals.calls],
      ['Входящих', totals.incoming],
      ['Исходящих', totals.outgoing],
      ['Разобрано звонков', totals.analysed],
      ['Время разговоров, с', seconds(totals.talkMs)],
      ['Звонков с возражениями', totals.callsWithObjections],
      ['Возражений', totals.objections],
      ['Возражений, где известно, кто отвечал', totals.judged],
      ['Отработано возражений', totals.judged === 0 && totals.objections > 0 ? null : totals.handled],
      ['Недовольных клиентов', sentiments.negative],
    ],
  };
}
