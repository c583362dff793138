/** Objections by category: how many, how handled, what to do, and the clients' own words. */

import type { ObjectionQuote, ObjectionSummary } from '#core/domain/report.ts';
import { formatClock, formatMoment, formatNumber, russianPlural } from '#core/texts/format.ts';
import type { PageContext } from './context.ts';
import { el, pressable } from './dom.ts';
import { icon } from './icons.ts';
import { outcomesTable } from './outcomes-table.ts';
import { meter, section, verdictMark } from './small-parts.ts';

export function objectionsSection(context: PageContext): HTMLElement {
  const heard = context.data.objections.filter((summary) => summary.objections > 0);
  const unheard = context.data.objections.filter((summary) => summary.objections === 0);
  return section(
    { id: 'objections', title: 'Возражения и рекомендации' },
    heard.length > 0
      ? el('div', 'objections', ...heard.map((summary) => objectionCard(context, summary)))
      : el('p', 'empty', 'Возражений за период не найдено.'),
    unheard.length > 0
      ? el('p', 'hint', `Не встретились: ${unheard.map((summary) => summary.name.toLowerCase()).join(', ')}.`)
      : null,
    outcomesTable(context),
  );
}

function objectionCard(context: PageContext, summary: ObjectionSummary): HTMLElement {
  const objections = russianPlural(summary.objections, ['возражение', 'возражения', 'возражений']);
  const calls = russianPlural(summary.calls, ['звонке', 'звонках', 'звонках']);
  const count = `${formatNumber(summary.objections)} ${objections} в ${formatNumber(summary.calls)} ${calls}`;
  const hue = context.colour(summary.category);
  return el(
    'article',
    { class: 'card objection', css: { '--hue': hue } },
    el(
      'header',
      'objection-head',
      el('h3', '', el('span', 'dot'), summary.name),
      pressable(
        {
          class: 'link',
          onPress: context.has('calls') ? () => context.showCalls({ category: summary.category }) : null,
        },
        count,
      ),
      el('div', 'objection-handled', el('span', 'muted', 'отработано'), meter(summary.handled, summary.judged, hue)),
    ),
    summary.recommendation ? el('p', 'advice', icon('advice'), el('span', '', summary.recommendation)) : null,
    el('ul', 'quotes', ...summary.quotes.map((quote) => el('li', '', quoteButton(context, quote)))),
  );
}

function quoteButton(context: PageContext, quote: ObjectionQuote): HTMLElement {
  const call = context.data.calls.find((item) => item.id === quote.callId);
  const place = context.has('transcripts') ? 'Открыть звонок на этом месте' : 'Открыть звонок';
  const when = formatMoment(quote.startedAt, context.data.timeZone);
  const about = [quote.agent, when, formatClock(quote.startMs)].filter((part) => part !== null).join(' · ');
  return pressable(
    {
      class: 'quote',
      onPress: call ? () => context.openCall(call, quote.utterance) : null,
      attributes: { title: call && place },
    },
    el('span', 'quote-text', quote.quote),
    el('span', 'quote-about', about, verdictMark(quote.verdict)),
  );
}
