/** Categories against managers: how much of what they hear they handle. */

import type { CSSProperties } from 'react';
import { useTranslation } from 'react-i18next';
import type { ObjectionFigures } from '#core/domain/figures.ts';
import type { Filters } from '../../components/filters/use-filters.ts';
import { useFormats } from '../../components/format.ts';
import { hueOf } from '../../components/marks.tsx';
import { useAppInfo, useCategoryName } from '../../components/use-app-info.tsx';

interface HandlingMatrixProperties {
  readonly figures: ObjectionFigures;
  readonly callsHref: Filters['callsHref'];
}

export function HandlingMatrix({ figures: { categories, matrix }, callsHref }: HandlingMatrixProperties) {
  const { t } = useTranslation();
  const categoryName = useCategoryName();
  const met = new Set(matrix.map(({ agentId }) => agentId));
  const agents = (useAppInfo()?.agents ?? []).filter(({ id }) => met.has(id));
  const cells = new Map(matrix.map((cell) => [`${cell.category}\n${cell.agentId}`, cell]));
  return (
    <div className="table-scroll">
      <table className="figures-table">
        <thead>
          <tr>
            <th scope="col">{t('objections.category')}</th>
            {agents.map(({ id, name }) => (
              <th key={id} scope="col">
                <a href={callsHref({ agentId: id })}>{name}</a>
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {categories.map(({ category }) => (
            <tr key={category}>
              <th scope="row" style={hueOf(category)}>
                <a className="with-hue" href={callsHref({ objection: category })}>
                  {categoryName(category)}
                </a>
              </th>
              {agents.map(({ id, name }) => {
                const cell = cells.get(`${category}\n${id}`);
                return (
                  <td key={id}>
                    {cell && <Cell agent={name} cell={cell} href={callsHref({ objection: category, agentId: id })} />}
                  </td>
                );
              })}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

interface CellProperties {
  readonly cell: ObjectionFigures['matrix'][number];
  readonly agent: string;
  readonly href: string;
}

/** The tint repeats the number; the number is what counts. */
function Cell({ cell: { category, objections, judged, handled }, agent, href }: CellProperties) {
  const { t } = useTranslation();
  const formats = useFormats();
  const categoryName = useCategoryName();
  const share = formats.share(handled, judged);
  const names = { category: categoryName(category), agent };
  return (
    <a
      aria-label={
        judged > 0
          ? t('objections.cell', { ...names, share, count: judged })
          : t('objections.cellUnjudged', { ...names, count: objections })
      }
      className="matrix-cell"
      href={href}
      style={{ '--rate': `${Math.round((handled / Math.max(1, judged)) * 30)}%` } as CSSProperties}
    >
      <b>{share}</b> <span className="dimmed">({formats.number(judged || objections)})</span>
    </a>
  );
}
