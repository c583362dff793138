/** Small marks with a meaning: an icon and a word, never colour alone. */

import type { CSSProperties } from 'react';
import { useTranslation } from 'react-i18next';
import type { Direction } from '#core/domain/call.ts';
import { categoryColour } from '#core/domain/category-colours.ts';
import type { Outcome, Sentiment, Verdict } from '#core/domain/finding.ts';
import { Icon } from './icons.tsx';
import type { IconName } from './icons.tsx';
import { useCategoryName } from './use-app-info.tsx';

export function SentimentMark({ sentiment }: { readonly sentiment: Sentiment }) {
  const { t } = useTranslation();
  return (
    <span className={`mark sentiment-${sentiment}`}>
      <Icon name={sentiment} />
      {t(`sentiment.${sentiment}`)}
    </span>
  );
}

export function VerdictMark({ verdict }: { readonly verdict: Verdict }) {
  const { t } = useTranslation();
  return (
    <span className={`mark verdict-${verdict}`}>
      <Icon name={verdict} />
      {t(`verdict.${verdict}`)}
    </span>
  );
}

const OUTCOME_ICONS: Readonly<Record<Exclude<Outcome, 'unknown'>, IconName>> = {
  agreed: 'handled',
  refused: 'close',
  postponed: 'later',
  no_talk: 'silent',
};

/** Where the call does not tell, there is nothing to mark. */
export function OutcomeMark({ outcome }: { readonly outcome: Outcome }) {
  const { t } = useTranslation();
  const name = t(`callScreen.outcome.${outcome}`);
  if (outcome === 'unknown') return <span className="dimmed">{name}</span>;
  return (
    <span className={`mark outcome-${outcome}`}>
      <Icon name={OUTCOME_ICONS[outcome]} />
      {name}
    </span>
  );
}

export function DirectionMark({ direction }: { readonly direction: Direction }) {
  const { t } = useTranslation();
  return (
    <span className="direction" title={t(`direction.${direction}`)}>
      <Icon name={direction} />
      <span className="visually-hidden">{t(`direction.${direction}`)}</span>
    </span>
  );
}

/** The custom property that rules of `styles.css` colour a category by. */
export function hueOf(category: string): CSSProperties {
  return { '--hue': categoryColour(category) } as CSSProperties;
}

interface CategoryTagProperties {
  readonly category: string;
  /** Where the category is not kept yet; else its name is known. */
  readonly name?: string;
  /** Stands in the tag where there is no room for the whole name, which is still what is read out. */
  readonly shortName?: string | undefined;
  /** Null where it is not known who replied. */
  readonly verdict?: Verdict | null;
  /** Shown on hovering. */
  readonly quote?: string;
  /** How many objections the tag stands for; 1 unless told. */
  readonly count?: number;
}

export function CategoryTag({ category, verdict, quote, count = 1, ...names }: CategoryTagProperties) {
  const { t } = useTranslation();
  const knownName = useCategoryName()(category);
  const { name = knownName, shortName } = names;
  const verdictName = verdict && t(`verdict.${verdict}`);
  // The browser's own hint: a component for it would cost every row of a long list.
  const hint = quote === undefined ? name : `${name}: «${quote}»`;
  return (
    <span className="tag" style={hueOf(category)} title={verdictName ? `${hint} — ${verdictName}` : hint}>
      <span aria-hidden={shortName !== undefined} className="tag-name">
        {shortName ?? name}
      </span>
      {shortName !== undefined && <span className="visually-hidden">{name}</span>}
      {count > 1 && <span className="number">×{count}</span>}
      {verdict && (
        <span className={`tag-verdict verdict-${verdict}`}>
          <Icon name={verdict} size={13} />
          <span className="visually-hidden">{verdictName}</span>
        </span>
      )}
    </span>
  );
}
