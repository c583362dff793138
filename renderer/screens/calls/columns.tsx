/** The columns of the list: what each shows, how wide it is, what it sorts by. */

import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { CallOrder, ListedCall } from '#core/domain/call-list.ts';
import { formatClock, formatPhone } from '#core/texts/format.ts';
import { DirectionMark, OutcomeMark, SentimentMark } from '../../components/marks.tsx';
import { LEAST_ROOM_PX, ObjectionTags } from './objection-tags.tsx';

export const COLUMN_IDS = [
  'direction',
  'agent',
  'client',
  'duration',
  'topic',
  'sentiment',
  'outcome',
  'objections',
  'score',
  'nextStep',
] as const;
export type ColumnId = (typeof COLUMN_IDS)[number];

/** They need a wide window and stand on the screen of the call in any case. */
const WIDE_COLUMNS: readonly ColumnId[] = ['outcome', 'score', 'nextStep'];
const NARROW_COLUMNS: readonly ColumnId[] = COLUMN_IDS.filter((id) => !WIDE_COLUMNS.includes(id));
const WIDE_WINDOW = '(min-width: 1500px)';

export const defaultColumns = (): readonly ColumnId[] =>
  window.matchMedia(WIDE_WINDOW).matches ? COLUMN_IDS : NARROW_COLUMNS;

interface Column {
  /** Of `grid-template-columns`. */
  readonly width: string;
  readonly order?: CallOrder;
  readonly isNumber?: boolean;
  /** Stands in for a cell that is cut off. */
  readonly title?: (call: ListedCall) => string | null;
  readonly Cell: (properties: { readonly call: ListedCall }) => ReactNode;
}

export const COLUMNS: Readonly<Record<ColumnId, Column>> = {
  direction: { width: '20px', Cell: ({ call }) => <DirectionMark direction={call.direction} /> },
  agent: {
    width: 'minmax(104px, 0.9fr)',
    order: 'agentName',
    title: ({ agentName }) => agentName,
    Cell: ({ call }) => call.agentName ?? '—',
  },
  // Wide enough for a telephone number.
  client: { width: 'minmax(130px, 1fr)', title: clientOf, Cell: ({ call }) => clientOf(call) ?? '—' },
  duration: {
    width: '52px',
    order: 'durationMs',
    isNumber: true,
    Cell: ({ call }) => formatClock(call.durationMs),
  },
  topic: { width: 'minmax(96px, 1fr)', Cell: Topic },
  sentiment: {
    width: '118px',
    Cell: ({ call }) => call.sentiment && <SentimentMark sentiment={call.sentiment} />,
  },
  outcome: {
    width: '152px',
    Cell: ({ call }) => call.outcome && <OutcomeMark outcome={call.outcome} />,
  },
  objections: { width: `minmax(${LEAST_ROOM_PX}px, 2fr)`, order: 'objections', Cell: ObjectionTags },
  score: {
    width: '64px',
    order: 'score',
    isNumber: true,
    Cell: ({ call }) => (call.score === null ? '—' : Math.round(call.score)),
  },
  nextStep: {
    width: 'minmax(96px, 1.2fr)',
    title: ({ nextStep }) => nextStep,
    Cell: ({ call }) => <span className="dimmed">{call.nextStep}</span>,
  },
};

/** The tick, the time, and what is chosen. */
export const gridTemplate = (columns: readonly ColumnId[]): string =>
  ['18px', '98px', ...columns.map((id) => COLUMNS[id].width)].join(' ');

function clientOf({ clientName, clientPhone }: ListedCall): string | null {
  return clientName ?? (clientPhone && formatPhone(clientPhone));
}

/** Calls without findings say why instead. */
function Topic({ call }: { readonly call: ListedCall }) {
  const { t } = useTranslation();
  if (call.topic) return <span title={t(`topic.${call.topic}`)}>{t(`topic.${call.topic}`)}</span>;
  return <span className="dimmed">{t(`calls.state.${call.state}`)}</span>;
}
