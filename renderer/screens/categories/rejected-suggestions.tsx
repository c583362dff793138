/** How many themes are not to be suggested again, and the way to take that back. */

import { Button } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useMutation } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { useFailure } from '../../components/use-failure.ts';
import { useCore } from '../../rpc/core-context.tsx';
import { useRefresh } from './use-categories.ts';

export function RejectedSuggestions({ count }: { readonly count: number }) {
  const { t } = useTranslation();
  const core = useCore();
  const refresh = useRefresh();
  const forget = useMutation(
    core.suggestions.forgetRejected.mutationOptions({
      onSuccess: () => {
        notifications.show({ message: t('categories.rejectedForgotten') });
        refresh();
      },
      onError: useFailure(),
    }),
  );
  return (
    <p className="rejected-suggestions dimmed">
      {t('categories.rejected', { count })}
      <Button loading={forget.isPending} onClick={() => forget.mutate()} size="compact-sm" variant="subtle">
        {t('categories.forgetRejected')}
      </Button>
    </p>
  );
}
