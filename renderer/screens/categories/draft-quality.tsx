/** Whether a draft's examples tell the program what is meant: the check by leaving one out, and honest warnings. */

import { useDebouncedValue } from '@mantine/hooks';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { CategoryDraft } from '#core/domain/category-editing.ts';
import type { CategoryQuality, CategoryWarning } from '#core/domain/category-quality.ts';
import { Icon } from '../../components/icons.tsx';
import { useCore } from '../../rpc/core-context.tsx';

const TYPING_MS = 600;
/** One example cannot be told from others. */
const LEAST_CHECKED = 2;
/** More phrases than these are counted: nobody mends them all at once. */
const MOST_NAMED = 3;
/** What the invitation to write examples says already. */
const SAID_BY_EMPTY: ReadonlySet<CategoryWarning['kind']> = new Set(['nothing-to-learn', 'few-examples']);

interface DraftQualityProperties {
  readonly draft: CategoryDraft;
  readonly isBuiltin: boolean;
}

export function DraftQuality({ draft, isBuiltin }: DraftQualityProperties) {
  const { t } = useTranslation();
  const [settled] = useDebouncedValue(JSON.stringify(draft), TYPING_MS);
  const wanted = JSON.parse(settled) as CategoryDraft;
  const hasContent = wanted.examples.length + wanted.keywords.length + wanted.name.length > 0;
  const { data } = useQuery(
    useCore().categories.measure.queryOptions(wanted, { enabled: hasContent, placeholderData: keepPreviousData }),
  );
  const measured = hasContent ? data : undefined;
  // What the program knows of a builtin category is not among the phrases that could be checked here.
  if (isBuiltin && wanted.examples.length === 0) return <Warnings warnings={measured?.warnings ?? []} />;
  const isEmpty = wanted.examples.length < LEAST_CHECKED;
  return (
    <section aria-label={t('categories.quality.title')} aria-live="polite" className="category-quality">
      <h2>{t('categories.quality.title')}</h2>
      <p className="dimmed">{t(isEmpty ? 'categories.quality.empty' : 'categories.quality.hint')}</p>
      {!isEmpty && measured && measured.recall !== null && <Figures quality={measured} />}
      <Warnings warnings={(measured?.warnings ?? []).filter(({ kind }) => !(isEmpty && SAID_BY_EMPTY.has(kind)))} />
    </section>
  );
}

/** What was recognised, what was mistaken, and what to do about each. */
function Figures({ quality }: { readonly quality: CategoryQuality }) {
  const { t } = useTranslation();
  const { examples, missed, taken, typicalFound, typicalTotal } = quality;
  return (
    <ul className="number">
      <li>{t('categories.quality.recognised', { found: examples - missed.length, count: examples })}</li>
      <Phrases kind="missed" texts={missed} />
      {taken.length === 0 && <li>{t('categories.quality.noneTaken')}</li>}
      <Phrases kind="taken" texts={taken} />
      <li>{t('categories.quality.typical', { found: typicalFound, total: typicalTotal })}</li>
    </ul>
  );
}

function Phrases({ kind, texts }: { readonly kind: 'missed' | 'taken'; readonly texts: readonly string[] }) {
  const { t } = useTranslation();
  const distinct = [...new Set(texts)];
  if (distinct.length === 0) return null;
  const named = distinct.slice(0, MOST_NAMED).map((text) => t('categories.quality.phrase', { text }));
  const more = distinct.length - named.length;
  const phrases = named.join(', ') + (more > 0 ? ` ${t('categories.quality.more', { count: more })}` : '');
  return <li className="category-quality-advice">{t(`categories.quality.${kind}`, { phrases })}</li>;
}

function Warnings({ warnings }: { readonly warnings: readonly CategoryWarning[] }) {
  return warnings.map((warning) => (
    <p className="category-warning" key={warning.kind + ('name' in warning ? warning.name : '')}>
      <Icon name="warning" /> <WarningText warning={warning} />
    </p>
  ));
}

function WarningText({ warning }: { readonly warning: CategoryWarning }) {
  const { t } = useTranslation();
  switch (warning.kind) {
    case 'contradiction':
      return t('categories.warning.contradiction', { text: warning.text });
    case 'same-examples':
      return t('categories.warning.same-examples', { name: warning.name });
    default:
      return t(`categories.warning.${warning.kind}`);
  }
}
