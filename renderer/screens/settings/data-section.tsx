/** Данные: what lies where, what is deleted when, copies, logs. */

import { Button, Group, Progress, Text } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useMutation, useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { DataState, DownloadedFile, FolderSizes } from '#core/domain/data-folder.ts';
import type { SettingsState } from '#core/domain/settings.ts';
import { useFormats } from '../../components/format.ts';
import { saveFile } from '../../components/save-file.ts';
import { SettingCard } from '../../components/setting-card.tsx';
import { useFailure } from '../../components/use-failure.ts';
import { useCore } from '../../rpc/core-context.tsx';
import { BackupCard } from './backup-card.tsx';
import { RetentionCard } from './retention-card.tsx';
import { useSizeText } from './use-size-text.ts';

export function DataSection({ settings: { data } }: { readonly settings: SettingsState }) {
  return (
    <>
      {data.chore && <ChoreProgress chore={data.chore} />}
      <SizesCard data={data} />
      <RetentionCard data={data} />
      <BackupCard data={data} />
      <LogsCard />
      {data.demoCalls > 0 && <DemoCard calls={data.demoCalls} />}
    </>
  );
}

function ChoreProgress({ chore }: { readonly chore: NonNullable<DataState['chore']> }) {
  const { t } = useTranslation();
  const core = useCore();
  const cancel = useMutation(core.maintenance.cancel.mutationOptions({ onError: useFailure() }));
  const text = t(`settings.data.chore.${chore.kind}`);
  return (
    <section aria-label={text} className="card">
      <Group justify="space-between" mb="xs">
        <Text aria-live="polite">{text}</Text>
        <Button onClick={() => cancel.mutate()} size="compact-sm" variant="default">
          {t('settings.stop')}
        </Button>
      </Group>
      <Progress aria-label={text} value={chore.share * 100} />
    </section>
  );
}

const KINDS = ['recordings', 'database', 'models', 'reports', 'logs'] as const satisfies readonly (keyof FolderSizes)[];

function SizesCard({ data }: { readonly data: DataState }) {
  const { t } = useTranslation();
  const core = useCore();
  const sizeText = useSizeText();
  const { data: sizes } = useQuery({ ...core.maintenance.sizes.queryOptions(), staleTime: 0 });
  const total = sizes && KINDS.reduce((sum, kind) => sum + sizes[kind], 0);
  return (
    <SettingCard title={t('settings.data.folder')}>
      <p className="path">{data.dataDir}</p>
      <dl className="sizes number">
        {KINDS.map((kind) => (
          <div key={kind}>
            <dt>{t(`settings.data.sizes.${kind}`)}</dt>
            <dd>{sizes ? sizeText(sizes[kind]) : '…'}</dd>
          </div>
        ))}
        <div>
          <dt>{t('settings.data.total')}</dt>
          <dd>{total === undefined ? '…' : sizeText(total)}</dd>
        </div>
      </dl>
    </SettingCard>
  );
}

function LogsCard() {
  const { t } = useTranslation();
  const core = useCore();
  const logs = useMutation(core.maintenance.logs.mutationOptions({ onSuccess: keepLogs, onError: useFailure() }));
  return (
    <SettingCard hint={t('settings.data.logsHint')} title={t('settings.data.logs')}>
      <Group>
        <Button loading={logs.isPending} onClick={() => logs.mutate()} variant="default">
          {t('settings.data.logsRun')}
        </Button>
      </Group>
    </SettingCard>
  );
}

function keepLogs({ name, base64 }: DownloadedFile): void {
  const bytes = Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0));
  saveFile(name, new Blob([bytes], { type: 'application/zip' }));
}

function DemoCard({ calls }: { readonly calls: number }) {
  const { t } = useTranslation();
  const core = useCore();
  const formats = useFormats();
  const remove = useMutation(
    core.maintenance.removeDemo.mutationOptions({
      onSuccess: () => notifications.show({ message: t('settings.data.demoDone') }),
      onError: useFailure(),
    }),
  );
  return (
    <SettingCard hint={t('settings.data.demoHint')} title={t('settings.data.demo')}>
      <Group>
        <Button loading={remove.isPending} onClick={() => remove.mutate()} variant="default">
          {t('settings.data.demoRun', { calls: formats.number(calls) })}
        </Button>
      </Group>
    </SettingCard>
  );
}
