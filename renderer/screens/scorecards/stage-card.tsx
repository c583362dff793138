/** One stage of the conversation with its criteria. */

import { Button, TextInput } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { weightOf, type ScorecardProblem } from '#core/domain/scorecard-editing.ts';
import type { ScorecardStage } from '#core/domain/scorecard.ts';
import { useFormats } from '../../components/format.ts';
import { CriterionRow, RowButton } from './criterion-row.tsx';
import {
  addCriterion,
  changeCriterion,
  moveCriterion,
  moveStage,
  removeCriterion,
  removeStage,
  renameStage,
} from './edit-draft.ts';
import type { DraftState } from './use-draft.ts';
import type { useCriterionDrag } from './use-criterion-drag.ts';
import { problemAt, useProblemText } from './use-problem-text.ts';

interface StageCardProperties {
  readonly stage: ScorecardStage;
  readonly state: DraftState;
  /** Those that are to be told. */
  readonly problems: readonly ScorecardProblem[];
  /** Ids of the criteria whose settings are shown. */
  readonly opened: ReadonlySet<string>;
  readonly onOpen: (id: string, isOpen: boolean) => void;
  readonly drag: ReturnType<typeof useCriterionDrag>;
}

export function StageCard({ stage, state, problems, opened, onOpen, drag }: StageCardProperties) {
  const { t } = useTranslation();
  const formats = useFormats();
  const problemText = useProblemText();
  const { id, criteria } = stage;
  const name = stage.name.trim() || t('scorecards.unnamed');
  const nameProblem = problemAt(problems, id, 'name');
  const sizeProblem = problemAt(problems, id, 'empty-stage', 'long-stage');
  const add = (): void => {
    const [draft, criterionId] = addCriterion(state.draft, id);
    state.change(() => draft, `${criterionId}-name`);
    onOpen(criterionId, true);
  };
  return (
    <section aria-label={name} className="card scorecard-stage" {...drag.stageDrag(id, criteria.length)}>
      <header className="scorecard-stage-head">
        <TextInput
          aria-label={t('scorecards.stageName')}
          error={nameProblem && problemText(nameProblem)}
          id={`${id}-name`}
          maxLength={200}
          onChange={(event) => {
            const { value } = event.currentTarget;
            state.change((draft) => renameStage(draft, id, value));
          }}
          placeholder={t('scorecards.stageName')}
          size="sm"
          value={stage.name}
        />
        <span className="dimmed number">
          {t('scorecards.stageWeight', { sum: formats.number(weightOf({ stages: [stage] })) })}
        </span>
        <span className="scorecard-row-buttons">
          <RowButton
            icon="up"
            id={`${id}-up`}
            label={t('scorecards.stageUp', { name })}
            onClick={() => state.change((draft) => moveStage(draft, id, -1))}
          />
          <RowButton
            icon="down"
            id={`${id}-down`}
            label={t('scorecards.stageDown', { name })}
            onClick={() => state.change((draft) => moveStage(draft, id, 1))}
          />
          <RowButton
            icon="close"
            id={`${id}-remove`}
            label={t('scorecards.removeStage', { name })}
            onClick={() => state.remove(name, (draft) => removeStage(draft, id))}
          />
        </span>
      </header>
      <ul>
        {criteria.map((criterion, index) => (
          <CriterionRow
            criterion={criterion}
            drag={drag.rowDrag(criterion.id, stage)}
            isOpen={opened.has(criterion.id)}
            key={criterion.id}
            onChange={(fields) => state.change((draft) => changeCriterion(draft, criterion.id, fields))}
            onMove={(step) => state.change((draft) => moveCriterion(draft, criterion.id, step))}
            onOpen={(isOpen) => onOpen(criterion.id, isOpen)}
            onRemove={() =>
              state.remove(criterion.name.trim() || t('scorecards.criterion', { place: index + 1 }), (draft) =>
                removeCriterion(draft, criterion.id),
              )
            }
            place={index + 1}
            problems={problems}
          />
        ))}
      </ul>
      {sizeProblem && <p className="scorecard-wrong">{problemText(sizeProblem)}</p>}
      <Button id={`${id}-add`} onClick={add} size="compact-sm" variant="subtle">
        {t('scorecards.addCriterion')}
      </Button>
    </section>
  );
}
