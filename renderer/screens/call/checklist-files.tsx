/** Which scorecard calls are scored by; scorecards as files. */

import { Button, FileButton } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { toApiError, useCore, useCoreClient } from '../../rpc/core-context.tsx';
import { errorText } from '../../texts/index.ts';

export function ChecklistFiles({ activeId }: { readonly activeId: string }) {
  const { t, i18n } = useTranslation();
  const core = useCore();
  const client = useCoreClient();
  const queryClient = useQueryClient();
  const { data: scorecards = [] } = useQuery(core.scorecards.list.queryOptions());
  const options = {
    onSuccess: () => queryClient.invalidateQueries(core.scorecards.pathFilter()),
    onError: (error: unknown) => {
      const { title, advice } = errorText(toApiError(error), i18n.language);
      notifications.show({ color: 'red', title, message: advice });
    },
  };
  const use = useMutation(core.scorecards.use.mutationOptions(options));
  const load = useMutation({
    mutationFn: async (file: File) => client.scorecards.import.mutate({ text: await file.text() }),
    ...options,
  });
  const save = useMutation({
    mutationFn: async () => saveFile(await client.scorecards.export.query({ id: activeId }), `${activeId}.json`),
    onError: options.onError,
  });
  return (
    <div className="checklist-files">
      <select
        aria-label={t('checklist.scorecard')}
        onChange={(event) => use.mutate({ id: event.target.value })}
        value={activeId}
      >
        {scorecards.map(({ id, name }) => (
          <option key={id} value={id}>
            {name}
          </option>
        ))}
      </select>
      <Button onClick={() => save.mutate()} size="compact-xs" variant="subtle">
        {t('checklist.export')}
      </Button>
      <FileButton accept="application/json,.json" onChange={(file) => file && load.mutate(file)}>
        {(properties) => (
          <Button {...properties} size="compact-xs" variant="subtle">
            {t('checklist.import')}
          </Button>
        )}
      </FileButton>
    </div>
  );
}

function saveFile(text: string, name: string): void {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(new Blob([text], { type: 'application/json' }));
  link.download = name;
  link.click();
  URL.revokeObjectURL(link.href);
}
