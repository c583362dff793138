/** The share of calls with an objection, a line per category, a point per week; a point leads to its calls. */

import { useElementSize } from '@mantine/hooks';
import { useTranslation } from 'react-i18next';
import type { ObjectionFigures } from '#core/domain/figures.ts';
import type { Filters } from '../../components/filters/use-filters.ts';
import { useFormats } from '../../components/format.ts';
import { hueOf } from '../../components/marks.tsx';
import { useCategoryName } from '../../components/use-app-info.tsx';
import { trendRuns, trendWeeks } from './week-points.ts';

/** More lines than this cannot be told apart. */
const LINES = 5;
const EDGES = { left: 44, right: 12, top: 12, bottom: 26 } as const;
const STEPS = 4;
/** What the name of a week needs, in pixels. */
const LABEL_WIDTH = 76;

interface WeekTrendProperties {
  readonly figures: ObjectionFigures;
  readonly callsHref: Filters['callsHref'];
}

export function WeekTrend({ figures: { categories, weeks }, callsHref }: WeekTrendProperties) {
  const { t } = useTranslation();
  const formats = useFormats();
  const categoryName = useCategoryName();
  const named = trendWeeks(weeks);
  const lines = categories.slice(0, LINES).map(({ category }) => ({ category, runs: trendRuns(weeks, category) }));
  const shares = lines.flatMap(({ runs }) => runs.flat().map(({ share }) => share));
  // Whole per cents on the scale.
  const top = (Math.max(1, Math.ceil((Math.max(...shares) * 100) / STEPS)) * STEPS) / 100;
  const { ref, width, height } = useElementSize();
  const right = width - EDGES.right;
  const bottom = height - EDGES.bottom;
  const x = (index: number): number => EDGES.left + ((index + 0.5) / weeks.length) * (right - EDGES.left);
  const y = (share: number): number => bottom - (share / top) * (bottom - EDGES.top);
  const labelEvery = Math.ceil(weeks.length / Math.max(1, Math.floor((right - EDGES.left) / LABEL_WIDTH)));
  return (
    <>
      <div className="trend" ref={ref}>
        {width > 0 && (
          <svg aria-label={t('objections.trend')} height={height} role="group" width={width}>
            {Array.from({ length: STEPS + 1 }, (_unused, step) => {
              const share = (top * step) / STEPS;
              return (
                <g aria-hidden="true" key={step}>
                  <line className="trend-grid" x1={EDGES.left} x2={right} y1={y(share)} y2={y(share)} />
                  <text className="trend-label" textAnchor="end" x={EDGES.left - 6} y={y(share) + 4}>
                    {formats.share(share, 1)}
                  </text>
                </g>
              );
            })}
            {named.map(({ label }, index) =>
              index % labelEvery === 0 ? (
                <text
                  aria-hidden="true"
                  className="trend-label"
                  key={label}
                  textAnchor="middle"
                  x={x(index)}
                  y={height - 8}
                >
                  {formats.day(label)}
                </text>
              ) : null,
            )}
            {lines.map(({ category, runs }) => (
              <g key={category} style={hueOf(category)}>
                {runs.map((points) => (
                  <polyline
                    className="trend-line"
                    key={points[0]?.index}
                    points={points.map(({ index, share }) => `${x(index)},${y(share)}`).join(' ')}
                  />
                ))}
                {runs.flat().map(({ index, share }) => {
                  const { period, isWhole } = named[index]!;
                  const label = t(isWhole ? 'objections.week' : 'objections.partWeek', {
                    category: categoryName(category),
                    period: formats.period(period),
                    share: formats.share(share, 1),
                  });
                  return (
                    <a aria-label={label} href={callsHref({ objection: category, ...period })} key={index}>
                      <circle
                        className={isWhole ? 'trend-point' : 'trend-point is-part'}
                        cx={x(index)}
                        cy={y(share)}
                        r={4}
                      >
                        <title>{label}</title>
                      </circle>
                    </a>
                  );
                })}
              </g>
            ))}
          </svg>
        )}
      </div>
      <ul className="legend">
        {lines.map(({ category }) => (
          <li key={category} style={hueOf(category)}>
            {categoryName(category)}
          </li>
        ))}
        {named.some(({ isWhole }) => !isWhole) && <li className="legend-note">{t('objections.partWeeks')}</li>}
      </ul>
    </>
  );
}
