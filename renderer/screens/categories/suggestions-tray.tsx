/** Themes that recur outside the categories: to accept, rename, merge or reject. */

import { Button, Menu, TextInput } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useMutation, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ListedCategory } from '#core/domain/category-editing.ts';
import type { SuggestedCategory } from '#core/domain/suggestion.ts';
import { useCategoryName } from '../../components/use-app-info.tsx';
import { useFailure } from '../../components/use-failure.ts';
import { goTo, toHash } from '../../routing.ts';
import { useCore } from '../../rpc/core-context.tsx';
import { RejectedSuggestions } from './rejected-suggestions.tsx';
import { useRefresh } from './use-categories.ts';

interface SuggestionsTrayProperties {
  readonly categories: readonly ListedCategory[];
  /** A category that is open needs the room; a click brings the tray back. */
  readonly isFolded: boolean;
}

export function SuggestionsTray({ categories, isFolded }: SuggestionsTrayProperties) {
  const { t } = useTranslation();
  const core = useCore();
  const { data: suggestions = [] } = useQuery(core.suggestions.list.queryOptions());
  const { data: rejected = 0 } = useQuery(core.suggestions.countRejected.queryOptions());
  if (suggestions.length === 0) return rejected === 0 ? null : <RejectedSuggestions count={rejected} />;
  return (
    <section aria-label={t('categories.suggestions')}>
      <details className="suggestions" key={String(isFolded)} open={!isFolded}>
        <summary>
          <b>{t('categories.suggestions')}</b> <span className="number">{suggestions.length}</span>
          <span className="dimmed"> · {t('categories.suggestionsHint')}</span>
        </summary>
        <ul>
          {suggestions.map((suggestion) => (
            <SuggestionCard categories={categories} key={suggestion.id + suggestion.name} suggestion={suggestion} />
          ))}
        </ul>
        {rejected > 0 && <RejectedSuggestions count={rejected} />}
      </details>
    </section>
  );
}

interface SuggestionCardProperties {
  readonly suggestion: SuggestedCategory;
  readonly categories: readonly ListedCategory[];
}

function SuggestionCard({ suggestion, categories }: SuggestionCardProperties) {
  const { t } = useTranslation();
  const { id, size, calls, quotes, recommendation } = suggestion;
  const nameOf = useCategoryName();
  const [name, setName] = useState(suggestion.name);
  const core = useCore();
  const refresh = useRefresh();
  const options = { onError: useFailure(), onSuccess: refresh };
  const accept = useMutation({
    ...core.suggestions.accept.mutationOptions(options),
    onSuccess: (categoryId) => {
      notifications.show({ message: t('categories.accepted', { name }) });
      refresh();
      goTo(toHash(['categories', categoryId]));
    },
  });
  const merge = useMutation(core.suggestions.merge.mutationOptions(options));
  const reject = useMutation(core.suggestions.reject.mutationOptions(options));
  const rename = useMutation(core.suggestions.rename.mutationOptions(options));
  const keepName = (): void => {
    const wanted = name.trim();
    if (wanted === '') setName(suggestion.name);
    else if (wanted !== suggestion.name) rename.mutate({ id, name: wanted });
  };
  return (
    <li className="card suggestion">
      <TextInput
        aria-label={t('categories.suggestionName')}
        maxLength={120}
        onBlur={keepName}
        onChange={(event) => setName(event.currentTarget.value)}
        value={name}
        variant="unstyled"
      />
      <p className="dimmed number">
        {t('categories.size', { count: size, calls: t('categories.calls', { count: calls }) })}
      </p>
      <ul className="suggestion-quotes">
        {quotes.map(({ callId, utterance, text }) => (
          <li key={`${callId} ${utterance}`}>
            <a href={toHash(['calls', callId])}>«{text}»</a>
          </li>
        ))}
      </ul>
      <p className="suggestion-advice">{recommendation}</p>
      <div className="category-buttons">
        <Button
          disabled={name.trim() === ''}
          loading={accept.isPending}
          onClick={() => accept.mutate({ id, name: name.trim(), recommendation })}
          size="compact-sm"
        >
          {t('categories.accept')}
        </Button>
        <Menu shadow="md">
          <Menu.Target>
            <Button loading={merge.isPending} size="compact-sm" variant="default">
              {t('categories.merge')}
            </Button>
          </Menu.Target>
          <Menu.Dropdown className="category-menu">
            {categories.map((category) => (
              <Menu.Item key={category.id} onClick={() => merge.mutate({ id, into: category.id })}>
                {nameOf(category.id)}
              </Menu.Item>
            ))}
          </Menu.Dropdown>
        </Menu>
        <Button
          color="gray"
          loading={reject.isPending}
          onClick={() => reject.mutate({ id })}
          size="compact-sm"
          variant="subtle"
        >
          {t('categories.reject')}
        </Button>
      </div>
    </li>
  );
}
