/** How a draft would score the newest calls: started by hand, with progress and a stop; nothing is kept. */

import { Button, NativeSelect, Progress } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { problemsOf, type ScorecardDraft } from '#core/domain/scorecard-editing.ts';
import { PreviewResult } from './preview-result.tsx';
import { usePreview } from './use-scorecards.ts';

const COUNTS = [50, 200, 1000] as const;
const USUAL_COUNT = 200;

interface PreviewPanelProperties {
  readonly draft: ScorecardDraft;
  /** The name of a criterion or critical error. */
  readonly nameOf: (part: { readonly id: string; readonly name: string }) => string;
}

export function PreviewPanel({ draft, nameOf }: PreviewPanelProperties) {
  const { t } = useTranslation();
  const [count, setCount] = useState<number>(USUAL_COUNT);
  const preview = usePreview();
  const { progress, result } = preview;
  // A name says nothing about scores.
  const named = { ...draft, name: draft.name.trim() || t('scorecards.newTitle') };
  const isComplete = problemsOf(named).length === 0;
  const isStale = result !== null && JSON.stringify(preview.draft) !== JSON.stringify(named);
  return (
    <section aria-label={t('scorecards.preview.title')} className="card scorecard-preview">
      <h2>{t('scorecards.preview.title')}</h2>
      <p className="dimmed">{t(isComplete ? 'scorecards.preview.hint' : 'scorecards.preview.incomplete')}</p>
      {progress ? (
        <div aria-live="polite" className="scorecard-progress">
          <span className="number">{t('scorecards.preview.progress', progress)}</span>
          <Progress
            aria-label={t('scorecards.preview.title')}
            value={progress.total === 0 ? 0 : (progress.done / progress.total) * 100}
          />
          <Button onClick={() => preview.cancel()} size="compact-sm" variant="default">
            {t('scorecards.preview.stop')}
          </Button>
        </div>
      ) : (
        <div className="scorecard-run">
          <NativeSelect
            aria-label={t('scorecards.preview.count')}
            data={COUNTS.map((value) => ({
              value: String(value),
              label: t('scorecards.preview.last', { count: value }),
            }))}
            onChange={(event) => setCount(Number(event.currentTarget.value))}
            size="xs"
            value={String(count)}
          />
          <Button disabled={!isComplete} onClick={() => preview.start(named, count)} size="xs" variant="light">
            {t(result ? 'scorecards.preview.again' : 'scorecards.preview.run')}
          </Button>
        </div>
      )}
      {isStale && <p className="scorecard-stale">{t('scorecards.preview.stale')}</p>}
      {result && preview.draft && <PreviewResult nameOf={nameOf} preview={result} scorecard={preview.draft} />}
    </section>
  );
}
