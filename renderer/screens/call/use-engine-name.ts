/** The name of what made a transcript, in the language of the screens. */

import { useQuery } from '@tanstack/react-query';
import { useCallback } from 'react';
import { useTranslation } from 'react-i18next';
import type { Maker } from '#core/domain/transcript.ts';
import { useLocalText } from '../../components/use-local-text.ts';
import { useCore } from '../../rpc/core-context.tsx';
import { engineName } from './engine-name.ts';

export function useEngineName(): (engine: Maker) => string {
  const { t } = useTranslation();
  const localText = useLocalText();
  const { data = null } = useQuery(useCore().models.list.queryOptions());
  return useCallback(
    (engine) => engineName(engine, data, { bundled: t('callScreen.versions.bundled'), localText }),
    [data, localText, t],
  );
}
