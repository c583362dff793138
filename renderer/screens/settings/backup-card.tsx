/** A copy of the database, and its way back. */

import { Alert, Button, Group, Modal, Text } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { DataState } from '#core/domain/data-folder.ts';
import { PathField } from '../../components/path-field.tsx';
import { SettingCard } from '../../components/setting-card.tsx';
import { useFailure } from '../../components/use-failure.ts';
import { useCore } from '../../rpc/core-context.tsx';
import { useSizeText } from './use-size-text.ts';

export function BackupCard({ data }: { readonly data: DataState }) {
  const { t } = useTranslation();
  const core = useCore();
  const sizeText = useSizeText();
  const onError = useFailure();
  const [folder, setFolder] = useState(`${data.dataDir}${data.dataDir.includes('\\') ? '\\' : '/'}backups`);
  const backup = useMutation(core.maintenance.backup.mutationOptions({ onError }));
  return (
    <SettingCard hint={t('settings.data.backupHint')} title={t('settings.data.backup')}>
      <Group align="end">
        <PathField
          kinds={['backup-folder']}
          label={t('settings.data.backupFolder')}
          onChange={setFolder}
          value={folder}
        />
        <Button disabled={folder === ''} loading={backup.isPending} onClick={() => backup.mutate({ folder })}>
          {t('settings.data.backupRun')}
        </Button>
      </Group>
      {backup.data && (
        <Text className="path" role="status">
          {t('settings.data.backupDone', { file: backup.data.file, size: sizeText(backup.data.sizeBytes) })}
        </Text>
      )}
      <Restore suggested={backup.data?.file ?? ''} />
      {data.isRestorePending && <Pending canRestart={data.canRestart} />}
    </SettingCard>
  );
}

function Restore({ suggested }: { readonly suggested: string }) {
  const { t } = useTranslation();
  const core = useCore();
  const [typed, setTyped] = useState<string | null>(null);
  const [isAsking, asking] = useDisclosure(false);
  const restore = useMutation(
    core.maintenance.restore.mutationOptions({ onSettled: asking.close, onError: useFailure() }),
  );
  const file = typed ?? suggested;
  return (
    <>
      <Group align="end">
        <PathField kinds={['backup-file']} label={t('settings.data.restoreFile')} onChange={setTyped} value={file} />
        <Button disabled={file === ''} onClick={asking.open} variant="default">
          {t('settings.data.restoreRun')}
        </Button>
      </Group>
      <Modal onClose={asking.close} opened={isAsking} title={t('settings.data.restoreTitle')}>
        <Text mb="md">{t('settings.data.restoreText')}</Text>
        <Group justify="end">
          <Button onClick={asking.close} variant="default">
            {t('settings.cancel')}
          </Button>
          <Button loading={restore.isPending} onClick={() => restore.mutate({ file })}>
            {t('settings.data.restoreRun')}
          </Button>
        </Group>
      </Modal>
    </>
  );
}

function Pending({ canRestart }: { readonly canRestart: boolean }) {
  const { t } = useTranslation();
  const core = useCore();
  const restart = useMutation(core.maintenance.restart.mutationOptions());
  return (
    <Alert color="yellow" variant="outline">
      <Text>{t('settings.data.restorePending')}</Text>
      {canRestart && (
        <Button mt="xs" onClick={() => restart.mutate()} variant="default">
          {t('settings.data.restart')}
        </Button>
      )}
    </Alert>
  );
}
