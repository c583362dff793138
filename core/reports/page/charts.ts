/** Charts; every bar leads to the calls behind it, and every figure also stands in a table of the page. */

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
import { formatPeriod } from '#core/texts/format.ts';
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
const MAX_MANAGERS = 12;

type Draw = (palette: Palette) => ChartConfiguration;
const drawings = new Map<HTMLCanvasElement, Draw>();
const darkScreen = matchMedia('(prefers-color-scheme: dark)');

/** Draws what the page holds; to be called once the page is in the document. Follows the colour scheme and printing. */
export function drawCharts(): void {
  const drawAll = (palette: Palette): void => {
    for (const [canvas, draw] of drawings) {
      Chart.getChart(canvas)?.destroy();
      new Chart(canvas, draw(palette));
    }
  };
  const forScreen = (): void => drawAll(darkScreen.matches ? DARK : LIGHT);
  Chart.defaults.font.family = 'system-ui, "Segoe UI", Roboto, "Noto Sans", "DejaVu Sans", sans-serif';
  Chart.defaults.font.size = 12;
  Chart.defaults.animation = false;
  forScreen();
  darkScreen.addEventListener('change', forScreen);
  // Paper is white whatever the screen is.
  window.addEventListener('beforeprint', () => drawAll(LIGHT));
  window.addEventListener('afterprint', forScreen);
}

interface Bar {
  readonly label: string;
  readonly handled: number;
  readonly open: number;
  readonly hue?: string;
  readonly onSelect: () => void;
}

export function categoriesChart(context: PageContext): HTMLElement {
  const bars = context.data.objections
    .filter((summary) => summary.objections > 0)
    .map((summary): Bar => ({
      label: summary.name,
      handled: summary.handled,
      open: summary.objections - summary.handled,
      hue: context.colour(summary.category),
      onSelect: () => context.showCalls({ category: summary.category }),
    }));
  return barChart('Возражения по категориям', bars, ['отработано', 'не отработано']);
}

export function managersChart(context: PageContext): HTMLElement {
  const bars = context.data.managers
    .filter((manager) => manager.objections > 0)
    .toSorted((a, b) => b.objections - a.objections)
    .slice(0, MAX_MANAGERS)
    .map((manager): Bar => ({
      label: manager.agent,
      handled: manager.handled,
      open: manager.objections - manager.handled,
      onSelect: () => context.showCalls({ agent: manager.agent }),
    }));
  return barChart('Возражения по менеджерам', bars, ['отработано', 'не отработано']);
}

/** Week after week, the oldest at the top. */
export function weeksChart({ data, showCalls }: PageContext): HTMLElement {
  const bars = data.weeks.map((week): Bar => ({
    label: formatPeriod(week),
    handled: week.handled,
    open: week.objections - week.handled,
    onSelect: () => showCalls({ week: week.from }),
  }));
  return barChart('Возражения по неделям', bars, ['отработано', 'не отработано']);
}

export function topicsChart(context: PageContext): HTMLElement {
  const bars = TOPIC_IDS.filter((topic) => context.data.topics[topic] > 0)
    .sort((a, b) => context.data.topics[b] - context.data.topics[a])
    .map((topic): Bar => ({
      label: TOPIC_NAMES[topic],
      handled: context.data.topics[topic],
      open: 0,
      onSelect: () => context.showCalls({ topic }),
    }));
  return barChart('Темы звонков', bars, ['звонков', '']);
}

export function sentimentChart(context: PageContext): HTMLElement {
  const values = SENTIMENTS.map((sentiment) => context.data.sentiments[sentiment]);
  const canvas = newCanvas('Тональность клиентов');
  drawings.set(canvas, (palette) => ({
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
      onClick: (_event, [hit]) => {
        const sentiment = hit && SENTIMENTS[hit.index];
        if (sentiment) context.showCalls({ sentiment });
      },
    },
  }));
  return el('div', 'chart chart-ring', canvas);
}

function barChart(
  title: string,
  bars: readonly Bar[],
  [handledName, openName]: readonly [string, string],
): HTMLElement {
  const canvas = newCanvas(title);
  drawings.set(canvas, (palette) => ({
    type: 'bar',
    data: {
      labels: bars.map((bar) => wrap(bar.label)),
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
      onClick: (_event, [hit]) => {
        if (hit) bars[hit.index]?.onSelect();
      },
      onHover: (event, hits) => {
        if (event.native?.target instanceof HTMLElement) {
          event.native.target.style.cursor = hits.length > 0 ? 'pointer' : 'default';
        }
      },
    },
  }));
  const height = `${bars.length * BAR_HEIGHT_PX + 40}px`;
  return el('div', { class: 'chart', css: { height } }, canvas);
}

function dataset(
  label: string,
  data: number[],
  backgroundColor: string[],
): { label: string; data: number[]; backgroundColor: string[]; borderRadius: number; maxBarThickness: number } {
  return { label, data, backgroundColor, borderRadius: 3, maxBarThickness: 16 };
}

function newCanvas(title: string): HTMLCanvasElement {
  return el('canvas', {
    attributes: { role: 'img', 'aria-label': `Диаграмма «${title}»; те же числа есть в таблицах` },
  });
}

/** A long label in lines of about two dozen letters. */
function wrap(label: string): string | string[] {
  const lines = [''];
  for (const word of label.split(' ')) {
    const last = lines[lines.length - 1] ?? '';
    if (last !== '' && last.length + word.length > 24) lines.push(word);
    else lines[lines.length - 1] = last === '' ? word : `${last} ${word}`;
  }
  return lines.length > 1 ? lines : label;
}
