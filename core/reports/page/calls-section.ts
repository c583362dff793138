/** The calls, with filters. */

import { DIRECTION_NAMES, SENTIMENT_NAMES, TOPIC_NAMES } from '#core/texts/labels.ts';
import { SENTIMENTS, TOPIC_IDS } from '#core/domain/finding.ts';
import { formatNumber, formatWeek, russianPlural } from '#core/texts/format.ts';
import { CALL_COLUMNS, callRows } from './call-row.ts';
import type { PageContext } from './context.ts';
import { el, fill } from './dom.ts';
import { ANY_OBJECTION, NO_FILTERS, matches, normalise, searchable } from './filters.ts';
import type { Filters } from './filters.ts';
import { icon } from './icons.ts';
import type { PageCall } from './page-types.ts';
import { section } from './small-parts.ts';
import { loadTranscripts } from './transcripts.ts';

const ROWS_AT_ONCE = 60;

export interface CallsSection {
  readonly element: HTMLElement;
  /** Sets these filters, clears the others. */
  show(filters: Partial<Filters>): void;
  /** The filtered calls, in the order of the table. */
  shown(): readonly PageCall[];
}

export function callsSection(context: PageContext): CallsSection {
  const { calls } = context.data;
  let filters = NO_FILTERS;
  let shown: readonly PageCall[] = calls;
  let limit = ROWS_AT_ONCE;
  let words: ReadonlyMap<string, string> | null = null;

  const status = el('p', { class: 'muted', attributes: { role: 'status' } });
  const body = el('tbody');
  const more = el('button', { class: 'button', on: { click: () => showMore() }, attributes: { type: 'button' } });
  const reset = el(
    'button',
    { class: 'link', on: { click: () => change(NO_FILTERS) }, attributes: { type: 'button' } },
    'Сбросить фильтры',
  );
  const isInWeek = (call: PageCall, week: string): boolean => week === '' || context.weekOf(call) === week;
  const fields = filterFields(context, (changed) => change({ ...filters, ...changed }));

  const change = (next: Filters): void => {
    filters = next;
    limit = ROWS_AT_ONCE;
    fields.set(next);
    if (next.text !== '' && words === null) void indexWords();
    draw();
  };
  const indexWords = async (): Promise<void> => {
    const transcripts = await loadTranscripts();
    words = new Map(
      calls.map((call, index) => [
        call.id,
        searchable([call.agent, call.client, call.nextStep, ...(transcripts[index]?.texts ?? [])]),
      ]),
    );
    draw();
  };
  const draw = (): void => {
    shown = calls.filter((call) => isInWeek(call, filters.week) && matches(call, filters, words?.get(call.id)));
    const search = normalise(filters.text.trim());
    const rows = shown.slice(0, limit).flatMap((call) => {
      const own = words?.get(call.id);
      return callRows(context, call, search !== '' && own ? { words: own, search } : null);
    });
    fill(body, ...(rows.length > 0 ? rows : [emptyRow()]));
    const noun = russianPlural(shown.length, ['звонок', 'звонка', 'звонков']);
    fill(status, `${formatNumber(shown.length)} ${noun} из ${formatNumber(calls.length)}`);
    more.hidden = shown.length <= limit;
    fill(more, `Показать ещё ${formatNumber(Math.min(ROWS_AT_ONCE, shown.length - limit))}`);
    reset.hidden = filters === NO_FILTERS;
  };
  const showMore = (): void => {
    limit += ROWS_AT_ONCE;
    draw();
  };
  // Paper has no button: everything that passes the filters is printed.
  window.addEventListener('beforeprint', () => {
    limit = shown.length;
    draw();
  });
  draw();

  const head = el('tr', '', ...CALL_COLUMNS.map((title) => el('th', { attributes: { scope: 'col' } }, heading(title))));
  const element = section(
    { id: 'calls', title: 'Звонки' },
    fields.element,
    el('div', 'filter-status', status, reset),
    el('div', 'card table-card', el('table', 'table calls', el('thead', '', head), body)),
    more,
  );
  return { element, shown: () => shown, show: (wanted) => change({ ...NO_FILTERS, ...wanted }) };
}

function heading(title: string): Node | string {
  return title === '' ? el('span', 'visually-hidden', 'Направление') : title;
}

function emptyRow(): HTMLElement {
  return el(
    'tr',
    'no-hover',
    el('td', { class: 'empty', attributes: { colspan: CALL_COLUMNS.length } }, 'Таких звонков нет. Измените фильтры.'),
  );
}

interface FilterFields {
  readonly element: HTMLElement;
  set(filters: Filters): void;
}

type Options = readonly (readonly [value: string, label: string])[];

function filterFields(context: PageContext, onChange: (changed: Partial<Filters>) => void): FilterFields {
  const { data } = context;
  const heard = data.objections.filter((summary) => summary.objections > 0);
  const selects: Readonly<Record<Exclude<keyof Filters, 'text'>, Options>> = {
    category: [
      ['', 'Все возражения'],
      [ANY_OBJECTION, 'Любое возражение'],
      ...heard.map((summary) => [summary.category, summary.name] as const),
    ],
    agent: [['', 'Все менеджеры'], ...data.managers.map(({ agent }) => [agent, agent] as const)],
    sentiment: [['', 'Любая тональность'], ...SENTIMENTS.map((id) => [id, SENTIMENT_NAMES[id]] as const)],
    topic: [
      ['', 'Все темы'],
      ...TOPIC_IDS.filter((id) => data.topics[id] > 0).map((id) => [id, TOPIC_NAMES[id]] as const),
    ],
    week: [['', 'Весь период'], ...data.weeks.map((week) => [week.from, formatWeek(week)] as const)],
    direction: [
      ['', 'Все направления'],
      ['in', DIRECTION_NAMES.in],
      ['out', DIRECTION_NAMES.out],
    ],
  };
  const labels = {
    category: 'Возражение',
    agent: 'Менеджер',
    sentiment: 'Тональность',
    topic: 'Тема',
    week: 'Неделя',
    direction: 'Направление',
  };
  const placeholder = context.has('transcripts') ? 'Поиск по расшифровкам' : 'Менеджер, клиент, следующий шаг';
  const search = el('input', {
    attributes: { type: 'search', placeholder, 'aria-label': placeholder, id: 'search' },
    on: { input: () => onChange({ text: search.value }) },
  });
  const controls = (Object.keys(selects) as (keyof typeof selects)[]).map((name) => {
    const select = el(
      'select',
      { attributes: { 'aria-label': labels[name], name }, on: { change: () => onChange({ [name]: select.value }) } },
      ...selects[name].map(([value, label]) => el('option', { attributes: { value } }, label)),
    );
    return { name, select };
  });
  return {
    element: el(
      'div',
      { class: 'filters', attributes: { role: 'search' } },
      el('label', 'search', icon('search'), search),
      ...controls.map(({ select }) => select),
    ),
    set: (filters) => {
      if (search.value !== filters.text) search.value = filters.text;
      for (const { name, select } of controls) {
        select.value = filters[name];
        select.classList.toggle('is-on', filters[name] !== '');
      }
    },
  };
}
