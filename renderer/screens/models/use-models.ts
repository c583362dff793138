/** The models and the work on them, kept up to date by the core. */

import { notifications } from '@mantine/notifications';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useCallback, useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ModelItem, ModelList, ModelWorkState } from '#core/domain/models.ts';
import { useLocalText } from '../../components/use-local-text.ts';
import { toApiError, useCore, useCoreClient } from '../../rpc/core-context.tsx';
import { errorText } from '../../texts/index.ts';

export function useModelWork(): ModelWorkState | null {
  const client = useCoreClient();
  const core = useCore();
  const queryClient = useQueryClient();
  const [state, setState] = useState<ModelWorkState | null>(null);
  useEffect(() => {
    let revision: number | null = null;
    const subscription = client.models.state.subscribe(undefined, {
      onData: (next) => {
        setState(next);
        if (revision !== null && revision !== next.revision) {
          void queryClient.invalidateQueries({ queryKey: core.models.list.queryKey() });
          void queryClient.invalidateQueries({ queryKey: core.refining.plain.queryKey() });
        }
        revision = next.revision;
      },
    });
    return () => subscription.unsubscribe();
  }, [client, core, queryClient]);
  return state;
}

/** A model with its texts in the language of the screens. */
export interface ShownModel extends Omit<ModelItem, 'title' | 'description'> {
  readonly title: string;
  readonly description: string;
}

export type ShownList = Omit<ModelList, 'models'> & { readonly models: readonly ShownModel[] };

export function useModelList() {
  const localText = useLocalText();
  const select = useCallback(
    (list: ModelList): ShownList => ({
      ...list,
      models: list.models.map((model) => ({
        ...model,
        title: localText(model.title),
        description: localText(model.description),
      })),
    }),
    [localText],
  );
  return useQuery({ ...useCore().models.list.queryOptions(), select });
}

/** What can be done with models; refusals are told in a corner. */
export function useModelActions() {
  const core = useCore();
  const { i18n } = useTranslation();
  const onError = (error: unknown): void => {
    const { title, advice } = errorText(toApiError(error), i18n.language);
    notifications.show({ color: 'red', title, message: advice });
  };
  const install = useMutation(core.models.install.mutationOptions({ onError }));
  const importFrom = useMutation(core.models.import.mutationOptions({ onError }));
  const verify = useMutation(core.models.verify.mutationOptions({ onError }));
  const remove = useMutation(core.models.remove.mutationOptions({ onError }));
  const cancel = useMutation(core.models.cancel.mutationOptions({ onError }));
  const useEngine = useMutation(core.models.useEngine.mutationOptions({ onError }));
  const setMirror = useMutation(core.models.setMirror.mutationOptions({ onError }));
  return {
    install: (id: string) => install.mutate({ id }),
    importFrom: (path: string) => importFrom.mutate({ path }),
    verify: (id: string) => verify.mutate({ id }),
    remove: (id: string) => remove.mutate({ id }),
    cancel: () => cancel.mutate(),
    choose: (id: string) => useEngine.mutate({ id }),
    setMirror: (url: string | null) => setMirror.mutate({ url }),
  };
}

/** Transcripts older than the models for punctuation and speakers, and hearing them again. */
export function usePlainTranscripts() {
  const core = useCore();
  const queryClient = useQueryClient();
  const { i18n } = useTranslation();
  const { data } = useQuery(core.refining.plain.queryOptions());
  const hearAgain = useMutation(
    core.refining.hearAgain.mutationOptions({
      onSuccess: () => queryClient.invalidateQueries({ queryKey: core.refining.plain.queryKey() }),
      onError: (error) => {
        const { title, advice } = errorText(toApiError(error), i18n.language);
        notifications.show({ color: 'red', title, message: advice });
      },
    }),
  );
  return { counts: data, hearAgain };
}

export type ModelActions = ReturnType<typeof useModelActions>;
