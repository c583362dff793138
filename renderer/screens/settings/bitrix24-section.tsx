/** Битрикс24: the connection, pulling now and by schedule, writing back. */

import { Button, Group, Modal, Stack, Text } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ConnectedPortal } from '#core/domain/connection.ts';
import type { SettingsState } from '#core/domain/settings.ts';
import { ConnectForm } from '../../components/connect/connect-form.tsx';
import { useFormats } from '../../components/format.ts';
import { Icon } from '../../components/icons.tsx';
import { SettingCard } from '../../components/setting-card.tsx';
import { useTimeZone } from '../../components/use-app-info.tsx';
import { useFailure } from '../../components/use-failure.ts';
import { useCore } from '../../rpc/core-context.tsx';
import { PullCard } from './pull-card.tsx';
import { ScheduleCard } from './schedule-card.tsx';
import { WriteBackCard } from './write-back-card.tsx';

export function Bitrix24Section({ settings }: { readonly settings: SettingsState }) {
  const { t } = useTranslation();
  const { portal } = settings.connection;
  const [isAnother, setIsAnother] = useState(false);
  return (
    <>
      <SettingCard hint={t('settings.connect.hint')} title={t('settings.connect.title')}>
        {portal && <Connected onAnother={() => setIsAnother(true)} portal={portal} />}
        {(!portal || isAnother) && <ConnectForm onSaved={() => setIsAnother(false)} />}
      </SettingCard>
      {portal && (
        <>
          <PullCard lastPull={settings.lastPull} />
          <ScheduleCard state={settings.schedule} />
          <WriteBackCard state={settings.writeBack} />
        </>
      )}
    </>
  );
}

function Connected({ portal, onAnother }: { readonly portal: ConnectedPortal; readonly onAnother: () => void }) {
  const { t } = useTranslation();
  const core = useCore();
  const formats = useFormats();
  const timeZone = useTimeZone();
  const onError = useFailure();
  const [isAsking, asking] = useDisclosure(false);
  const disconnect = useMutation(core.connection.disconnect.mutationOptions({ onSuccess: asking.close, onError }));
  const { userName, address, isAdmin, checkedAt, coverage, canDownload } = portal;
  return (
    <Stack gap="sm">
      <Group gap="sm" wrap="nowrap">
        <span className="check-good">
          <Icon name="handled" />
        </span>
        <div>
          <Text fw={500}>
            {t('settings.connect.connected', { name: userName, address })}
            {isAdmin && `, ${t('settings.connect.administrator')}`}
          </Text>
          <Text c="dimmed" size="sm">
            {t('settings.connect.checkedAt', { moment: formats.moment(checkedAt, timeZone) })}.{' '}
            {t(`settings.verdict.${coverage}`)}
            {!canDownload && `. ${t('settings.verdict.recordingsNo')}`}
          </Text>
        </div>
      </Group>
      <Group>
        <Button onClick={onAnother} variant="default">
          {t('settings.connect.again')}
        </Button>
        <Button color="red" onClick={asking.open} variant="subtle">
          {t('settings.connect.disconnect')}
        </Button>
      </Group>
      <Modal onClose={asking.close} opened={isAsking} title={t('settings.connect.disconnectTitle')}>
        <Text mb="md">{t('settings.connect.disconnectText')}</Text>
        <Group justify="end">
          <Button onClick={asking.close} variant="default">
            {t('settings.cancel')}
          </Button>
          <Button color="red" loading={disconnect.isPending} onClick={() => disconnect.mutate()}>
            {t('settings.connect.disconnect')}
          </Button>
        </Group>
      </Modal>
    </Stack>
  );
}
