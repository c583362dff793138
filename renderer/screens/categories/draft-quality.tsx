/** Leave-one-out figures of a draft with their sample, and honest warnings. */

import { Tooltip } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { CategoryDraft } from '#core/domain/category-editing.ts';
import type { CategoryWarning } from '#core/domain/category-quality.ts';
import { formatShare } from '#core/texts/format.ts';
import { Icon } from '../../components/icons.tsx';
import { useCore } from '../../rpc/core-context.tsx';

const TYPING_MS = 600;

export function DraftQuality({ draft }: { readonly draft: CategoryDraft }) {
  const { t } = useTranslation();
  const [settled] = useDebouncedValue(JSON.stringify(draft), TYPING_MS);
  const wanted = JSON.parse(settled) as CategoryDraft;
  const hasContent = wanted.examples.length + wanted.keywords.length + wanted.name.length > 0;
  const { data } = useQuery(
    useCore().categories.measure.queryOptions(wanted, { enabled: hasContent, placeholderData: keepPreviousData }),
  );
  if (!hasContent || !data) return null;
  const { recall, precision, examples, typicalFound, typicalTotal, warnings } = data;
  const figures = [
    ...(recall === null ? [] : [t('categories.recall', { share: formatShare(recall, 1), count: examples })]),
    ...(precision === null ? [] : [t('categories.precision', { share: formatShare(precision, 1) })]),
    ...(recall === null ? [] : [t('categories.typical', { found: typicalFound, total: typicalTotal })]),
  ];
  return (
    <div aria-live="polite" className="category-quality">
      {examples > 0 && (
        <Tooltip label={t('categories.qualityHint')} multiline w={340}>
          <p className="number">
            <b>{t('categories.quality')}:</b> {figures.length > 0 ? figures.join(' · ') : t('categories.tooFew')}
          </p>
        </Tooltip>
      )}
      {warnings.map((warning) => (
        <p className="category-warning" key={warning.kind + ('name' in warning ? warning.name : '')}>
          <Icon name="warning" /> <WarningText warning={warning} />
        </p>
      ))}
    </div>
  );
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
