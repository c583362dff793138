/** Objections beside the outcome of the deals; a table of its own under the objections. */

import type { OutcomeSummary } from '#core/domain/report.ts';
import { formatNumber, formatShare } from '#core/texts/format.ts';
import type { PageContext } from './context.ts';
import { el } from './dom.ts';

interface Column {
  readonly title: string;
  readonly text: (row: OutcomeSummary) => string;
}

const askedOf = ({ won, lost, open, noLink }: OutcomeSummary): number => won + lost + open + noLink;
const closedOf = ({ won, lost }: OutcomeSummary): number => won + lost;

const COLUMNS: readonly Column[] = [
  { title: 'Возражение', text: ({ name }) => name },
  { title: 'Звонков', text: (row) => formatNumber(askedOf(row) + row.unknown) },
  { title: 'Сделка выиграна', text: ({ won }) => formatNumber(won) },
  { title: 'Проиграна', text: ({ lost }) => formatNumber(lost) },
  { title: 'В работе', text: ({ open }) => formatNumber(open) },
  { title: 'Выиграно из закрытых', text: (row) => formatShare(row.won, closedOf(row)) },
  { title: 'Связи нет', text: (row) => formatShare(row.noLink, askedOf(row)) },
];

/** @returns null where the CRM was not asked */
export function outcomesTable({ data }: PageContext): HTMLElement | null {
  const rows = data.outcomes;
  if (rows.length === 0) return null;
  const head = COLUMNS.map(({ title }, index) =>
    el('th', { class: index > 0 ? 'number' : '', attributes: { scope: 'col' } }, title),
  );
  const body = rows.map((row) =>
    el(
      'tr',
      '',
      ...COLUMNS.map(({ title, text }, index) =>
        el('td', { class: index > 0 ? 'number' : 'name', attributes: { 'data-title': title } }, text(row)),
      ),
    ),
  );
  return el(
    'div',
    'outcomes',
    el('h3', '', 'Возражения и исход сделок'),
    el(
      'p',
      'hint',
      'По сделкам, с которыми звонки связаны в CRM. «Связи нет» — доля звонков без сделки: их исход неизвестен.',
    ),
    el(
      'div',
      'card table-card',
      el('table', 'table', el('thead', '', el('tr', '', ...head)), el('tbody', '', ...body)),
    ),
  );
}
