/** Речь: whose channel it is, and the words of the company. */

import { Loader, SegmentedControl } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { AGENT_CHANNELS } from '#core/domain/settings.ts';
import { SettingCard } from '../../components/setting-card.tsx';
import { ErrorState } from '../../components/states.tsx';
import { useFailure } from '../../components/use-failure.ts';
import { useCore } from '../../rpc/core-context.tsx';
import { VocabularyCard } from './vocabulary-card.tsx';

export function SpeechSection() {
  const { t } = useTranslation();
  const core = useCore();
  const queryClient = useQueryClient();
  const { data, error, refetch } = useQuery(core.vocabulary.get.queryOptions());
  const set = useMutation(
    core.vocabulary.setAgentChannel.mutationOptions({
      onSuccess: () => queryClient.invalidateQueries({ queryKey: core.vocabulary.get.queryKey() }),
      onError: useFailure(),
    }),
  );
  if (error) return <ErrorState error={error} onRetry={() => void refetch()} />;
  if (!data) return <Loader className="loader" />;
  return (
    <>
      <SettingCard hint={t('settings.speech.channelHint')} title={t('settings.speech.channel')}>
        <SegmentedControl
          aria-label={t('settings.speech.channel')}
          data={AGENT_CHANNELS.map((channel) => ({ value: channel, label: t(`settings.speech.channels.${channel}`) }))}
          onChange={(agentChannel) => set.mutate({ agentChannel })}
          value={data.agentChannel}
        />
      </SettingCard>
      <VocabularyCard entries={data.entries} />
    </>
  );
}
