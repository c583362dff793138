/** Whether categories learn from the lead's corrections, and the way to take all of them back. */

import { Button, Group, Modal, Switch, Text } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { SettingCard } from '../../components/setting-card.tsx';
import { useFailure } from '../../components/use-failure.ts';
import { useCore } from '../../rpc/core-context.tsx';

export function LearningCard() {
  const { t } = useTranslation();
  const core = useCore();
  const queryClient = useQueryClient();
  const [isAsking, { open, close }] = useDisclosure(false);
  const { data } = useQuery(core.corrections.summary.queryOptions());
  const settled = { onSuccess: () => queryClient.invalidateQueries(), onError: useFailure() };
  const setLearning = useMutation(core.corrections.setLearning.mutationOptions(settled));
  const reset = useMutation(core.corrections.reset.mutationOptions({ ...settled, onSettled: close }));
  if (!data) return null;
  return (
    <SettingCard hint={t('settings.learning.hint')} title={t('settings.learning.title')}>
      <Switch
        checked={data.isLearning}
        label={t('settings.learning.isOn')}
        onChange={(event) => setLearning.mutate({ isLearning: event.currentTarget.checked })}
      />
      <Group>
        <Text c="dimmed">{t('settings.learning.total', { count: data.total })}</Text>
        {data.total > 0 && (
          <Button onClick={open} size="xs" variant="default">
            {t('settings.learning.reset')}
          </Button>
        )}
      </Group>
      <Modal
        closeButtonProps={{ 'aria-label': t('settings.cancel') }}
        onClose={close}
        opened={isAsking}
        title={t('settings.learning.reset')}
      >
        <Text mb={16}>{t('settings.learning.question')}</Text>
        <Group justify="end">
          <Button onClick={close} variant="default">
            {t('settings.cancel')}
          </Button>
          <Button color="red" loading={reset.isPending} onClick={() => reset.mutate()}>
            {t('settings.learning.reset')}
          </Button>
        </Group>
      </Modal>
    </SettingCard>
  );
}
