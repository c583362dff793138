/** Categories as the screen reads and changes them. */

import { notifications } from '@mantine/notifications';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { CategoryDraft, CategoryEdit, ListedCategory, SettlingState } from '#core/domain/category-editing.ts';
import type { ChangePreview } from '#core/domain/category-preview.ts';
import { useFailure } from '../../components/use-failure.ts';
import { useCore, useCoreClient } from '../../rpc/core-context.tsx';

export const useCategoryList = () => useQuery(useCore().categories.list.queryOptions());

/** Makes everything that shows categories read them again. */
export function useRefresh(): () => void {
  const queryClient = useQueryClient();
  return () => void queryClient.invalidateQueries();
}

/** How far stored calls follow the categories; when they have caught up, everything is read again. */
export function useSettling(): SettlingState | null {
  const client = useCoreClient();
  const queryClient = useQueryClient();
  const [state, setState] = useState<SettlingState | null>(null);
  useEffect(() => {
    let wasRunning = false;
    const subscription = client.categories.settling.subscribe(undefined, {
      onData: (next) => {
        setState(next);
        if (wasRunning && !next.isRunning) void queryClient.invalidateQueries();
        wasRunning = next.isRunning;
      },
    });
    return () => subscription.unsubscribe();
  }, [client, queryClient]);
  return state;
}

export interface PreviewState {
  readonly done: number;
  readonly total: number;
  readonly result: ChangePreview | null;
}

/** Looks at stored calls until the edit changes or the screen is left. */
export function usePreview(edit: CategoryEdit, onFailure: () => void): PreviewState {
  const client = useCoreClient();
  const fail = useFailure();
  const [state, setState] = useState<PreviewState>({ done: 0, total: 0, result: null });
  useEffect(() => {
    const subscription = client.categories.preview.subscribe(edit, {
      onData: setState,
      onError: (error) => {
        fail(error);
        onFailure();
      },
    });
    return () => subscription.unsubscribe();
    // eslint-disable-next-line react-hooks/exhaustive-deps -- the edit is one object for as long as its dialog is open
  }, [client, edit]);
  return state;
}

/** Categories as files. */
export function useCategoryFiles() {
  const { t } = useTranslation();
  const client = useCoreClient();
  const refresh = useRefresh();
  const onError = useFailure();
  const load = useMutation({
    mutationFn: async (file: File) => client.categories.import.mutate({ text: await file.text() }),
    onSuccess: ({ added, changed, unchanged }) => {
      const counts = { added: added.length, changed: changed.length, unchanged: unchanged.length };
      notifications.show({ message: t('categories.imported', counts) });
      refresh();
    },
    onError,
  });
  const save = useMutation({
    mutationFn: async () => saveFile(await client.categories.export.query(), 'razbor-categories.json'),
    onError,
  });
  return { load, save };
}

function saveFile(text: string, name: string): void {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(new Blob([text], { type: 'application/json' }));
  link.download = name;
  link.click();
  URL.revokeObjectURL(link.href);
}

export const EMPTY_DRAFT: CategoryDraft = {
  id: null,
  name: '',
  recommendation: '',
  examples: [],
  counterExamples: [],
  keywords: [],
  isEnabled: true,
};

export function draftOf(category: ListedCategory): CategoryDraft {
  const { id, name, recommendation, examples, counterExamples, keywords, isEnabled } = category;
  return { id, name, recommendation, examples, counterExamples, keywords, isEnabled };
}
