/** What must never be said: names with their phrases. */

import { Button, TextInput } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { ScorecardProblem } from '#core/domain/scorecard-editing.ts';
import { RowButton } from './criterion-row.tsx';
import { addCriticalError, changeCriticalError, removeCriticalError } from './edit-draft.ts';
import { PhrasesField } from './phrases-field.tsx';
import type { DraftState } from './use-draft.ts';
import { problemAt, useProblemText } from './use-problem-text.ts';

interface CriticalErrorsProperties {
  readonly state: DraftState;
  /** Those that are to be told. */
  readonly problems: readonly ScorecardProblem[];
}

export function CriticalErrors({ state, problems }: CriticalErrorsProperties) {
  const { t } = useTranslation();
  const problemText = useProblemText();
  const { criticalErrors } = state.draft;
  const add = (): void => {
    const [draft, id] = addCriticalError(state.draft);
    state.change(() => draft, `${id}-name`);
  };
  return (
    <section aria-label={t('scorecards.errors')} className="card scorecard-stage">
      <h2 className="scorecard-part-head">{t('scorecards.errors')}</h2>
      <p className="dimmed scorecard-hint">{t('scorecards.errorsHint')}</p>
      {criticalErrors.length === 0 && <p className="dimmed scorecard-hint">{t('scorecards.noErrors')}</p>}
      <ul>
        {criticalErrors.map(({ id, name, phrases }) => {
          const nameProblem = problemAt(problems, id, 'name');
          const phraseProblem = problemAt(problems, id, 'no-phrases', 'too-many-phrases', 'phrase');
          const shown = name.trim() || t('scorecards.unnamed');
          return (
            <li aria-label={shown} className="scorecard-error" key={id}>
              <TextInput
                aria-label={t('scorecards.errorName')}
                error={nameProblem && problemText(nameProblem)}
                id={`${id}-name`}
                maxLength={200}
                onChange={(event) => {
                  const { value } = event.currentTarget;
                  state.change((draft) => changeCriticalError(draft, id, { name: value }));
                }}
                placeholder={t('scorecards.errorName')}
                size="xs"
                value={name}
              />
              <RowButton
                icon="close"
                id={`${id}-remove`}
                label={t('scorecards.removeError', { name: shown })}
                onClick={() => state.remove(shown, (draft) => removeCriticalError(draft, id))}
              />
              <PhrasesField
                error={phraseProblem && problemText(phraseProblem)}
                id={`${id}-phrases`}
                onChange={(changed) => state.change((draft) => changeCriticalError(draft, id, { phrases: changed }))}
                phrases={phrases}
              />
            </li>
          );
        })}
      </ul>
      <Button onClick={add} size="compact-sm" variant="subtle">
        {t('scorecards.addError')}
      </Button>
    </section>
  );
}
