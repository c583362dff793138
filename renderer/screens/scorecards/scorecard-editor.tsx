/** One checklist of the user: everything in it can be changed, tried on stored calls, and saved. */

import { Button, MultiSelect, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { TOPIC_IDS } from '#core/domain/finding.ts';
import { problemsOf, type ScorecardDraft, type ScorecardProblem } from '#core/domain/scorecard-editing.ts';
import { goTo, toHash } from '../../routing.ts';
import { CriticalErrors } from './critical-errors.tsx';
import { addStage, placeCriterion } from './edit-draft.ts';
import { PreviewPanel } from './preview-panel.tsx';
import { SaveBar } from './save-bar.tsx';
import { ScorecardHead } from './scorecard-head.tsx';
import { StageCard } from './stage-card.tsx';
import { useCriterionDrag } from './use-criterion-drag.ts';
import { useDraft, type DraftState } from './use-draft.ts';
import { problemAt, useProblemText } from './use-problem-text.ts';
import { useScorecardActions } from './use-scorecards.ts';

interface ScorecardEditorProperties {
  readonly initial: ScorecardDraft;
  /** Names the draft for as long as it is not saved. */
  readonly place: string;
}

export function ScorecardEditor({ initial, place }: ScorecardEditorProperties) {
  const { t } = useTranslation();
  const state = useDraft(place, initial);
  const { save } = useScorecardActions();
  const [isTold, setIsTold] = useState(false);
  const { draft } = state;
  const all = problemsOf(draft);
  // Nobody is told of empty names before having had a chance to fill them in.
  const problems = isTold ? all : [];
  const submit = (): void => {
    if (all.length > 0) {
      setIsTold(true);
      return;
    }
    save.mutate(draft, {
      onSuccess: ({ id }) => {
        state.forget();
        setIsTold(false);
        goTo(toHash(['scorecards', id]), true);
      },
    });
  };
  return (
    <div className="screen">
      <ScorecardHead title={initial.id === null ? t('scorecards.newTitle') : initial.name} />
      <form
        className="scorecard-columns"
        onSubmit={(event) => {
          event.preventDefault();
          submit();
        }}
      >
        <div className="scorecard-parts" key={state.generation}>
          <General problems={problems} state={state} />
          <Stages problems={problems} state={state} />
          <CriticalErrors problems={problems} state={state} />
          <SaveBar isSaving={save.isPending} problems={problems} state={state} />
        </div>
        <PreviewPanel draft={draft} nameOf={({ name }) => name.trim() || t('scorecards.unnamed')} />
      </form>
    </div>
  );
}

interface PartProperties {
  readonly state: DraftState;
  readonly problems: readonly ScorecardProblem[];
}

function General({ state, problems }: PartProperties) {
  const { t } = useTranslation();
  const problemText = useProblemText();
  const nameProblem = problemAt(problems, null, 'name');
  return (
    <section className="card scorecard-general">
      <TextInput
        error={nameProblem && problemText(nameProblem)}
        id="scorecard-name"
        label={t('scorecards.name')}
        maxLength={200}
        onChange={(event) => {
          const { value } = event.currentTarget;
          state.change((draft) => ({ ...draft, name: value }));
        }}
        value={state.draft.name}
      />
      <MultiSelect
        clearable
        data={TOPIC_IDS.map((value) => ({ value, label: t(`topic.${value}`) }))}
        description={t('scorecards.topicsHint')}
        inputWrapperOrder={['label', 'input', 'description']}
        label={t('scorecards.topics')}
        onChange={(values) =>
          state.change((draft) => ({ ...draft, topics: TOPIC_IDS.filter((topic) => values.includes(topic)) }))
        }
        placeholder={state.draft.topics.length === 0 ? t('scorecards.allTopics') : ''}
        value={[...state.draft.topics]}
      />
    </section>
  );
}

function Stages({ state, problems }: PartProperties) {
  const { t } = useTranslation();
  const problemText = useProblemText();
  const [opened, setOpened] = useState<ReadonlySet<string>>(new Set());
  const drag = useCriterionDrag((id, place) => state.change((draft) => placeCriterion(draft, id, place)));
  const open = (id: string, isOpen: boolean): void =>
    setOpened((known) => (isOpen ? known.union(new Set([id])) : known.difference(new Set([id]))));
  const sizeProblem = problemAt(problems, null, 'no-stages', 'too-many-stages');
  const add = (): void => {
    const [draft, id] = addStage(state.draft);
    state.change(() => draft, `${id}-name`);
  };
  return (
    <section aria-label={t('scorecards.stages')} className="scorecard-stages">
      <h2 className="scorecard-part-head">{t('scorecards.stages')}</h2>
      <p className="dimmed scorecard-hint">{t('scorecards.moveHint')}</p>
      {state.draft.stages.map((stage) => (
        <StageCard
          drag={drag}
          key={stage.id}
          onOpen={open}
          opened={opened}
          problems={problems}
          stage={stage}
          state={state}
        />
      ))}
      {sizeProblem && <p className="scorecard-wrong">{problemText(sizeProblem)}</p>}
      <Button onClick={add} size="compact-sm" variant="default">
        {t('scorecards.addStage')}
      </Button>
    </section>
  );
}
