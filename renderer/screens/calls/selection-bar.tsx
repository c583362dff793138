/** What can be done with the chosen calls. */

import { Button } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useMutation } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { toApiError, useCore } from '../../rpc/core-context.tsx';
import { errorText } from '../../texts/index.ts';
import type { Selection } from './use-selection.ts';

export function SelectionBar({ selection }: { readonly selection: Selection }) {
  const { t, i18n } = useTranslation();
  const core = useCore();
  const redo = useMutation(
    core.processing.redo.mutationOptions({
      onSuccess: (count) => {
        notifications.show({ message: count > 0 ? t('calls.redone', { count }) : t('calls.redoneNone') });
        selection.set([]);
      },
      onError: (error) => {
        const { title, advice } = errorText(toApiError(error), i18n.language);
        notifications.show({ color: 'red', title, message: advice });
      },
    }),
  );
  const callIds = [...selection.ids];
  return (
    <div className="selection-bar" role="toolbar">
      <b>{t('calls.selected', { count: callIds.length })}</b>
      <Button
        loading={redo.isPending}
        onClick={() => redo.mutate({ callIds, stage: 'analyse' })}
        size="xs"
        variant="light"
      >
        {t('calls.redoAnalyse')}
      </Button>
      <Button
        loading={redo.isPending}
        onClick={() => redo.mutate({ callIds, stage: 'transcribe' })}
        size="xs"
        variant="default"
      >
        {t('calls.redoTranscribe')}
      </Button>
      <Button onClick={() => selection.set([])} size="xs" variant="subtle">
        {t('calls.clearSelection')}
      </Button>
    </div>
  );
}
