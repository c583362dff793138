/** Four numbers of the period with their change against the one before; each leads to its calls. */

import { useTranslation } from 'react-i18next';
import { ANY_OBJECTION } from '#core/domain/call-list.ts';
import type { CallFilter } from '#core/domain/call-list.ts';
import type { ComparedFigures, Figures } from '#core/domain/figures.ts';
import { useFormats } from '../../components/format.ts';
import { Icon } from '../../components/icons.tsx';

interface Figure {
  readonly name: 'calls' | 'withObjections' | 'handled' | 'negative';
  /** What to take the share of; a plain number where absent. */
  readonly part: (figures: Figures) => number;
  readonly whole?: (figures: Figures) => number;
  /** Whether more of it is good news, bad news, or neither. */
  readonly more: 'good' | 'bad' | 'plain';
  readonly filter: CallFilter;
}

const FIGURES: readonly Figure[] = [
  { name: 'calls', part: ({ calls }) => calls, more: 'plain', filter: {} },
  {
    name: 'withObjections',
    part: ({ callsWithObjections }) => callsWithObjections,
    whole: ({ analysed }) => analysed,
    more: 'plain',
    filter: { objection: ANY_OBJECTION },
  },
  {
    name: 'handled',
    part: ({ handled }) => handled,
    whole: ({ judged }) => judged,
    more: 'good',
    filter: { verdict: 'handled' },
  },
  {
    name: 'negative',
    part: ({ negative }) => negative,
    whole: ({ analysed }) => analysed,
    more: 'bad',
    filter: { sentiment: 'negative' },
  },
];

interface PeriodFiguresProperties {
  readonly figures: ComparedFigures;
  readonly hrefOf: (filter: CallFilter) => string;
}

export function PeriodFigures({ figures: { now, before }, hrefOf }: PeriodFiguresProperties) {
  const { t } = useTranslation();
  const formats = useFormats();
  return (
    <aside aria-label={t('today.figures')} className="period-figures">
      {FIGURES.map((figure) => {
        const whole = figure.whole?.(now);
        const value = whole === undefined ? formats.number(figure.part(now)) : formats.share(figure.part(now), whole);
        return (
          <a className="card period-figure" href={hrefOf(figure.filter)} key={figure.name}>
            <b className="number">{value}</b>
            <span>{t(`today.${figure.name}`)}</span>
            {before && <Change before={before} figure={figure} now={now} />}
          </a>
        );
      })}
      {!before && <p className="dimmed">{t('today.noBefore')}</p>}
    </aside>
  );
}

interface ChangeProperties {
  readonly figure: Figure;
  readonly now: Figures;
  readonly before: Figures;
}

/** Counts change by so many per cent, shares by percentage points. */
function Change({ figure: { part, whole, more }, now, before }: ChangeProperties) {
  const { t } = useTranslation();
  const formats = useFormats();
  if (whole && (whole(now) === 0 || whole(before) === 0)) return null;
  const change = whole
    ? Math.round((part(now) / whole(now)) * 100) - Math.round((part(before) / whole(before)) * 100)
    : Math.round((part(now) / part(before) - 1) * 100);
  if (change === 0) return <span className="dimmed">{t('today.same')}</span>;
  const size = Math.abs(change);
  const text = whole ? t('today.points', { points: formats.number(size) }) : formats.percent(size);
  const news = more === 'plain' ? 'plain' : change > 0 === (more === 'good') ? 'good' : 'bad';
  return (
    <span className={`change change-${news}`}>
      <Icon name={change > 0 ? 'up' : 'down'} size={14} />
      {t(change > 0 ? 'today.more' : 'today.less', { change: text })}
    </span>
  );
}
