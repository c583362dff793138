/** Which checklist the scores that are shown come from, with the way to it. */

import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { toHash } from '../routing.ts';
import { useCore } from '../rpc/core-context.tsx';
import { useChecklistTitle } from './use-checklist-name.ts';

export function ScoredBy() {
  const { t } = useTranslation();
  const titleOf = useChecklistTitle();
  const { data } = useQuery(useCore().scorecards.list.queryOptions());
  const active = data?.find(({ isActive }) => isActive);
  if (!active) return null;
  return (
    <a className="scored-by" href={toHash(['scorecards', active.id])}>
      {t('scorecards.scoredBy', { name: titleOf(active) })}
    </a>
  );
}
