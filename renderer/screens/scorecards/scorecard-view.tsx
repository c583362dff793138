/** The built-in checklist: to look at, to try on calls, and to copy. */

import { Button, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { weightOf } from '#core/domain/scorecard-editing.ts';
import type { Scorecard } from '#core/domain/scorecard.ts';
import { useFormats } from '../../components/format.ts';
import { useChecklistName, useChecklistTitle } from '../../components/use-checklist-name.ts';
import { goTo, toHash } from '../../routing.ts';
import { PreviewPanel } from './preview-panel.tsx';
import { ScorecardHead } from './scorecard-head.tsx';
import { useCheckText } from './use-check-text.ts';

export function ScorecardView({ scorecard }: { readonly scorecard: Scorecard }) {
  const { t } = useTranslation();
  const formats = useFormats();
  const nameOf = useChecklistName(scorecard.id);
  const title = useChecklistTitle()(scorecard);
  const checkText = useCheckText();
  const { stages, criticalErrors } = scorecard;
  return (
    <div className="screen">
      <ScorecardHead title={title}>
        <div className="scorecard-actions">
          <Button onClick={() => goTo(toHash(['scorecards', '+'], { from: scorecard.id }))} size="xs">
            {t('scorecards.copyAndEdit')}
          </Button>
        </div>
        <Text c="dimmed">{t('scorecards.viewHint')}</Text>
      </ScorecardHead>
      <div className="scorecard-columns">
        <div className="scorecard-parts">
          {stages.map((stage) => (
            <section className="card" key={stage.id}>
              <h2 className="scorecard-part-head">
                {nameOf('stage', stage)}
                <span className="dimmed number">{formats.number(weightOf({ stages: [stage] }))}</span>
              </h2>
              <ul className="scorecard-criteria">
                {stage.criteria.map((criterion) => (
                  <li key={criterion.id}>
                    <span>{nameOf('criterion', criterion)}</span>
                    <span className="number">{formats.number(criterion.weight)}</span>
                    <span className="dimmed">{checkText(criterion.check)}</span>
                  </li>
                ))}
              </ul>
            </section>
          ))}
          <section className="card">
            <h2 className="scorecard-part-head">{t('scorecards.errors')}</h2>
            <ul className="scorecard-criteria">
              {criticalErrors.map((error) => (
                <li key={error.id}>
                  <span>{nameOf('criterion', error)}</span>
                  <span />
                  <span className="dimmed">
                    {checkText({ kind: 'phrases', place: 'call', phrases: error.phrases })}
                  </span>
                </li>
              ))}
            </ul>
          </section>
        </div>
        <PreviewPanel draft={scorecard} nameOf={(part) => nameOf('criterion', part)} />
      </div>
    </div>
  );
}
