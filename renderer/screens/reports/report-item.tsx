/** One report of the history: shown on a click, saved in other formats, deleted. */

import { ActionIcon, Button, Group, Menu, Progress, Text } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { StoredReport } from '#core/domain/stored-report.ts';
import { useFormats } from '../../components/format.ts';
import { Icon } from '../../components/icons.tsx';
import { useAppInfo, useTimeZone } from '../../components/use-app-info.tsx';
import { useCore } from '../../rpc/core-context.tsx';
import { useSaving } from './use-saving.ts';
import type { Saving, SavingActions } from './use-saving.ts';

/** In the order people ask for them. */
const SAVED_AS = ['html', 'xlsx', 'csv', 'json'] as const;
const BYTES_PER_MEGABYTE = 1_000_000;

interface ReportItemProperties {
  readonly report: StoredReport;
  readonly isShown: boolean;
  readonly onShow: () => void;
}

export function ReportItem({ report, isShown, onShow }: ReportItemProperties) {
  const { t } = useTranslation();
  const formats = useFormats();
  const timeZone = useTimeZone();
  const { saving, save, stop } = useSaving(report);
  const { agents, departments } = useAppInfo() ?? {};
  const { filter, masking } = report.request;
  const about = t('reports.about', {
    calls: t('calls.found', { count: report.calls }),
    size: t('reports.megabytes', { size: formats.number(report.sizeBytes / BYTES_PER_MEGABYTE) }),
    moment: formats.moment(report.createdAt, timeZone),
  });
  const marks = [
    agents?.find(({ id }) => id === filter.agentId)?.name,
    departments?.find(({ key }) => key === filter.department)?.name,
    masking === 'safe' ? t('reports.masked') : undefined,
  ].filter((mark) => mark !== undefined);
  return (
    <li>
      <div className="report-row">
        <button aria-current={isShown ? 'true' : undefined} className="report-item" onClick={onShow} type="button">
          <b>{[formats.period(report.period), ...marks].join(' · ')}</b>
          <span className="dimmed">{about}</span>
        </button>
        <ReportMenu id={report.id} isSaving={saving !== null} save={save} />
      </div>
      {saving && <SavingProgress onStop={stop} saving={saving} />}
    </li>
  );
}

interface ReportMenuProperties extends Pick<SavingActions, 'save'> {
  readonly id: string;
  readonly isSaving: boolean;
}

function ReportMenu({ id, isSaving, save }: ReportMenuProperties) {
  const { t } = useTranslation();
  const core = useCore();
  const queryClient = useQueryClient();
  const remove = useMutation(
    core.reports.remove.mutationOptions({
      onSuccess: () => queryClient.invalidateQueries({ queryKey: core.reports.list.queryKey() }),
    }),
  );
  return (
    <Menu position="bottom-end" shadow="md">
      <Menu.Target>
        <ActionIcon aria-label={t('reports.more')} color="gray" variant="subtle">
          <Icon name="more" />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        {SAVED_AS.map((format) => (
          <Menu.Item disabled={isSaving} key={format} onClick={() => save(format)}>
            {t(`reports.save.${format}`)}
          </Menu.Item>
        ))}
        <Menu.Divider />
        <Menu.Item color="red" onClick={() => remove.mutate({ id })}>
          {t('reports.remove')}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}

/** Tables of many calls take seconds. */
function SavingProgress({ saving: { format, done, total }, onStop }: SavingProgressProperties) {
  const { t } = useTranslation();
  return (
    <div aria-live="polite" className="report-saving">
      <Progress
        animated
        aria-label={t('reports.saving', { name: t(`reports.file.${format}`) })}
        value={total > 0 ? (100 * done) / total : 100}
      />
      <Group gap={8} justify="space-between">
        <Text c="dimmed" size="xs">
          {t('reports.saving', { name: t(`reports.file.${format}`) })}
        </Text>
        <Button onClick={onStop} size="compact-xs" variant="default">
          {t('processing.cancel')}
        </Button>
      </Group>
    </div>
  );
}

interface SavingProgressProperties {
  readonly saving: Saving;
  readonly onStop: () => void;
}
