/** Сеть: the proxy server, and work without network. */

import { Switch } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { SettingsState } from '#core/domain/settings.ts';
import { SettingCard } from '../../components/setting-card.tsx';
import { useFailure } from '../../components/use-failure.ts';
import { useCore } from '../../rpc/core-context.tsx';
import { ProxyCard } from './proxy-card.tsx';

export function NetworkSection({ settings: { data, proxy } }: { readonly settings: SettingsState }) {
  const { t } = useTranslation();
  const core = useCore();
  const setOffline = useMutation(core.maintenance.setOffline.mutationOptions({ onError: useFailure() }));
  return (
    <>
      <ProxyCard isOffline={data.isOffline} setting={proxy.setting} />
      <SettingCard hint={t('settings.network.offlineHint')} title={t('settings.network.offline')}>
        <Switch
          checked={data.isOffline}
          label={t('settings.network.offlineSwitch')}
          onChange={(event) => setOffline.mutate({ isOffline: event.currentTarget.checked })}
        />
      </SettingCard>
    </>
  );
}
