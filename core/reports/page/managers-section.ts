/** The table of managers; its headings sort. */

import type { ManagerSummary } from '#core/domain/report.ts';
import { formatNumber, formatShare, formatTotalTime } from '#core/texts/format.ts';
import type { PageContext } from './context.ts';
import { el, fill, pressable } from './dom.ts';
import { icon } from './icons.ts';
import { meter, section } from './small-parts.ts';

interface Column {
  readonly title: string;
  /** What the column sorts by; names sort upwards first, numbers downwards. */
  readonly value: (manager: ManagerSummary) => number | string;
  readonly cell: (manager: ManagerSummary) => Node | string;
}

const share = (part: number, whole: number): number => (whole > 0 ? part / whole : -1);

export function managersSection(context: PageContext): HTMLElement {
  const columns = managerColumns(context);
  const head = el('tr');
  const body = el('tbody');
  let sort = { column: 1, descending: true };

  const draw = (): void => {
    fill(head, ...columns.map((column, index) => heading(column, index)));
    const rows = context.data.managers.toSorted((a, b) => compare(a, b));
    fill(body, ...rows.map((manager) => el('tr', '', ...columns.map((column) => cell(column, manager)))));
  };
  const compare = (a: ManagerSummary, b: ManagerSummary): number => {
    const { value } = columns[sort.column]!;
    const [left, right] = [value(a), value(b)];
    const order =
      typeof left === 'string' || typeof right === 'string'
        ? String(left).localeCompare(String(right), 'ru')
        : left - right;
    return sort.descending ? -order : order;
  };
  const sortBy = (column: number): void => {
    sort = { column, descending: sort.column === column ? !sort.descending : column > 0 };
    draw();
    head.children[column]?.querySelector('button')?.focus();
  };
  const heading = (column: Column, index: number): HTMLElement => {
    const isSorted = sort.column === index;
    const order = sort.descending ? 'descending' : 'ascending';
    return el(
      'th',
      { class: index > 0 ? 'number' : '', attributes: { scope: 'col', 'aria-sort': isSorted && order } },
      el(
        'button',
        { class: 'sort', on: { click: () => sortBy(index) }, attributes: { type: 'button' } },
        column.title,
        isSorted ? icon(sort.descending ? 'down' : 'up') : null,
      ),
    );
  };
  draw();
  const table = el('table', 'table managers', el('thead', '', head), body);
  return section({ id: 'managers', title: 'Менеджеры' }, el('div', 'card table-card', table));
}

function cell(column: Column, manager: ManagerSummary): HTMLElement {
  const content = column.cell(manager);
  const isName = column.title === 'Менеджер';
  return el('td', { class: isName ? 'name' : 'number', attributes: { 'data-title': column.title } }, content);
}

function managerColumns(context: PageContext): readonly Column[] {
  const name = (manager: ManagerSummary): HTMLElement =>
    pressable(
      context.has('calls')
        ? {
            class: 'link',
            onPress: () => context.showCalls({ agent: manager.agent }),
            attributes: { title: 'Показать звонки' },
          }
        : { onPress: null },
      manager.agent,
    );
  return [
    { title: 'Менеджер', value: (manager) => manager.agent, cell: name },
    { title: 'Звонков', value: (manager) => manager.calls, cell: (manager) => formatNumber(manager.calls) },
    { title: 'Время', value: (manager) => manager.talkMs, cell: (manager) => formatTotalTime(manager.talkMs) },
    {
      title: 'С возражениями',
      value: (manager) => share(manager.callsWithObjections, manager.analysed),
      cell: (manager) => formatShare(manager.callsWithObjections, manager.analysed),
    },
    {
      title: 'Возражений',
      value: (manager) => manager.objections,
      cell: (manager) => formatNumber(manager.objections),
    },
    {
      title: 'Отработано',
      value: (manager) => share(manager.handled, manager.judged),
      cell: (manager) => meter(manager.handled, manager.judged),
    },
    {
      title: 'Доля речи',
      value: ({ talk }) => talk?.agentShare ?? -1,
      cell: ({ talk }) => formatShare(talk?.agentShare ?? 0, talk && talk.agentShare !== null ? 1 : 0),
    },
    {
      title: 'Чек-лист',
      value: ({ score }) => score ?? -1,
      cell: ({ score }) => (score === null ? '—' : formatNumber(Math.round(score))),
    },
    {
      title: 'Позитивных',
      value: (manager) => share(manager.positive, manager.analysed),
      cell: (manager) => formatShare(manager.positive, manager.analysed),
    },
    {
      title: 'Негативных',
      value: (manager) => share(manager.negative, manager.analysed),
      cell: (manager) => formatShare(manager.negative, manager.analysed),
    },
  ];
}
