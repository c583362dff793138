/** What is wrong with a draft, in words, with the name of what it is about. */

import { useTranslation } from 'react-i18next';
import type { ScorecardDraft, ScorecardProblem } from '#core/domain/scorecard-editing.ts';
import { useFormats } from '../../components/format.ts';

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

/** What a problem is about, by its name; by its place where it has none. */
export function usePartLabel(): (draft: ScorecardDraft, id: string | null) => string {
  const { t } = useTranslation();
  return ({ stages, criticalErrors }, id) => {
    const named = (name: string, unnamed: string): string => (name.trim() === '' ? unnamed : `«${name.trim()}»`);
    for (const [index, stage] of stages.entries()) {
      if (stage.id === id) return named(stage.name, t('scorecards.stagePlace', { place: index + 1 }));
      const at = stage.criteria.findIndex((criterion) => criterion.id === id);
      const criterion = stage.criteria[at];
      if (criterion) return named(criterion.name, t('scorecards.criterion', { place: at + 1 }));
    }
    const at = criticalErrors.findIndex((error) => error.id === id);
    const error = criticalErrors[at];
    return error ? named(error.name, t('scorecards.errorPlace', { place: at + 1 })) : t('scorecards.whole');
  };
}
