/** How far the pull and the work are, with one stop for both. */

import { Button, Progress, Text } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { Progress as WorkProgress } from '#core/domain/job.ts';
import type { PullState, WorkState } from '#core/domain/sync.ts';
import { useFormats } from '../../components/format.ts';
import { useFailure } from '../../components/use-failure.ts';
import { useCore } from '../../rpc/core-context.tsx';

export function WorkCard({ work }: { readonly work: WorkState }) {
  const { t } = useTranslation();
  const core = useCore();
  const onError = useFailure();
  const start = useMutation(core.processing.start.mutationOptions({ onError }));
  const cancel = useMutation(core.processing.cancel.mutationOptions({ onError }));
  const { isRunning, progress, learning, waiting, pull } = work;
  if (!isRunning && !pull && waiting === 0) return null;
  const isBusy = isRunning || pull !== null;
  return (
    <section aria-label={t('queue.title')} className="card work-card">
      <div className="work-lines">
        {pull && <PullLine pull={pull} />}
        {learning !== null && <LearningLine share={learning} />}
        {isRunning && learning === null && <HearingLine progress={progress} waiting={waiting} />}
        {!isBusy && <Text className="number">{t('processing.waiting', { count: waiting })}</Text>}
      </div>
      {isBusy ? (
        <Button loading={cancel.isPending} onClick={() => cancel.mutate()} variant="default">
          {t('queue.pause')}
        </Button>
      ) : (
        <Button loading={start.isPending} onClick={() => start.mutate()}>
          {t('queue.start')}
        </Button>
      )}
    </section>
  );
}

function PullLine({ pull }: { readonly pull: PullState }) {
  const { t } = useTranslation();
  const formats = useFormats();
  const { callsListed, recordingsDone, recordingsTotal, leftMs } = pull;
  const text =
    recordingsTotal === 0
      ? t('settings.pull.listing', { calls: formats.number(callsListed) })
      : t('settings.pull.recordings', { done: formats.number(recordingsDone), total: formats.number(recordingsTotal) });
  const left =
    leftMs === null || leftMs <= 0 ? '' : `, ${t('settings.pull.left', { time: formats.totalTime(leftMs) })}`;
  return <Line label={t('queue.pulling')} share={shareOf(recordingsDone, recordingsTotal)} text={`${text}${left}`} />;
}

function LearningLine({ share }: { readonly share: number }) {
  const { t } = useTranslation();
  const percent = Math.round(share * 100);
  return <Line label={t('queue.learning', { percent })} share={share} text={t('queue.learning', { percent })} />;
}

interface HearingLineProperties {
  readonly progress: WorkProgress | null;
  readonly waiting: number;
}

function HearingLine({ progress, waiting }: HearingLineProperties) {
  const { t } = useTranslation();
  const formats = useFormats();
  const [doneMs, totalMs] = [progress?.audioDoneMs ?? 0, progress?.audioTotalMs ?? 0];
  const text =
    totalMs > 0
      ? t('queue.progress', { done: formats.totalTime(doneMs), total: formats.totalTime(totalMs) })
      : t('processing.running', { count: waiting });
  return <Line label={t('queue.title')} share={shareOf(doneMs, totalMs)} text={text} />;
}

interface LineProperties {
  readonly text: string;
  readonly label: string;
  /** 0..1 */
  readonly share: number;
}

function Line({ text, label, share }: LineProperties) {
  return (
    <div>
      <Text aria-live="polite" className="number">
        {text}
      </Text>
      <Progress aria-label={label} value={share * 100} />
    </div>
  );
}

const shareOf = (done: number, total: number): number => (total > 0 ? done / total : 0);
