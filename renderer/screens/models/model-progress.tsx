/** The work on a model as it goes, and how the last one ended. */

import { Button, Progress } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { ModelOutcome, ModelWork } from '#core/domain/models.ts';
import { useFormats } from '../../components/format.ts';
import { Icon } from '../../components/icons.tsx';
import { errorText } from '../../texts/index.ts';

const BYTES_PER_MEGABYTE = 1_000_000;

export function ModelProgress({ work, onCancel }: { readonly work: ModelWork; readonly onCancel: () => void }) {
  const { t } = useTranslation();
  const formats = useFormats();
  const { doneBytes, totalBytes, leftMs } = work;
  const megabytes = (bytes: number): string => formats.number(Math.round(bytes / BYTES_PER_MEGABYTE));
  const share = totalBytes === null || totalBytes === 0 ? null : (100 * doneBytes) / totalBytes;
  const amount =
    totalBytes === null
      ? t('models.progressOpen', { done: megabytes(doneBytes) })
      : t('models.progress', { done: megabytes(doneBytes), total: megabytes(totalBytes) });
  const left = leftMs === null ? [] : [t('models.left', { time: formats.totalTime(leftMs) })];
  const text = work.isTrying ? t('models.trying') : [amount, ...left].join(' · ');
  return (
    <div className="model-work">
      <div className="model-bar">
        <Progress
          animated={share === null || work.isTrying}
          aria-label={t(`models.work.${work.kind}`)}
          size="sm"
          value={share ?? 100}
        />
        <span className="dimmed number">
          {t(`models.work.${work.kind}`)}: {text}
        </span>
      </div>
      <Button onClick={onCancel} size="xs" variant="default">
        {t('models.stop')}
      </Button>
    </div>
  );
}

export function ModelOutcomeNote({ outcome, title }: { readonly outcome: ModelOutcome; readonly title: string }) {
  const { t, i18n } = useTranslation();
  const { error, kind } = outcome;
  if (error === null) {
    return (
      <p className="note" role="status">
        <Icon name="handled" />
        <span>{t(`models.done.${kind}`, { title })}</span>
      </p>
    );
  }
  const told = errorText(error, i18n.language);
  const isCancelled = error.code === 'job.cancelled';
  return (
    <p className={isCancelled ? 'note' : 'note note-warning'} role={isCancelled ? 'status' : 'alert'}>
      <Icon name="warning" />
      <span>
        <b>{told.title}.</b> {isCancelled ? t('models.kept') : told.advice}
      </span>
    </p>
  );
}
