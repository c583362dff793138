/** Reports: make one for a period, look at it, find earlier ones. */

import { ActionIcon, Button, Loader, Text, TextInput, Title, Tooltip } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { SubmitEvent } from 'react';
import { useTranslation } from 'react-i18next';
import type { StoredReport } from '#core/domain/call-list.ts';
import { useFormats } from '../../components/format.ts';
import { Icon } from '../../components/icons.tsx';
import { EmptyState, ErrorState } from '../../components/states.tsx';
import { useAppInfo, useTimeZone } from '../../components/use-app-info.tsx';
import { toApiError, useCore, useCoreClient } from '../../rpc/core-context.tsx';
import { errorText } from '../../texts/index.ts';

const BYTES_PER_MEGABYTE = 1_000_000;

export function ReportsScreen() {
  const { t } = useTranslation();
  const core = useCore();
  const { data: reports, error, refetch } = useQuery(core.reports.list.queryOptions());
  const [chosen, setChosen] = useState<string | null>(null);
  const shown = reports?.find((report) => report.id === chosen) ?? reports?.[0];
  return (
    <div className="screen screen-fixed">
      <header className="screen-head">
        <Title order={1}>{t('reports.title')}</Title>
        <Text c="dimmed">{t('reports.hint')}</Text>
      </header>
      <div className="reports-columns">
        <div className="reports-side">
          <ReportForm onMade={setChosen} />
          <Title order={2}>{t('reports.history')}</Title>
          {error && <ErrorState error={error} onRetry={() => void refetch()} />}
          {reports?.length === 0 && <EmptyState hint={t('reports.noneHint')} title={t('reports.none')} />}
          <ul className="reports-list">
            {reports?.map((report) => (
              <ReportItem
                isShown={report.id === shown?.id}
                key={report.id}
                onShow={() => setChosen(report.id)}
                report={report}
              />
            ))}
          </ul>
        </div>
        {shown && <Preview key={shown.id} report={shown} />}
      </div>
    </div>
  );
}

function ReportForm({ onMade }: { readonly onMade: (id: string) => void }) {
  const { t, i18n } = useTranslation();
  const core = useCore();
  const queryClient = useQueryClient();
  const days = useAppInfo()?.callDays;
  const [chosen, setChosen] = useState<Partial<StoredReport['period']>>({});
  const from = chosen.from ?? days?.from ?? '';
  const to = chosen.to ?? days?.to ?? '';
  const isWrong = from > to;
  const build = useMutation(
    core.reports.build.mutationOptions({
      onSuccess: async (report) => {
        await queryClient.invalidateQueries({ queryKey: core.reports.list.queryKey() });
        onMade(report.id);
      },
      onError: (error) => {
        const { title, advice } = errorText(toApiError(error), i18n.language);
        notifications.show({ color: 'red', title, message: advice });
      },
    }),
  );
  const submit = (event: SubmitEvent): void => {
    event.preventDefault();
    if (!isWrong) build.mutate({ from, to });
  };
  return (
    <form className="card report-form" onSubmit={submit}>
      <div className="report-days">
        <TextInput
          label={t('period.from')}
          onChange={(event) => setChosen({ ...chosen, from: event.currentTarget.value })}
          required
          type="date"
          value={from}
          withAsterisk={false}
        />
        <TextInput
          error={isWrong && t('reports.wrongPeriod')}
          label={t('period.to')}
          onChange={(event) => setChosen({ ...chosen, to: event.currentTarget.value })}
          required
          type="date"
          value={to}
          withAsterisk={false}
        />
      </div>
      <Button disabled={isWrong} fullWidth loading={build.isPending} type="submit">
        {t('reports.make')}
      </Button>
    </form>
  );
}

interface ReportItemProperties {
  readonly report: StoredReport;
  readonly isShown: boolean;
  readonly onShow: () => void;
}

function ReportItem({ report, isShown, onShow }: ReportItemProperties) {
  const { t } = useTranslation();
  const formats = useFormats();
  const timeZone = useTimeZone();
  const about = t('reports.about', {
    calls: t('calls.found', { count: report.calls }),
    size: t('reports.megabytes', { size: formats.number(report.sizeBytes / BYTES_PER_MEGABYTE) }),
    moment: formats.moment(report.createdAt, timeZone),
  });
  return (
    <li>
      <button aria-current={isShown ? 'true' : undefined} className="report-item" onClick={onShow} type="button">
        <b>{formats.period(report.period)}</b>
        <span className="dimmed">{about}</span>
      </button>
    </li>
  );
}

function Preview({ report }: { readonly report: StoredReport }) {
  const { t } = useTranslation();
  const formats = useFormats();
  const client = useCoreClient();
  const core = useCore();
  const { data: url, error } = useQuery(core.reports.url.queryOptions({ id: report.id }));
  const title = t('reports.preview', { period: formats.period(report.period) });
  // A ticket of its own: the one of the frame may have run out by then.
  const openTab = async (): Promise<void> => {
    window.open(await client.reports.url.query({ id: report.id }), '_blank', 'noopener');
  };
  if (error) return <ErrorState error={error} />;
  return (
    <section aria-label={title} className="report-preview">
      <header>
        <b>{title}</b>
        <Tooltip label={t('reports.newTab')}>
          <ActionIcon aria-label={t('reports.newTab')} color="gray" onClick={() => void openTab()} variant="subtle">
            <Icon name="external" />
          </ActionIcon>
        </Tooltip>
      </header>
      {url ? (
        <iframe sandbox="allow-scripts allow-modals allow-downloads" src={url} title={title} />
      ) : (
        <Loader className="loader" />
      )}
    </section>
  );
}
