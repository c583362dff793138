/** Charts; every bar leads to the calls behind it where the report has them. */

import {
  ArcElement,
  BarController,
  BarElement,
  CategoryScale,
  Chart,
  DoughnutController,
  LinearScale,
  Tooltip,
} from 'chart.js';
import type { ChartConfiguration } from 'chart.js';
import { SENTIMENTS, TOPIC_IDS } from '#core/domain/finding.ts';
import type { ObjectionSummary } from '#core/domain/report.ts';
import { formatWeek } from '#core/texts/format.ts';
import { SENTIMENT_NAMES, TOPIC_NAMES } from '#core/texts/labels.ts';
import type { PageContext } from './context.ts';
import { el } from './dom.ts';

Chart.register(ArcElement, BarController, BarElement, CategoryScale, DoughnutController, LinearScale, Tooltip);

interface Palette {
  readonly text: string;
  readonly muted: string;
  readonly grid: string;
  readonly surface: string;
  readonly accent: string;
  readonly sentiments: readonly string[];
}

const LIGHT: Palette = {
  text: '#1b1f24',
  muted: '#5f6b7a',
  grid: '#e7eaee',
  surface: '#ffffff',
  accent: '#2f6fde',
  sentiments: ['#2f9e5f', '#a3acb8', '#d9483b'],
};
const DARK: Palette = {
  text: '#e6e9ed',
  muted: '#9aa5b1',
  grid: '#2b3139',
  surface: '#1b1f25',
  accent: '#6b9bf2',
  sentiments: ['#4fb87d', '#6f7986', '#e86b5f'],
};

const BAR_HEIGHT_PX = 34;
/** Labels in two or three lines need more on a narrow screen, and fewer letters fit beside the bars. */
const NARROW_BAR_HEIGHT_PX = 44;
const [LABEL_LETTERS, NARROW_LABEL_LETTERS, PAPER_LABEL_LETTERS] = [24, 15, 40];

/** Between the margins of A4 and the edges of a card, in CSS pixels; the ring of moods is small. */
const PAPER = { width: 660, barHeight: 24, ring: 120, pixelRatio: 3 } as const;
const MAX_MANAGERS = 12;

/** How a chart is drawn, and how many bars it has; a ring has none. */
interface Drawing {
  readonly draw: (palette: Palette, labelLetters: number) => ChartConfiguration;
  readonly bars: number;
}

const drawings = new Map<HTMLCanvasElement, Drawing>();
const darkScreen = matchMedia('(prefers-color-scheme: dark)');
const narrowScreen = matchMedia('(max-width: 760px)');

/** Draws what the page holds; to be called once the page is in the document. Follows the colour scheme and printing. */
export function drawCharts(): void {
  const forScreen = (): void => {
    for (const [canvas, { draw }] of drawings) {
      Chart.getChart(canvas)?.destroy();
      const letters = narrowScreen.matches ? NARROW_LABEL_LETTERS : LABEL_LETTERS;
      new Chart(canvas, draw(darkScreen.matches ? DARK : LIGHT, letters));
    }
  };
  Chart.defaults.font.family = 'system-ui, "Segoe UI", Roboto, "Noto Sans", "DejaVu Sans", sans-serif';
  Chart.defaults.font.size = 12;
  Chart.defaults.animation = false;
  forScreen();
  darkScreen.addEventListener('change', forScreen);
  window.addEventListener('beforeprint', drawForPaper);
  window.addEventListener('afterprint', forScreen);
}

/** Paper is white and as wide as it is, whatever the screen is. */
function drawForPaper(): void {
  for (const [canvas, { draw, bars }] of drawings) {
    Chart.getChart(canvas)?.destroy();
    canvas.width = bars > 0 ? PAPER.width : PAPER.ring;
    canvas.height = bars > 0 ? bars * PAPER.barHeight + 30 : PAPER.ring;
    canvas.style.width = `${canvas.width}px`;
    const { options, ...config } = draw(LIGHT, PAPER_LABEL_LETTERS);
    new Chart(canvas, { ...config, options: { ...options, responsive: false, devicePixelRatio: PAPER.pixelRatio } });
  }
}

