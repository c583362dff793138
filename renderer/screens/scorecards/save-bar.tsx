/** Stays in sight below a checklist: the sum of weights, what keeps it from being saved, the way back. */

import { Button } from '@mantine/core';
import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { FULL_WEIGHT, WEIGHT_TOLERANCE, type ScorecardProblem } from '#core/domain/scorecard-editing.ts';
import { useFormats } from '../../components/format.ts';
import { balance, criteriaOf } from './edit-draft.ts';
import type { DraftState } from './use-draft.ts';
import { usePartLabel, useProblemText } from './use-problem-text.ts';

const PROBLEMS_SHOWN = 4;

interface SaveBarProperties {
  readonly state: DraftState;
  /** Those that are to be told. */
  readonly problems: readonly ScorecardProblem[];
  readonly isSaving: boolean;
}

export function SaveBar({ state, problems, isSaving }: SaveBarProperties) {
  const { t } = useTranslation();
  const formats = useFormats();
  const { weight, draft, isChanged, removed } = state;
  const isFull = Math.abs(weight - FULL_WEIGHT) < WEIGHT_TOLERANCE;
  const canBalance = !isFull && criteriaOf(draft).length > 0 && criteriaOf(draft).length <= FULL_WEIGHT;
  return (
    <div className="card scorecard-save">
      {problems.length > 0 && <ProblemList problems={problems} state={state} />}
      {removed !== null && (
        <p aria-live="polite">
          {t('scorecards.removed', { name: removed })}{' '}
          <Button onClick={() => state.putBack()} size="compact-xs" variant="subtle">
            {t('scorecards.restore')}
          </Button>
        </p>
      )}
      <div className="scorecard-save-line">
        <Button loading={isSaving} disabled={!isChanged && draft.id !== null} type="submit">
          {t('scorecards.save')}
        </Button>
        {isChanged && (
          <Button onClick={() => state.reset()} variant="default">
            {t('scorecards.reset')}
          </Button>
        )}
        <span aria-live="polite" className={isFull ? 'dimmed number' : 'scorecard-wrong number'}>
          {t('scorecards.sum', { sum: Number.isNaN(weight) ? '—' : formats.number(weight) })}
        </span>
        {canBalance && (
          <Button onClick={() => state.change(balance)} size="compact-sm" variant="light">
            {t('scorecards.balance')}
          </Button>
        )}
        {isChanged && isFull && <span className="dimmed">{t('scorecards.unsaved')}</span>}
      </div>
    </div>
  );
}

function ProblemList({ state, problems }: Pick<SaveBarProperties, 'state' | 'problems'>) {
  const { t } = useTranslation();
  const problemText = useProblemText();
  const partLabel = usePartLabel();
  const list = useRef<HTMLDivElement>(null);
  // Told once when they appear, and not again with each that is put right.
  useEffect(() => list.current?.focus(), []);
  return (
    <div className="scorecard-problems" ref={list} role="alert" tabIndex={-1}>
      <b>{t('scorecards.fix')}</b>
      <ul>
        {problems.slice(0, PROBLEMS_SHOWN).map((problem, index) => (
          <li key={`${problem.kind} ${problem.at ?? ''} ${index}`}>
            <button className="link-place" onClick={() => focusOn(problem)} type="button">
              {partLabel(state.draft, problem.at)}: {problemText(problem)}
            </button>
          </li>
        ))}
      </ul>
      {problems.length > PROBLEMS_SHOWN && (
        <span className="dimmed">{t('scorecards.moreProblems', { count: problems.length - PROBLEMS_SHOWN })}</span>
      )}
    </div>
  );
}

/** Ends of the ids of fields, by what they are about. */
const FIELDS: Readonly<Partial<Record<ScorecardProblem['kind'], string>>> = {
  weight: 'weight',
  'no-phrases': 'phrases',
  'too-many-phrases': 'phrases',
  phrase: 'phrases',
  questions: 'questions',
  limits: 'limit',
  'empty-stage': 'add',
  'long-stage': 'add',
};

function focusOn({ kind, at }: ScorecardProblem): void {
  document.getElementById(at === null ? 'scorecard-name' : `${at}-${FIELDS[kind] ?? 'name'}`)?.focus();
}
