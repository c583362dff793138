/** What goes on with this call at the moment: transcribed again, or its findings made anew. */

import { Loader, Progress } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { TranscriptHistory } from '#core/domain/transcript-version.ts';
import { formatClock } from '#core/texts/format.ts';
import { useProcessing } from '../../rpc/core-context.tsx';

export function WorkNote({ callId, history }: { readonly callId: string; readonly history: TranscriptHistory }) {
  const { t } = useTranslation();
  const state = useProcessing();
  const progress = state?.progress?.callId === callId ? state.progress : null;
  if (history.requestedEngineId !== null && state?.isRunning) {
    return (
      <div className="note work-note" role="status">
        <span>
          {progress && progress.audioTotalMs > 0
            ? t('callScreen.versions.progress', {
                done: formatClock(progress.audioDoneMs),
                total: formatClock(progress.audioTotalMs),
              })
            : t('callScreen.versions.waiting')}
        </span>
        <Progress
          aria-label={t('callScreen.versions.waiting')}
          value={progress && progress.audioTotalMs > 0 ? (progress.audioDoneMs / progress.audioTotalMs) * 100 : 0}
        />
      </div>
    );
  }
  if (!history.isAnalysing) return null;
  return (
    <p className="note work-note" role="status">
      <Loader size={14} /> {t('callScreen.analysing')}
    </p>
  );
}