interface Bar {
  readonly label: string;
  readonly handled: number;
  readonly open: number;
  /** Where it is not known who replied. */
  readonly unjudged: number;
  readonly hue?: string;
  readonly onSelect: () => void;
}

export function categoriesChart(context: PageContext): HTMLElement {
  const bars = context.data.objections
    .filter((summary) => summary.objections > 0)
    .map((summary): Bar => ({
      label: summary.name,
      ...partsOf(summary),
      hue: context.colour(summary.category),
      onSelect: () => context.showCalls({ category: summary.category }),
    }));
  return barChart(context, { title: 'Возражения по категориям', bars, names: HANDLING });
}

export function managersChart(context: PageContext): HTMLElement {
  const bars = context.data.managers
    .filter((manager) => manager.objections > 0)
    .toSorted((a, b) => b.objections - a.objections)
    .slice(0, MAX_MANAGERS)
    .map((manager): Bar => ({
      label: manager.agent,
      ...partsOf(manager),
      onSelect: () => context.showCalls({ agent: manager.agent }),
    }));
  return barChart(context, { title: 'Возражения по менеджерам', bars, names: HANDLING });
}

/** Week after week, the oldest at the top. */
export function weeksChart(context: PageContext): HTMLElement {
  const bars = context.data.weeks.map((week): Bar => ({
    label: formatWeek(week),
    ...partsOf(week),
    onSelect: () => context.showCalls({ week: week.from }),
  }));
  return barChart(context, { title: 'Возражения по неделям', bars, names: HANDLING });
}

export function topicsChart(context: PageContext): HTMLElement {
  const bars = TOPIC_IDS.filter((topic) => context.data.topics[topic] > 0)
    .sort((a, b) => context.data.topics[b] - context.data.topics[a])
    .map((topic): Bar => ({
      label: TOPIC_NAMES[topic],
      handled: context.data.topics[topic],
      open: 0,
      unjudged: 0,
      onSelect: () => context.showCalls({ topic }),
    }));
  return barChart(context, { title: 'Темы звонков', bars, names: ['звонков', ''] });
}

export function sentimentChart(context: PageContext): HTMLElement {
  const values = SENTIMENTS.map((sentiment) => context.data.sentiments[sentiment]);
  const said = SENTIMENTS.map((sentiment, index) => `${SENTIMENT_NAMES[sentiment]} ${values[index] ?? 0}`);
  const canvas = newCanvas('Тональность клиентов', said);
  const draw: Drawing['draw'] = (palette) => ({
    type: 'doughnut',
    data: {
      labels: SENTIMENTS.map((sentiment) => SENTIMENT_NAMES[sentiment]),
      datasets: [
        { data: values, backgroundColor: [...palette.sentiments], borderColor: palette.surface, borderWidth: 2 },
      ],
    },
    options: {
      cutout: '66%',
      maintainAspectRatio: false,
      ...selecting(context, (index) => {
        const sentiment = SENTIMENTS[index];
        if (sentiment) context.showCalls({ sentiment });
      }),
    },
  });
  drawings.set(canvas, { draw, bars: 0 });
  return el('div', 'chart chart-ring', canvas);
}

const HANDLING = ['отработано', 'не отработано'] as const;
const UNJUDGED = 'не определено';

const partsOf = ({
  objections,
  judged,
  handled,
}: Pick<ObjectionSummary, 'objections' | 'judged' | 'handled'>): Pick<Bar, 'handled' | 'open' | 'unjudged'> => ({
  ...{ handled, open: judged - handled, unjudged: objections - judged },
});

interface BarChart {
  readonly title: string;
  readonly bars: readonly Bar[];
  /** Of the parts of a bar that are known; the second is empty where there is one part. */
  readonly names: readonly [handled: string, open: string];
}

