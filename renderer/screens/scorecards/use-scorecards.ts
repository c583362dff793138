/** Checklists as the screen reads and changes them. */

import { notifications } from '@mantine/notifications';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ScorecardDraft, ScorecardPreview } from '#core/domain/scorecard-editing.ts';
import type { ListedScorecard } from '#core/domain/scorecard.ts';
import { saveFile } from '../../components/save-file.ts';
import { useChecklistTitle } from '../../components/use-checklist-name.ts';
import { useFailure } from '../../components/use-failure.ts';
import { useCore, useCoreClient } from '../../rpc/core-context.tsx';

export const useScorecards = () => useQuery(useCore().scorecards.list.queryOptions());

/** @param id null reads nothing */
export const useScorecard = (id: string | null) =>
  useQuery(useCore().scorecards.find.queryOptions({ id: id ?? '' }, { enabled: id !== null }));

/** What can be done with a whole checklist. */
export function useScorecardActions() {
  const { t } = useTranslation();
  const core = useCore();
  const client = useCoreClient();
  const queryClient = useQueryClient();
  const titleOf = useChecklistTitle();
  const onError = useFailure();
  const refresh = (): void => void queryClient.invalidateQueries(core.scorecards.pathFilter());
  const use = useMutation({
    mutationFn: ({ id }: ListedScorecard) => client.scorecards.use.mutate({ id }),
    onSuccess: (_done, used) => {
      notifications.show({ message: t('scorecards.used', { name: titleOf(used) }) });
      refresh();
    },
    onError,
  });
  const remove = useMutation({
    mutationFn: ({ id }: ListedScorecard) => client.scorecards.remove.mutate({ id }),
    onSuccess: refresh,
    onError,
  });
  const load = useMutation({
    mutationFn: async (file: File) => client.scorecards.import.mutate({ text: await file.text() }),
    onSuccess: ({ name }) => {
      notifications.show({ message: t('scorecards.imported', { name }) });
      refresh();
    },
    onError,
  });
  const keep = useMutation({
    mutationFn: async ({ id }: ListedScorecard) => {
      const text = await client.scorecards.export.query({ id });
      saveFile(`${id}.json`, new Blob([text], { type: 'application/json' }));
    },
    onError,
  });
  const save = useMutation({
    mutationFn: (draft: ScorecardDraft) => client.scorecards.save.mutate(draft),
    onSuccess: ({ isActive }) => {
      notifications.show({ message: t(isActive ? 'scorecards.savedActive' : 'scorecards.saved') });
      refresh();
    },
    onError,
  });
  return { use, remove, load, keep, save };
}

export interface PreviewState {
  /** Null while nothing runs. */
  readonly progress: { readonly done: number; readonly total: number } | null;
  readonly result: ScorecardPreview | null;
  /** What the result is of. */
  readonly draft: ScorecardDraft | null;
  start(draft: ScorecardDraft, calls: number): void;
  cancel(): void;
}

/** Scores stored calls by a draft until that is done, stopped, or the screen is left. */
export function usePreview(): PreviewState {
  const client = useCoreClient();
  const fail = useFailure();
  const [progress, setProgress] = useState<PreviewState['progress']>(null);
  const [shown, setShown] = useState<Pick<PreviewState, 'result' | 'draft'>>({ result: null, draft: null });
  const running = useRef<{ unsubscribe(): void } | null>(null);
  const cancel = (): void => {
    running.current?.unsubscribe();
    running.current = null;
    setProgress(null);
  };
  useEffect(() => () => running.current?.unsubscribe(), []);
  return {
    ...{ progress, cancel, ...shown },
    start(draft, calls) {
      running.current?.unsubscribe();
      setProgress({ done: 0, total: calls });
      running.current = client.scorecards.preview.subscribe(
        { draft, calls },
        {
          onData: ({ result, ...step }) => {
            setProgress(result ? null : step);
            if (result) setShown({ result, draft });
          },
          onError: (error) => {
            setProgress(null);
            fail(error);
          },
        },
      );
    },
  };
}
