/** How the handled share of a manager goes week by week, as small as a word. */

import { useTranslation } from 'react-i18next';
import type { HandlingWeek } from '#core/domain/figures.ts';
import { isWholeWeek } from '#core/domain/period.ts';
import { useFormats } from '../../components/format.ts';
import { sparklineOf } from './sparkline.ts';

const SIZE = { width: 72, height: 30, margin: 3 } as const;

/** One week is no way: nothing is drawn. */
export function HandlingSparkline({ weeks }: { readonly weeks: readonly HandlingWeek[] }) {
  const { t } = useTranslation();
  const formats = useFormats();
  const { runs, last } = sparklineOf(weeks, SIZE);
  if (weeks.length < 2 || !last) return <span className="sparkline" />;
  const told = weeks
    .filter(({ judged }) => judged > 0)
    .map((week) => {
      const period = formats.period(week);
      const name = isWholeWeek(week) ? period : t('managers.partWeek', { period });
      return `${name}: ${formats.share(week.handled, week.judged)}`;
    });
  return (
    <svg
      aria-label={t('managers.weeks', { weeks: told.join('; ') })}
      className="sparkline"
      height={SIZE.height}
      role="img"
      viewBox={`0 0 ${SIZE.width} ${SIZE.height}`}
      width={SIZE.width}
    >
      <title>{told.join('\n')}</title>
      {runs.map((points) => (
        <polyline key={points} points={points} />
      ))}
      <circle cx={last.x} cy={last.y} r={2.5} />
    </svg>
  );
}
