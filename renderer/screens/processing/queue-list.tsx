/** The rows of the queue; only those in sight exist. */

import { Button, Progress, Skeleton } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { CallProgress } from '#core/domain/job.ts';
import type { QueuedCall } from '#core/domain/queue.ts';
import { formatClock, formatPhone } from '#core/texts/format.ts';
import { useFormats } from '../../components/format.ts';
import { useTimeZone } from '../../components/use-app-info.tsx';
import { useFailure } from '../../components/use-failure.ts';
import { useVirtualRows } from '../../components/use-virtual-rows.ts';
import { toHash } from '../../routing.ts';
import { useCore } from '../../rpc/core-context.tsx';
import { errorText } from '../../texts/index.ts';
import type { QueueRows } from './use-queue-rows.ts';

const ROW_HEIGHT_PX = 44;

interface QueueListProperties {
  readonly rows: QueueRows;
  /** Calls that are worked on now: the rows themselves are read again only when a call is done. */
  readonly current: readonly CallProgress[];
}

export function QueueList({ rows, current }: QueueListProperties) {
  const { t } = useTranslation();
  const { scroller, items, heightPx } = useVirtualRows(rows, ROW_HEIGHT_PX);
  const total = rows.total ?? 0;
  return (
    <div
      aria-label={t('queue.list')}
      aria-rowcount={total}
      className="queue-list"
      ref={scroller}
      role="table"
      tabIndex={0}
    >
      <div className="queue-body" role="rowgroup" style={{ height: heightPx }}>
        {items.map(({ index, start }) => {
          const call = rows.rowAt(index);
          return (
            <div
              aria-rowindex={index + 1}
              className="queue-row"
              key={index}
              role="row"
              style={{ transform: `translateY(${start}px)` }}
            >
              {call ? (
                <Cells call={call} now={current.find(({ callId }) => callId === call.callId)} />
              ) : (
                <SkeletonCell />
              )}
            </div>
          );
        })}
      </div>
    </div>
  );
}

const SkeletonCell = () => (
  <div role="cell">
    <Skeleton height={12} />
  </div>
);

interface CellsProperties {
  readonly call: QueuedCall;
  /** How far it is, while it is worked on. */
  readonly now: CallProgress | undefined;
}

function Cells({ call, now }: CellsProperties) {
  const { t, i18n } = useTranslation();
  const core = useCore();
  const formats = useFormats();
  const timeZone = useTimeZone();
  const retry = useMutation(core.queue.retry.mutationOptions({ onError: useFailure() }));
  const { callId, startedAt, agentName, clientName, clientPhone, durationMs, state, stage, error } = call;
  const reason = error && errorText(error, i18n.language);
  return (
    <>
      <div className="number" role="cell">
        <a href={toHash(['calls', callId])}>{formats.moment(startedAt, timeZone)}</a>
      </div>
      <div role="cell">{agentName ?? t('call.unknownAgent')}</div>
      <div role="cell">{clientName ?? (clientPhone && formatPhone(clientPhone)) ?? t('call.unknownClient')}</div>
      <div className="number" role="cell">
        {formats.totalTime(durationMs)}
      </div>
      {now ? (
        <NowCell now={now} />
      ) : (
        <div className={`queue-state is-${state}`} role="cell" title={reason?.advice}>
          {t(`queue.stage.${stage}`)}: {reason ? reason.title : t(`queue.state.${state}`)}
        </div>
      )}
      <div role="cell">
        {state === 'failed' && (
          <Button loading={retry.isPending} onClick={() => retry.mutate({ callId })} size="compact-sm" variant="subtle">
            {t('queue.retry')}
          </Button>
        )}
      </div>
    </>
  );
}

function NowCell({ now: { stage, audioDoneMs, audioTotalMs } }: { readonly now: CallProgress }) {
  const { t } = useTranslation();
  const isCounted = stage === 'transcribe' && audioTotalMs > 0;
  const times = { done: formatClock(audioDoneMs), total: formatClock(audioTotalMs) };
  return (
    <div className="queue-state is-running queue-now number" role="cell">
      <span>
        {t(`queue.stage.${stage}`)}: {isCounted ? t('queue.heard', times) : t('queue.state.running')}
      </span>
      {isCounted && (
        <Progress aria-label={t('queue.progressOf', times)} size="sm" value={(audioDoneMs / audioTotalMs) * 100} />
      )}
    </div>
  );
}
