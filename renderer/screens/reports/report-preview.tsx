/** A kept report in a frame that cannot reach the screens. */

import { ActionIcon, Loader, Tooltip } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { StoredReport } from '#core/domain/stored-report.ts';
import { useFormats } from '../../components/format.ts';
import { Icon } from '../../components/icons.tsx';
import { ErrorState } from '../../components/states.tsx';
import { useCore, useCoreClient } from '../../rpc/core-context.tsx';

export function ReportPreview({ report }: { readonly report: StoredReport }) {
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
