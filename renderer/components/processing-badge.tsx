/** The work on calls, at the foot of the rail: what waits, how far it is, start and stop. */

import { Button, RingProgress, Text, Tooltip } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { WorkState } from '#core/domain/sync.ts';
import { toHash } from '../routing.ts';
import { useCore, useProcessing } from '../rpc/core-context.tsx';
import { useFormats } from './format.ts';
import type { Formats } from './format.ts';

export function ProcessingBadge({ isCompact }: { readonly isCompact: boolean }) {
  const { t } = useTranslation();
  const core = useCore();
  const formats = useFormats();
  const state = useProcessing();
  const start = useMutation(core.processing.start.mutationOptions());
  const cancel = useMutation(core.processing.cancel.mutationOptions());
  if (!state) return null;

  const { pull } = state;
  const headline =
    pull && !state.isRunning
      ? t('queue.pulling')
      : state.isRunning
        ? t('processing.running')
        : state.waiting > 0
          ? t('processing.waiting', { count: state.waiting })
          : t('processing.idle');
  const ring = (
    <RingProgress
      aria-label={headline}
      role="img"
      sections={[{ value: shareDone(state) * 100, color: state.isRunning ? 'blue' : 'gray' }]}
      size={32}
      thickness={4}
    />
  );
  if (isCompact)
    return (
      <Tooltip label={headline}>
        <a aria-label={t('queue.link')} href={toHash(['processing'])}>
          {ring}
        </a>
      </Tooltip>
    );
  return (
    <section aria-live="polite" className="processing">
      {ring}
      <div className="processing-text">
        <a aria-label={`${headline}. ${t('queue.link')}`} className="processing-link" href={toHash(['processing'])}>
          {headline}
        </a>
        {pull && (
          <Text c="dimmed" size="xs">
            {pull.recordingsTotal === 0
              ? t('settings.pull.listing', { calls: formats.number(pull.callsListed) })
              : t('settings.pull.recordings', {
                  done: formats.number(pull.recordingsDone),
                  total: formats.number(pull.recordingsTotal),
                })}
          </Text>
        )}
        {state.isRunning && state.progress && (
          <Text c="dimmed" size="xs">
            {t('processing.calls', { done: state.progress.callsDone, total: state.progress.callsTotal })}
            {timeLeft(state, formats) && <>, {t('processing.left', { time: timeLeft(state, formats) })}</>}
          </Text>
        )}
        {state.failed > 0 && (
          <Text c="dimmed" size="xs">
            {t('processing.failed', { count: state.failed })}
          </Text>
        )}
      </div>
      {(state.isRunning || pull) && (
        <Button loading={cancel.isPending} onClick={() => cancel.mutate()} size="compact-sm" variant="default">
          {t('processing.cancel')}
        </Button>
      )}
      {!state.isRunning && !pull && state.waiting > 0 && (
        <Button loading={start.isPending} onClick={() => start.mutate()} size="compact-sm" variant="light">
          {t('processing.start')}
        </Button>
      )}
    </section>
  );
}

/** 0..1 of the audio; of the calls where the audio's length is unknown. */
function shareDone({ isRunning, progress, waiting, pull }: WorkState): number {
  if (pull && !isRunning) return pull.recordingsTotal > 0 ? pull.recordingsDone / pull.recordingsTotal : 0;
  if (!isRunning || !progress) return waiting > 0 ? 0 : 1;
  if (progress.audioTotalMs > 0) return progress.audioDoneMs / progress.audioTotalMs;
  return progress.callsTotal > 0 ? progress.callsDone / progress.callsTotal : 0;
}

function timeLeft({ progress }: WorkState, formats: Formats): string | null {
  const leftMs = progress ? progress.audioTotalMs - progress.audioDoneMs : 0;
  return leftMs > 0 ? formats.totalTime(leftMs) : null;
}
