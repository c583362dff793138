/** What is wrong with a draft, in words, with the name of what it is about. */

import { useTranslation } from 'react-i18next';
import type { ScorecardDraft, ScorecardProblem } from '#core/domain/scorecard-editing.ts';
import { useFormats } from '../../components/format.ts';
import { criteriaOf } from './edit-draft.ts';

export function useProblemText(): (problem: ScorecardProblem) => string {
  const { t } = useTranslation();
  const formats = useFormats();
  return (problem) =>
    t(`scorecards.problem.${problem.kind}`, {
      sum: 'sum' in problem ? formats.number(problem.sum) : '',
      phrase: 'phrase' in problem ? problem.phrase : '',
    });
}

/** The problem that a field tells of, for those it is about. */
export const problemAt = (
  problems: readonly ScorecardProblem[],
  at: string | null,
  ...kinds: readonly ScorecardProblem['kind'][]
): ScorecardProblem | undefined => problems.find((problem) => problem.at === at && kinds.includes(problem.kind));

/** The name of a stage, criterion or critical error; its place where it has none. */
export function nameOfPart(draft: ScorecardDraft, id: string | null): string {
  if (id === null) return draft.name;
  const parts = [...draft.stages, ...criteriaOf(draft), ...draft.criticalErrors];
  return parts.find((part) => part.id === id)?.name ?? '';
}
