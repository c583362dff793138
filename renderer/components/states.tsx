/** What stands in for content: nothing there yet, or something went wrong. */

import { Button, Stack, Text, Title } from '@mantine/core';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { toApiError } from '../rpc/core-context.tsx';
import { errorText } from '../texts/index.ts';
import { Icon } from './icons.tsx';

interface EmptyProperties {
  readonly title: string;
  readonly hint: string;
  readonly action?: ReactNode;
}

export function EmptyState({ title, hint, action }: EmptyProperties) {
  return (
    <Stack align="center" gap="xs" maw={460} mx="auto" py={64} ta="center">
      <Title order={2}>{title}</Title>
      <Text c="dimmed">{hint}</Text>
      {action}
    </Stack>
  );
}

export function ErrorState({ error, onRetry }: { readonly error: unknown; readonly onRetry?: () => void }) {
  const { t, i18n } = useTranslation();
  const { code, details } = toApiError(error);
  const { title, advice } = errorText({ code, details }, i18n.language);
  const logId = details['logId'];
  return (
    <Stack align="center" gap="xs" maw={460} mx="auto" py={64} role="alert" ta="center">
      <span className="verdict-ignored">
        <Icon name="warning" size={24} />
      </span>
      <Title order={2}>{title}</Title>
      <Text c="dimmed">{advice}</Text>
      {typeof logId === 'string' && (
        <Text c="dimmed" size="xs">
          {t('error.technical', { id: logId })}
        </Text>
      )}
      {onRetry && (
        <Button mt="xs" onClick={onRetry} variant="default">
          {t('error.retry')}
        </Button>
      )}
    </Stack>
  );
}
