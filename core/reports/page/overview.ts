/** The figures at the top and the charts. */

import { formatNumber, formatShare, formatTotalTime, russianPlural } from '#core/texts/format.ts';
import { SENTIMENTS } from '#core/domain/finding.ts';
import { categoriesChart, managersChart, sentimentChart, topicsChart, weeksChart } from './charts.ts';
import type { Totals } from '#core/domain/report.ts';
import type { PageContext } from './context.ts';
import { el, pressable } from './dom.ts';
import type { Child } from './dom.ts';
import { icon } from './icons.ts';
import { section, sentimentMark } from './small-parts.ts';

export function overviewSection(context: PageContext): HTMLElement {
  return section({ id: 'overview', title: 'Обзор' }, figures(context), charts(context));
}

function figures({ data }: PageContext): HTMLElement {
  const { totals, sentiments } = data;
  const average = totals.calls > 0 ? formatTotalTime(totals.talkMs / totals.calls) : '—';
  const shareOf = (part: number, whole: number): string => `${formatNumber(part)} из ${formatNumber(whole)}`;
  return el(
    'div',
    'figures',
    figure('Звонков', formatNumber(totals.calls), [
      icon('in'),
      `${formatNumber(totals.incoming)}\u00a0вх.`,
      icon('out'),
      `${formatNumber(totals.outgoing)}\u00a0исх.`,
    ]),
    figure('Время разговоров', formatTotalTime(totals.talkMs), [`в среднем ${average}`]),
    figure('Звонки с возражениями', formatShare(totals.callsWithObjections, totals.analysed), [
      shareOf(totals.callsWithObjections, totals.analysed),
    ]),
    figure('Возражения отработаны', formatShare(totals.handled, totals.judged), [
      totals.judged === 0 && totals.objections > 0 ? 'не определено' : shareOf(totals.handled, totals.judged),
    ]),
    figure('Недовольные клиенты', formatShare(sentiments.negative, totals.analysed), [
      `${formatNumber(sentiments.negative)} ${russianPlural(sentiments.negative, ['звонок', 'звонка', 'звонков'])}`,
    ]),
  );
}

function figure(title: string, value: string, note: readonly Child[]): HTMLElement {
  return el(
    'div',
    'figure',
    el('div', 'figure-title', title),
    el('div', 'figure-value', value),
    el('div', 'figure-note', ...note),
  );
}

function charts(context: PageContext): HTMLElement {
  const { data } = context;
  const categories = data.objections.filter((objection) => objection.objections > 0);
  const managers = data.managers.filter((manager) => manager.objections > 0);
  return el(
    'div',
    'charts',
    // Each belongs to the section that says more about it, and is left out with it.
    context.has('objections')
      ? chartCard(
          'Возражения по категориям',
          legend(data.totals),
          categories.length ? categoriesChart(context) : nothing(),
        )
      : null,
    context.has('managers')
      ? chartCard('Возражения по менеджерам', legend(data.totals), managers.length ? managersChart(context) : nothing())
      : null,
    ...(data.weeks.length > 1 ? [chartCard('Возражения по неделям', legend(data.totals), weeksChart(context))] : []),
    chartCard('Темы звонков', null, data.totals.analysed > 0 ? topicsChart(context) : nothing()),
    chartCard(
      'Тональность клиентов',
      null,
      data.totals.analysed > 0 ? el('div', 'sentiment', sentimentChart(context), sentimentList(context)) : nothing(),
    ),
  );
}

function chartCard(title: string, extra: HTMLElement | null, body: HTMLElement): HTMLElement {
  return el('figure', 'card chart-card', el('figcaption', 'card-head', el('h3', '', title), extra), body);
}

function legend({ objections, judged }: Totals): HTMLElement {
  return el(
    'span',
    'legend',
    el('span', 'legend-item legend-handled', 'отработано'),
    el('span', 'legend-item legend-open', 'нет'),
    judged < objections ? el('span', 'legend-item legend-unjudged', 'не определено') : null,
  );
}

function nothing(): HTMLElement {
  return el('p', 'empty', 'За период ничего не найдено.');
}

function sentimentList({ data, has, showCalls }: PageContext): HTMLElement {
  const items = SENTIMENTS.map((sentiment) =>
    el(
      'li',
      '',
      pressable(
        { class: 'sentiment-row', onPress: has('calls') ? () => showCalls({ sentiment }) : null },
        sentimentMark(sentiment),
        el('span', 'number', formatNumber(data.sentiments[sentiment])),
        el('span', 'number muted', formatShare(data.sentiments[sentiment], data.totals.analysed)),
      ),
    ),
  );
  return el('ul', 'sentiment-list', ...items);
}
