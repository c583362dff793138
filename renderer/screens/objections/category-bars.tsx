/** Categories by the share of calls they are heard in; the handled part of a bar is filled. */

import { useTranslation } from 'react-i18next';
import type { ObjectionFigures } from '#core/domain/figures.ts';
import { useFormats } from '../../components/format.ts';
import type { Filters } from '../../components/filters/use-filters.ts';
import { hueOf } from '../../components/marks.tsx';
import { useCategoryName } from '../../components/use-app-info.tsx';

interface CategoryBarsProperties {
  readonly figures: ObjectionFigures;
  readonly callsHref: Filters['callsHref'];
}

export function CategoryBars({ figures: { categories, analysed }, callsHref }: CategoryBarsProperties) {
  const { t } = useTranslation();
  const formats = useFormats();
  const categoryName = useCategoryName();
  const most = Math.max(1, ...categories.map(({ calls }) => calls));
  return (
    <ul className="bars">
      {categories.map(({ category, calls, judged, handled }) => (
        <li className="bar-row" key={category} style={hueOf(category)}>
          <a href={callsHref({ objection: category })} title={categoryName(category)}>
            <span className="bar-name">{categoryName(category)}</span>
            <span className="bar-track">
              <span className="bar" style={{ width: `${(calls / most) * 100}%` }}>
                <span className="bar-handled" style={{ width: `${(handled / Math.max(1, judged)) * 100}%` }} />
              </span>
            </span>
            <span className="number bar-share">{formats.share(calls, analysed)}</span>
          </a>
          {judged > 0 ? (
            <a className="number bar-verdict" href={callsHref({ objection: category, verdict: 'handled' })}>
              {t('objections.handled', { share: formats.share(handled, judged) })}
            </a>
          ) : (
            <span className="bar-verdict dimmed" title={t('objections.unjudgedHint')}>
              {t('objections.unjudged')}
            </span>
          )}
        </li>
      ))}
    </ul>
  );
}
