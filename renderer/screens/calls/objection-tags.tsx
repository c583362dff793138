/** The objections of a call in its row: whole tags as far as they fit, a number for the others. */

import { createContext, useContext } from 'react';
import { useTranslation } from 'react-i18next';
import type { ListedCall } from '#core/domain/call-list.ts';
import { CategoryTag } from '../../components/marks.tsx';
import { useCategoryName } from '../../components/use-app-info.tsx';
import { fitTags, shortenName } from './fit-tags.ts';
import { textWidth } from './text-width.ts';

/** The column is never narrower. */
export const LEAST_ROOM_PX = 200;

/** Width of the column, measured once for all rows. */
export const TagRoom = createContext(LEAST_ROOM_PX);

/** As `.tag` and `.row-tags` of `styles.css` have them. */
const EDGES_PX = 16;
const GAP_IN_TAG_PX = 5;
const VERDICT_PX = 13;
const GAP_PX = 6;
/** The browser rounds each piece on its own. */
const SLACK_PX = 2;

export function ObjectionTags({ call }: { readonly call: ListedCall }) {
  const { t } = useTranslation();
  const categoryName = useCategoryName();
  const room = useContext(TagRoom);
  const tags = [...Map.groupBy(call.objections, ({ category, verdict }) => `${category} ${verdict}`).values()].map(
    (same) => ({ category: same[0]!.category, verdict: same[0]!.verdict, quote: same[0]!.quote, count: same.length }),
  );
  const times = (count: number): string => (count > 1 ? `×${count}` : '');
  const more = textWidth(`+${tags.length}`) + SLACK_PX;
  const besides = (count: number): number =>
    EDGES_PX + (count > 1 ? GAP_IN_TAG_PX + textWidth(times(count)) : 0) + GAP_IN_TAG_PX + VERDICT_PX + SLACK_PX;
  const widths = tags.map(({ category, count }) => textWidth(categoryName(category)) + besides(count));
  const shown = fitTags(room, { tags: widths, gap: GAP_PX, more });
  // What the only tag in sight may take: the others are a number beside it.
  const alone = tags.length > 1 ? room - GAP_PX - more : room;
  const shorten = (category: string, count: number): string | undefined =>
    shown === 1 && widths[0]! > alone
      ? shortenName(categoryName(category), alone - besides(count), textWidth)
      : undefined;
  const hidden = tags.slice(shown);
  const names = hidden
    .map(({ category, verdict, count }) =>
      [categoryName(category), times(count), verdict && `— ${t(`verdict.${verdict}`)}`].filter(Boolean).join(' '),
    )
    .join('; ');
  return (
    <span className="row-tags">
      {tags.slice(0, shown).map((tag) => (
        <CategoryTag {...tag} key={`${tag.category} ${tag.verdict}`} shortName={shorten(tag.category, tag.count)} />
      ))}
      {hidden.length > 0 && (
        <span className="row-more" title={names}>
          <span aria-hidden>+{hidden.length}</span>
          <span className="visually-hidden">{t('calls.moreObjections', { count: hidden.length, names })}</span>
        </span>
      )}
    </span>
  );
}
