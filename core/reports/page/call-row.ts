/** The rows of the table of calls. */

import { formatClock, formatMoment, formatPhone } from '#core/texts/format.ts';
import { TOPIC_NAMES } from '#core/texts/labels.ts';
import type { PageContext } from './context.ts';
import { el } from './dom.ts';
import { icon } from './icons.ts';
import type { PageCall } from './page-types.ts';
import { categoryTag, directionMark, sentimentMark } from './small-parts.ts';

/** Headings; the second column, the direction, has an icon and no visible heading. */
export const CALL_COLUMNS = ['Когда', '', 'Менеджер', 'Клиент', 'Длит.', 'Тема', 'Тональность', 'Возражения'] as const;

/** Where words were found: both in the form of `normalise`. */
export interface Found {
  readonly words: string;
  readonly search: string;
}

const CONTEXT_CHARACTERS = 70;
const MAX_TAGS = 3;

/** @returns the row, and under it the found words when something is looked for */
export function callRows(context: PageContext, call: PageCall, found: Found | null): HTMLElement[] {
  const open = (): void => context.openCall(call);
  const cell = (title: string, ...content: (Node | string)[]): HTMLElement =>
    el('td', { attributes: { 'data-title': title } }, ...content);
  const when = el(
    'button',
    { class: 'link when', attributes: { type: 'button' } },
    formatMoment(call.startedAt, context.data.timeZone),
  );
  const row = el(
    'tr',
    { on: { click: open }, attributes: { 'data-call': call.id } },
    cell('Когда', when),
    cell('Направление', directionMark(call.direction)),
    cell('Менеджер', call.agent ?? '—'),
    cell('Клиент', formatPhone(call.client ?? '—')),
    el('td', { class: 'number', attributes: { 'data-title': 'Длительность' } }, formatClock(call.durationMs)),
    cell('Тема', call.topic ? TOPIC_NAMES[call.topic] : problemMark(call)),
    cell('Тональность', call.sentiment ? sentimentMark(call.sentiment) : '—'),
    el('td', { class: 'tags', attributes: { 'data-title': 'Возражения' } }, ...tags(context, call)),
  );
  const snippet = found && snippetCell(found);
  return snippet ? [row, el('tr', { class: 'snippet', on: { click: open } }, snippet)] : [row];
}

function problemMark(call: PageCall): HTMLElement {
  return el('span', 'mark muted', icon('warning'), call.problem ?? 'не разобран');
}

function tags(context: PageContext, call: PageCall): Node[] {
  const shown = call.objections
    .slice(0, MAX_TAGS)
    .map(({ category, verdict }) => categoryTag(context, category, verdict));
  const rest = call.objections.length - shown.length;
  return rest > 0 ? [...shown, el('span', 'muted', `+${rest}`)] : shown;
}

/** The found words among their neighbours. */
function snippetCell({ words, search }: Found): HTMLElement | null {
  const place = words.indexOf(search);
  if (place < 0) return null;
  const end = place + search.length;
  return el(
    'td',
    { attributes: { colspan: CALL_COLUMNS.length } },
    `…${words.slice(Math.max(0, place - CONTEXT_CHARACTERS), place)}`,
    el('mark', '', words.slice(place, end)),
    `${words.slice(end, end + CONTEXT_CHARACTERS)}…`,
  );
}
