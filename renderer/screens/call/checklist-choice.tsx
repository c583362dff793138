/** Which checklist calls are scored by, and the way to where checklists are edited. */

import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { useChecklistTitle } from '../../components/use-checklist-name.ts';
import { useFailure } from '../../components/use-failure.ts';
import { toHash } from '../../routing.ts';
import { useCore } from '../../rpc/core-context.tsx';

export function ChecklistChoice({ activeId }: { readonly activeId: string }) {
  const { t } = useTranslation();
  const core = useCore();
  const queryClient = useQueryClient();
  const titleOf = useChecklistTitle();
  const { data: scorecards = [] } = useQuery(core.scorecards.list.queryOptions());
  const use = useMutation(
    core.scorecards.use.mutationOptions({
      onSuccess: () => queryClient.invalidateQueries(core.scorecards.pathFilter()),
      onError: useFailure(),
    }),
  );
  return (
    <div className="checklist-choice">
      <select
        aria-label={t('checklist.scorecard')}
        onChange={(event) => use.mutate({ id: event.target.value })}
        value={activeId}
      >
        {scorecards.map((scorecard) => (
          <option key={scorecard.id} value={scorecard.id}>
            {titleOf(scorecard)}
          </option>
        ))}
      </select>
      <a href={toHash(['scorecards', activeId])}>{t('scorecards.edit')}</a>
    </div>
  );
}
