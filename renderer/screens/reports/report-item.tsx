/** One report of the history: shown on a click, saved in other formats, deleted. */

import { ActionIcon, Menu } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { ReportFormat, StoredReport } from '#core/domain/stored-report.ts';
import { useFormats } from '../../components/format.ts';
import { Icon } from '../../components/icons.tsx';
import { useAppInfo, useTimeZone } from '../../components/use-app-info.tsx';
import { useCore, useCoreClient } from '../../rpc/core-context.tsx';

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
    <li className="report-row">
      <button aria-current={isShown ? 'true' : undefined} className="report-item" onClick={onShow} type="button">
        <b>{[formats.period(report.period), ...marks].join(' · ')}</b>
        <span className="dimmed">{about}</span>
      </button>
      <ReportMenu report={report} />
    </li>
  );
}

function ReportMenu({ report: { id, period } }: { readonly report: StoredReport }) {
  const { t } = useTranslation();
  const core = useCore();
  const client = useCoreClient();
  const queryClient = useQueryClient();
  const remove = useMutation(
    core.reports.remove.mutationOptions({
      onSuccess: () => queryClient.invalidateQueries({ queryKey: core.reports.list.queryKey() }),
    }),
  );
  const save = async (format: ReportFormat): Promise<void> => {
    const link = document.createElement('a');
    link.href = await client.reports.url.query({ id, format });
    link.download = `razbor-${period.from}-${period.to}.${format}`;
    link.click();
  };
  return (
    <Menu position="bottom-end" shadow="md">
      <Menu.Target>
        <ActionIcon aria-label={t('reports.more')} color="gray" variant="subtle">
          <Icon name="more" />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item onClick={() => void save('html')}>{t('reports.saveHtml')}</Menu.Item>
        <Menu.Item onClick={() => void save('xlsx')}>{t('reports.saveXlsx')}</Menu.Item>
        <Menu.Item onClick={() => void save('csv')}>{t('reports.saveCsv')}</Menu.Item>
        <Menu.Item onClick={() => void save('json')}>{t('reports.saveJson')}</Menu.Item>
        <Menu.Divider />
        <Menu.Item color="red" onClick={() => remove.mutate({ id })}>
          {t('reports.remove')}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}
