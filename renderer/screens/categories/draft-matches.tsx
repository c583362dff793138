/** What a draft finds in stored calls while it is typed. */

import { Button } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { CategoryDraft, DraftMatch } from '#core/domain/category-editing.ts';
import { useFormats } from '../../components/format.ts';
import { toHash } from '../../routing.ts';
import { useCore } from '../../rpc/core-context.tsx';

const TYPING_MS = 400;

interface DraftMatchesProperties {
  readonly draft: CategoryDraft;
  readonly onExample: (text: string) => void;
  readonly onCounter: (text: string) => void;
}

export function DraftMatches({ draft, onExample, onCounter }: DraftMatchesProperties) {
  const { t } = useTranslation();
  const [settled] = useDebouncedValue(JSON.stringify(draft), TYPING_MS);
  const wanted = JSON.parse(settled) as CategoryDraft;
  const hasContent = wanted.examples.length + wanted.keywords.length > 0;
  const { data } = useQuery(
    useCore().categories.tryOut.queryOptions(wanted, { enabled: hasContent, placeholderData: keepPreviousData }),
  );
  const matches = hasContent ? (data?.matches ?? []) : [];
  return (
    <section aria-label={t('categories.matches')} className="category-matches">
      <h2>{t('categories.matches')}</h2>
      <p aria-live="polite" className="dimmed number">
        {hasContent && data
          ? t('categories.found', { count: data.found, looked: data.looked })
          : t('categories.noMatches')}
      </p>
      <ul>
        {matches.map((match) => (
          <Match key={`${match.callId} ${match.utterance}`} match={match} onCounter={onCounter} onExample={onExample} />
        ))}
      </ul>
    </section>
  );
}

function Match({
  match,
  onExample,
  onCounter,
}: { readonly match: DraftMatch } & Omit<DraftMatchesProperties, 'draft'>) {
  const { t } = useTranslation();
  const formats = useFormats();
  const { callId, text, score } = match;
  const isFound = score >= 0.5;
  return (
    <li className={isFound ? 'category-match is-found' : 'category-match'}>
      <a href={toHash(['calls', callId])}>{text}</a>
      <span className="category-match-foot">
        <span className="number">
          {isFound ? formats.share(score, 1) : `${t('categories.nearly')}, ${formats.share(score, 1)}`}
        </span>
        <Button onClick={() => onExample(text)} size="compact-xs" variant="subtle">
          {t('categories.asExample')}
        </Button>
        <Button color="gray" onClick={() => onCounter(text)} size="compact-xs" variant="subtle">
          {t('categories.asCounter')}
        </Button>
      </span>
    </li>
  );
}
