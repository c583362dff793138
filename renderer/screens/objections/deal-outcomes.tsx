/** Objections beside the outcome of the deals, as far as calls are linked to deals in the CRM. */

import { useTranslation } from 'react-i18next';
import type { DealState } from '#core/domain/deal.ts';
import type { CategoryOutcomes, ObjectionFigures } from '#core/domain/figures.ts';
import type { Filters } from '../../components/filters/use-filters.ts';
import { useFormats } from '../../components/format.ts';
import { hueOf } from '../../components/marks.tsx';
import { useCategoryName } from '../../components/use-app-info.tsx';

interface DealOutcomesProperties {
  readonly outcomes: ObjectionFigures['outcomes'];
  readonly callsHref: Filters['callsHref'];
}

/** States of deals and the counts of them, in the order of the columns. */
const STATES = [
  ['won', 'won'],
  ['lost', 'lost'],
  ['open', 'open'],
  ['none', 'noLink'],
] as const satisfies readonly (readonly [DealState, keyof CategoryOutcomes])[];

export function DealOutcomes({ outcomes, callsHref }: DealOutcomesProperties) {
  const { t } = useTranslation();
  const formats = useFormats();
  const categoryName = useCategoryName();
  const hasUnknown = outcomes.some(({ unknown }) => unknown > 0);
  return (
    <div className="table-scroll">
      <table aria-label={t('objections.deals')} className="figures-table">
        <thead>
          <tr>
            <th scope="col">{t('objections.category')}</th>
            <th scope="col">{t('objections.deal.calls')}</th>
            {STATES.map(([state]) => (
              <th key={state} scope="col">
                {t(`objections.deal.${state}`)}
              </th>
            ))}
            {hasUnknown && <th scope="col">{t('objections.deal.unknown')}</th>}
            <th scope="col">{t('objections.deal.wonShare')}</th>
          </tr>
        </thead>
        <tbody>
          {outcomes.map((row) => {
            const { category, won, lost, open, noLink, unknown } = row;
            const asked = won + lost + open + noLink;
            const href = (deal?: DealState) =>
              category === null ? null : callsHref({ objection: category, ...(deal && { deal }) });
            return (
              <tr key={category}>
                <th scope="row" style={category === null ? undefined : hueOf(category)}>
                  {category === null ? (
                    <span className="dimmed">{t('objections.deal.calm')}</span>
                  ) : (
                    <a className="with-hue" href={callsHref({ objection: category })}>
                      {categoryName(category)}
                    </a>
                  )}
                </th>
                <Count href={href()} text={formats.number(asked + unknown)} />
                {STATES.map(([state, name]) => (
                  <Count
                    href={row[name] > 0 ? href(state) : null}
                    key={state}
                    share={state === 'none' ? formats.share(noLink, asked) : undefined}
                    text={formats.number(row[name])}
                  />
                ))}
                {hasUnknown && <Count href={null} text={formats.number(unknown)} />}
                <Count href={null} text={won + lost > 0 ? formats.share(won, won + lost) : '—'} />
              </tr>
            );
          })}
        </tbody>
      </table>
    </div>
  );
}

interface CountProperties {
  readonly text: string;
  /** Null where no filter names the calls. */
  readonly href: string | null;
  readonly share?: string | undefined;
}

function Count({ text, href, share }: CountProperties) {
  return (
    <td className="number">
      {href === null ? text : <a href={href}>{text}</a>}
      {share !== undefined && <span className="dimmed"> ({share})</span>}
    </td>
  );
}