function barChart(context: PageContext, { title, bars, names: [handledName, openName] }: BarChart): HTMLElement {
  const said = bars.map(({ label, handled, open, unjudged }) =>
    openName === ''
      ? `${label} ${handled}`
      : `${label}: ${handledName} ${handled}, ${openName} ${open}${unjudged > 0 ? `, ${UNJUDGED} ${unjudged}` : ''}`,
  );
  const canvas = newCanvas(title, said);
  const draw: Drawing['draw'] = (palette, labelLetters) => ({
    type: 'bar',
    data: {
      labels: bars.map((bar) => wrap(bar.label, labelLetters)),
      datasets: [
        dataset(
          handledName,
          bars.map((bar) => bar.handled),
          bars.map((bar) => bar.hue ?? palette.accent),
        ),
        dataset(
          openName,
          bars.map((bar) => bar.open),
          bars.map((bar) => `${bar.hue ?? palette.accent}55`),
        ),
        {
          // An outline: neither good nor bad. NaN draws nothing, and 0 would draw the edge.
          ...dataset(
            UNJUDGED,
            bars.map((bar) => bar.unjudged || NaN),
            bars.map(() => 'transparent'),
          ),
          ...{ borderColor: palette.muted, borderWidth: 1 },
        },
      ],
    },
    options: {
      indexAxis: 'y',
      maintainAspectRatio: false,
      scales: {
        x: {
          stacked: true,
          border: { display: false },
          grid: { color: palette.grid },
          ticks: { color: palette.muted, precision: 0, maxTicksLimit: 6 },
        },
        y: {
          stacked: true,
          border: { display: false },
          grid: { display: false },
          ticks: { color: palette.text, autoSkip: false, crossAlign: 'far' },
        },
      },
      plugins: { tooltip: { filter: (item) => item.parsed.x !== 0 } },
      ...selecting(context, (index) => bars[index]?.onSelect()),
    },
  });
  drawings.set(canvas, { draw, bars: bars.length });
  const height = `${bars.length * (narrowScreen.matches ? NARROW_BAR_HEIGHT_PX : BAR_HEIGHT_PX) + 40}px`;
  return el('div', { class: 'chart', css: { height } }, canvas);
}

function dataset(
  label: string,
  data: number[],
  backgroundColor: string[],
): { label: string; data: number[]; backgroundColor: string[]; borderRadius: number; maxBarThickness: number } {
  return { label, data, backgroundColor, borderRadius: 3, maxBarThickness: 16 };
}

/** @param said the figures in words, for those who do not see the chart */
function newCanvas(title: string, said: readonly string[]): HTMLCanvasElement {
  return el('canvas', { attributes: { role: 'img', 'aria-label': `Диаграмма «${title}». ${said.join('; ')}.` } });
}

type Selecting = Pick<NonNullable<ChartConfiguration['options']>, 'onClick' | 'onHover'>;

/** Nothing happens on a click where the report has no calls to show. */
function selecting({ has }: PageContext, onSelect: (index: number) => void): Selecting {
  if (!has('calls')) return {};
  return {
    onClick: (_event, [hit]) => {
      if (hit) onSelect(hit.index);
    },
    onHover: (event, hits) => {
      if (event.native?.target instanceof HTMLElement) {
        event.native.target.style.cursor = hits.length > 0 ? 'pointer' : 'default';
      }
    },
  };
}

/** A long label in lines of as many letters as there is room for. */
function wrap(label: string, letters: number): string | string[] {
  const lines = [''];
  for (const word of label.split(' ')) {
    const last = lines[lines.length - 1] ?? '';
    if (last !== '' && last.length + word.length > letters) lines.push(word);
    else lines[lines.length - 1] = last === '' ? word : `${last} ${word}`;
  }
  return lines.length > 1 ? lines : label;
}
