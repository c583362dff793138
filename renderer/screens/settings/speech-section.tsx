/** Речь: how recordings are turned into text. */

import { SegmentedControl } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { AGENT_CHANNELS } from '#core/domain/settings.ts';
import type { SettingsState } from '#core/domain/settings.ts';
import { SettingCard } from '../../components/setting-card.tsx';
import { useFailure } from '../../components/use-failure.ts';
import { useCore } from '../../rpc/core-context.tsx';

export function SpeechSection({ settings }: { readonly settings: SettingsState }) {
  const { t } = useTranslation();
  const core = useCore();
  const set = useMutation(core.settings.setAgentChannel.mutationOptions({ onError: useFailure() }));
  return (
    <SettingCard hint={t('settings.speech.channelHint')} title={t('settings.speech.channel')}>
      <SegmentedControl
        aria-label={t('settings.speech.channel')}
        data={AGENT_CHANNELS.map((channel) => ({ value: channel, label: t(`settings.speech.channels.${channel}`) }))}
        onChange={(channel) => set.mutate({ channel })}
        value={settings.agentChannel}
      />
    </SettingCard>
  );
}
