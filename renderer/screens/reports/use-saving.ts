/** A report on its way to a file of the user's: how far it is, a way to stop it, and what came of it. */

import { notifications } from '@mantine/notifications';
import { useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ReportFormat, StoredReport } from '#core/domain/stored-report.ts';
import { useFailure } from '../../components/use-failure.ts';
import { toApiError, useCoreClient } from '../../rpc/core-context.tsx';

/** What is being saved. */
export interface Saving {
  readonly format: ReportFormat;
  /** In calls; the total is 0 while it is not known. */
  readonly done: number;
  readonly total: number;
}

export interface SavingActions {
  /** Null when nothing is, and for the moment that most files take. */
  readonly saving: Saving | null;
  readonly save: (format: ReportFormat) => void;
  readonly stop: () => void;
}

/** Whoever leaves the screen gets the file all the same: only `stop` ends the saving. */
export function useSaving({ id, period }: Pick<StoredReport, 'id' | 'period'>): SavingActions {
  const { t } = useTranslation();
  const client = useCoreClient();
  const onError = useFailure();
  const running = useRef<{ unsubscribe(): void } | null>(null);
  const [saving, setSaving] = useState<Saving | null>(null);

  const stop = (): void => {
    running.current?.unsubscribe();
    running.current = null;
    setSaving(null);
  };
  const handOver = (url: string, format: ReportFormat): void => {
    const name = `razbor-${period.from}-${period.to}.${format}`;
    download(url, name);
    notifications.show({
      title: t('reports.saved', { name }),
      // The desktop window asks for the place, a browser has one of its own.
      message: t(window.razborDesktop ? 'reports.savedDesktop' : 'reports.savedBrowser'),
    });
  };
  const fail = (error: unknown): void => {
    const { code } = toApiError(error);
    if (code === 'file.not-found') {
      notifications.show({ color: 'red', title: t('reports.lost'), message: t('reports.lostHint') });
      return;
    }
    // It was stopped with its report, which somebody deleted.
    if (code !== 'job.cancelled') onError(error);
  };
  const save = (format: ReportFormat): void => {
    stop();
    running.current = client.reports.prepare.subscribe(
      { id, format },
      {
        onData({ done, total, result: url }) {
          if (url === null) {
            setSaving({ format, done, total });
            return;
          }
          stop();
          handOver(url, format);
        },
        onError(error) {
          stop();
          fail(error);
        },
      },
    );
  };
  return { saving, save, stop };
}

function download(url: string, name: string): void {
  const link = document.createElement('a');
  link.href = url;
  link.download = name;
  link.click();
}
