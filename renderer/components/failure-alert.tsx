/** What went wrong, and what to do, where it happened. */

import { Alert } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { toApiError } from '../rpc/core-context.tsx';
import { errorText } from '../texts/index.ts';

export function FailureAlert({ error }: { readonly error: unknown }) {
  const { i18n } = useTranslation();
  const { title, advice } = errorText(toApiError(error), i18n.language);
  return (
    <Alert color="red" role="alert" title={title} variant="outline" w="100%">
      {advice}
    </Alert>
  );
}
