/** Telling that an action did not work: what happened and what to do. */

import { notifications } from '@mantine/notifications';
import { useCallback } from 'react';
import { useTranslation } from 'react-i18next';
import { toApiError } from '../rpc/core-context.tsx';
import { errorText } from '../texts/index.ts';

/** @returns for `onError` of a mutation */
export function useFailure(): (error: unknown) => void {
  const { i18n } = useTranslation();
  return useCallback(
    (error) => {
      const { title, advice } = errorText(toApiError(error), i18n.language);
      notifications.show({ color: 'red', title, message: advice });
    },
    [i18n],
  );
}
