/** The script of a report file: reads the data of the page and builds it. */

import './page.css';
import { formatPeriod } from '#core/texts/format.ts';
import { callPanel } from './call-panel.ts';
import { callsSection } from './calls-section.ts';
import { drawCharts } from './charts.ts';
import { createContext } from './context.ts';
import type { PageContext } from './context.ts';
import { el } from './dom.ts';
import { managersSection } from './managers-section.ts';
import { methodologySection } from './methodology.ts';
import { objectionsSection } from './objections-section.ts';
import { overviewSection } from './overview.ts';
import type { PageData } from './page-types.ts';
import { loadTranscripts } from './transcripts.ts';

interface Part {
  readonly id: string;
  readonly title: string;
  readonly element: HTMLElement;
}

function start(): void {
  const data = JSON.parse(document.getElementById('report-data')?.textContent ?? '{}') as PageData;
  const context: PageContext = createContext(data, {
    openCall: (call, utterance) => panel.open(call, utterance),
    showCalls: (filters) => {
      calls.show(filters);
      calls.element.scrollIntoView();
    },
  });
  const calls = callsSection(context);
  const panel = callPanel(context, () => calls.shown());
  const { has } = context;
  const parts: readonly Part[] = [
    { id: 'overview', title: 'Обзор', element: overviewSection(context) },
    ...(has('objections') ? [{ id: 'objections', title: 'Возражения', element: objectionsSection(context) }] : []),
    ...(has('managers') ? [{ id: 'managers', title: 'Менеджеры', element: managersSection(context) }] : []),
    ...(has('calls') ? [{ id: 'calls', title: 'Звонки', element: calls.element }] : []),
    { id: 'methodology', title: 'Методика', element: methodologySection(context) },
  ];
  document.getElementById('app')?.append(header(data, parts), el('main', '', ...parts.map(({ element }) => element)));
  if (has('calls')) {
    document.getElementById('app')?.append(panel.element);
    focusSearchOnSlash();
  }
  // Figures and tables are painted first; charts follow in the next turn, transcripts before somebody asks for one.
  requestAnimationFrame(() => setTimeout(drawCharts));
  if (has('transcripts')) setTimeout(() => void loadTranscripts(), 300);
}

function header(data: PageData, parts: readonly Part[]): HTMLElement {
  return el(
    'header',
    'top',
    el(
      'div',
      'top-inner',
      el('h1', '', 'Разбор звонков', el('span', 'period', formatPeriod(data.period))),
      el(
        'nav',
        { attributes: { 'aria-label': 'Разделы отчёта' } },
        ...parts.map(({ id, title }) => el('a', { attributes: { href: `#${id}` } }, title)),
      ),
    ),
  );
}

function focusSearchOnSlash(): void {
  document.addEventListener('keydown', (event) => {
    const isTyping = event.target instanceof HTMLInputElement || event.target instanceof HTMLSelectElement;
    if (event.key !== '/' || isTyping) return;
    event.preventDefault();
    document.getElementById('search')?.focus();
  });
}

start();
