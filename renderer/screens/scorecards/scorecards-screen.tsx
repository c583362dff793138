/** Checklists: the list, and one of them open to look at or to edit. */

import { Loader } from '@mantine/core';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { ScorecardDraft } from '#core/domain/scorecard-editing.ts';
import type { Scorecard } from '#core/domain/scorecard.ts';
import { ErrorState } from '../../components/states.tsx';
import { BUILTIN_CHECKLIST_ID, useChecklistName, useChecklistTitle } from '../../components/use-checklist-name.ts';
import { emptyDraft } from './edit-draft.ts';
import { ScorecardEditor } from './scorecard-editor.tsx';
import { ScorecardList } from './scorecard-list.tsx';
import { ScorecardView } from './scorecard-view.tsx';
import { useScorecard } from './use-scorecards.ts';

/** In the address, in place of the id of a checklist. */
export const NEW = '+';

interface ScorecardsScreenProperties {
  /** Of the checklist that is open. */
  readonly id?: string | undefined;
  readonly query: URLSearchParams;
}

export function ScorecardsScreen({ id, query }: ScorecardsScreenProperties) {
  if (id === undefined) return <ScorecardList />;
  return id === NEW ? <NewScorecard from={query.get('from')} /> : <OneScorecard id={id} />;
}

function OneScorecard({ id }: { readonly id: string }) {
  const { data, error, refetch } = useScorecard(id);
  if (error) return <ErrorState error={error} onRetry={() => void refetch()} />;
  if (!data) return <Loader className="loader" />;
  if (data.id === BUILTIN_CHECKLIST_ID) return <ScorecardView scorecard={data} />;
  return <ScorecardEditor initial={data} key={id} place={id} />;
}

/** @param from id of the checklist that it begins as a copy of */
function NewScorecard({ from }: { readonly from: string | null }) {
  const { data, error, refetch } = useScorecard(from);
  if (error) return <ErrorState error={error} onRetry={() => void refetch()} />;
  if (from !== null && !data) return <Loader className="loader" />;
  const place = `${NEW} ${from ?? ''}`;
  return data ? <CopyEditor key={place} place={place} scorecard={data} /> : <EmptyEditor key={place} place={place} />;
}

function EmptyEditor({ place }: { readonly place: string }) {
  const initial = useMemo(() => emptyDraft(), []);
  return <ScorecardEditor initial={initial} place={place} />;
}

/** A copy has the names as they are shown: those of the built-in checklist in the language of the screens. */
function CopyEditor({ place, scorecard }: { readonly place: string; readonly scorecard: Scorecard }) {
  const { t } = useTranslation();
  const nameOf = useChecklistName(scorecard.id);
  const titleOf = useChecklistTitle();
  const initial = useMemo((): ScorecardDraft => {
    const { topics, stages, criticalErrors } = scorecard;
    return {
      id: null,
      name: t('scorecards.copyName', { name: titleOf(scorecard) }),
      topics,
      stages: stages.map((stage) => ({
        ...stage,
        name: nameOf('stage', stage),
        criteria: stage.criteria.map((one) => ({ ...one, name: nameOf('criterion', one) })),
      })),
      criticalErrors: criticalErrors.map((error) => ({ ...error, name: nameOf('criterion', error) })),
    };
  }, [scorecard, nameOf, titleOf, t]);
  return <ScorecardEditor initial={initial} place={place} />;
}
