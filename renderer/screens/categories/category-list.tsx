/** Every category with its switch, how often it was found and how right that was. */

import { Badge, Switch } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { ListedCategory } from '#core/domain/category-editing.ts';
import { useFormats } from '../../components/format.ts';
import { hueOf } from '../../components/marks.tsx';
import { useCategoryName } from '../../components/use-app-info.tsx';
import { toHash } from '../../routing.ts';

interface CategoryListProperties {
  readonly categories: readonly ListedCategory[];
  readonly currentId: string | null;
  readonly onSwitch: (id: string, isEnabled: boolean) => void;
}

export function CategoryList({ categories, currentId, onSwitch }: CategoryListProperties) {
  const { t } = useTranslation();
  const nameOf = useCategoryName();
  return (
    <ul aria-label={t('categories.list')} className="category-list">
      {categories.map((category) => (
        <li key={category.id} style={hueOf(category.id)}>
          <Switch
            aria-label={t('categories.enabled', { name: nameOf(category.id) })}
            checked={category.isEnabled}
            onChange={() => onSwitch(category.id, !category.isEnabled)}
            size="xs"
          />
          <a
            aria-current={category.id === currentId ? 'true' : undefined}
            className="category-link"
            href={toHash(['categories', category.id])}
          >
            <span className="category-name">
              <span aria-hidden className="category-dot" />
              {nameOf(category.id)}
              {!category.isBuiltin && (
                <Badge color="gray" size="xs" variant="default">
                  {t('categories.own')}
                </Badge>
              )}
            </span>
            <CategoryFacts category={category} />
          </a>
        </li>
      ))}
    </ul>
  );
}

function CategoryFacts({ category: { calls, accuracy } }: { readonly category: ListedCategory }) {
  const { t } = useTranslation();
  const formats = useFormats();
  const checks = accuracy ? accuracy.right + accuracy.wrong : 0;
  const checked =
    accuracy && checks > 0
      ? t('categories.accuracy', { share: formats.share(accuracy.right, checks), count: checks })
      : t('categories.unchecked');
  return (
    <span className="dimmed number category-facts">
      {t('categories.calls', { count: calls })} · {checked}
    </span>
  );
}
