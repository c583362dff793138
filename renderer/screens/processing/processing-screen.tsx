/** Обработка: how far the work is, what waits, what failed and why. */

import { Button, Group, SegmentedControl, Text, Title } from '@mantine/core';
import { keepPreviousData, useMutation, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { QUEUE_PARTS } from '#core/domain/queue.ts';
import type { QueuePart } from '#core/domain/queue.ts';
import { useFormats } from '../../components/format.ts';
import { EmptyState, ErrorState } from '../../components/states.tsx';
import { useFailure } from '../../components/use-failure.ts';
import { useCore, useProcessing } from '../../rpc/core-context.tsx';
import '../../styles/processing.css';
import { QueueList } from './queue-list.tsx';
import { useQueueRows } from './use-queue-rows.ts';
import { WorkCard } from './work-card.tsx';

const NONE = [] as const;

export function ProcessingScreen() {
  const { t } = useTranslation();
  const core = useCore();
  const formats = useFormats();
  const work = useProcessing();
  const [part, setPart] = useState<QueuePart>('open');
  const rows = useQueueRows(part);
  const other = useQuery({
    ...core.queue.page.queryOptions({ part: part === 'open' ? 'failed' : 'open', limit: 1 }),
    placeholderData: keepPreviousData,
  });
  const retryAll = useMutation(core.queue.retryAll.mutationOptions({ onError: useFailure() }));
  const counts: Partial<Record<QueuePart, number | undefined>> = {
    [part]: rows.total,
    [part === 'open' ? 'failed' : 'open']: other.data?.total,
  };
  return (
    <div className="screen screen-fixed">
      <header className="screen-head">
        <Title order={1}>{t('queue.title')}</Title>
        {rows.total !== undefined && part === 'open' && rows.total > 0 && (
          <Text c="dimmed">
            {t('queue.openTotal', {
              calls: t('calls.found', { count: rows.total }),
              time: formats.totalTime(rows.durationMs),
            })}
          </Text>
        )}
      </header>
      {work && <WorkCard work={work} />}
      <Group justify="space-between" mb="sm">
        <SegmentedControl
          aria-label={t('queue.part')}
          data={QUEUE_PARTS.map((value) => ({
            value,
            label: t(`queue.${value}`, { calls: formats.number(counts[value] ?? 0) }),
          }))}
          onChange={setPart}
          value={part}
        />
        {part === 'failed' && (rows.total ?? 0) > 0 && (
          <Button loading={retryAll.isPending} onClick={() => retryAll.mutate()} variant="light">
            {t('queue.retryAll')}
          </Button>
        )}
      </Group>
      {rows.error !== null && <ErrorState error={rows.error} onRetry={rows.retry} />}
      {rows.total === 0 ? (
        <EmptyState
          hint={t(part === 'open' ? 'queue.noneHint' : 'queue.noneFailedHint')}
          title={t(part === 'open' ? 'queue.none' : 'queue.noneFailed')}
        />
      ) : (
        <QueueList current={work?.progress?.current ?? NONE} key={part} rows={rows} />
      )}
    </div>
  );
}
