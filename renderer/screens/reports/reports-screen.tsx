/** Reports: put one together, look at it, find earlier ones, give them away. */

import { Text, Title } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { EmptyState, ErrorState } from '../../components/states.tsx';
import { useCore } from '../../rpc/core-context.tsx';
import { ReportForm } from './report-form.tsx';
import { ReportItem } from './report-item.tsx';
import { WeeklyReportCard } from './weekly-report.tsx';
import { ReportPreview } from './report-preview.tsx';

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
          <WeeklyReportCard />
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
        {shown && <ReportPreview key={shown.id} report={shown} />}
      </div>
    </div>
  );
}
