/** One criterion: its name, weight and place, how it is judged. */

import { ActionIcon, Collapse, NativeSelect, NumberInput, TextInput } from '@mantine/core';
import { useRef, type KeyboardEvent } from 'react';
import { useTranslation } from 'react-i18next';
import type { ScorecardProblem } from '#core/domain/scorecard-editing.ts';
import type { Check, Criterion } from '#core/domain/scorecard.ts';
import { Icon } from '../../components/icons.tsx';
import { CheckFields, toInput, toNumber } from './check-fields.tsx';
import { defaultCheck } from './edit-draft.ts';
import type { RowDrag } from './use-criterion-drag.ts';
import { useCheckText } from './use-check-text.ts';
import { problemAt, useProblemText } from './use-problem-text.ts';

const KINDS = [
  'phrases',
  'questions',
  'objections-handled',
  'no-argument',
  'next-step',
  'talk',
  'manual',
] as const satisfies readonly Check['kind'][];

interface CriterionRowProperties {
  readonly criterion: Criterion;
  /** 1-based, for one that has no name yet. */
  readonly place: number;
  readonly problems: readonly ScorecardProblem[];
  readonly isOpen: boolean;
  readonly onOpen: (isOpen: boolean) => void;
  readonly onChange: (fields: Partial<Omit<Criterion, 'id'>>) => void;
  readonly onMove: (step: -1 | 1) => void;
  readonly onRemove: () => void;
  readonly drag: RowDrag;
}

export function CriterionRow(properties: CriterionRowProperties) {
  const { criterion, place, problems, isOpen, onOpen, onChange, onMove, onRemove, drag } = properties;
  const { t } = useTranslation();
  const checkText = useCheckText();
  const problemText = useProblemText();
  const { id, weight, check } = criterion;
  const name = criterion.name.trim() || t('scorecards.criterion', { place });
  const wrong = (kind: ScorecardProblem['kind']): string | undefined => {
    const problem = problemAt(problems, id, kind);
    return problem && problemText(problem);
  };
  const checkProblem = problemAt(problems, id, 'no-phrases', 'too-many-phrases', 'phrase', 'questions', 'limits');
  // Whoever changes the settings keeps seeing them, also when nothing is wrong with them any more.
  const changeCheck = (changed: Check): void => {
    if (!isOpen) onOpen(true);
    onChange({ check: changed });
  };
  const moveByKey = (event: KeyboardEvent): void => {
    if (!event.altKey || (event.key !== 'ArrowUp' && event.key !== 'ArrowDown')) return;
    event.preventDefault();
    onMove(event.key === 'ArrowUp' ? -1 : 1);
  };
  return (
    <li aria-label={name} className="scorecard-row" onKeyDown={moveByKey} {...drag.row}>
      <span aria-hidden className="scorecard-grip" title={t('scorecards.drag')} {...drag.grip} />
      <TextInput
        aria-label={t('scorecards.criterion', { place })}
        error={wrong('name')}
        id={`${id}-name`}
        maxLength={200}
        onChange={(event) => onChange({ name: event.currentTarget.value })}
        placeholder={t('scorecards.criterionName')}
        size="xs"
        value={criterion.name}
      />
      <NumberInput
        aria-label={t('scorecards.weightOf', { name })}
        error={wrong('weight')}
        hideControls
        id={`${id}-weight`}
        max={100}
        min={0}
        onChange={(value) => onChange({ weight: toNumber(value) })}
        size="xs"
        value={toInput(weight)}
      />
      <span className="scorecard-row-buttons">
        <RowButton icon="up" id={`${id}-up`} label={t('scorecards.up', { name })} onClick={() => onMove(-1)} />
        <RowButton icon="down" id={`${id}-down`} label={t('scorecards.down', { name })} onClick={() => onMove(1)} />
        <RowButton
          icon="close"
          id={`${id}-remove`}
          label={t('scorecards.removeCriterion', { name })}
          onClick={onRemove}
        />
      </span>
      <div className="scorecard-check">
        <KindSelect check={check} id={id} label={t('scorecards.kind', { name })} onChange={changeCheck} />
        <button
          aria-expanded={isOpen}
          className="scorecard-summary dimmed"
          id={`${id}-details`}
          onClick={() => onOpen(!isOpen)}
          type="button"
        >
          <span className="visually-hidden">{t('scorecards.details', { name })}</span>
          <Icon name={isOpen ? 'up' : 'down'} size={14} />
          <span className="scorecard-summary-text">{checkText(check)}</span>
        </button>
      </div>
      <Collapse className="scorecard-details" expanded={isOpen || checkProblem !== undefined}>
        <div className="scorecard-fields">
          <CheckFields check={check} id={id} key={check.kind} onChange={changeCheck} problem={checkProblem} />
        </div>
      </Collapse>
    </li>
  );
}

interface KindSelectProperties {
  readonly id: string;
  readonly label: string;
  readonly check: Check;
  readonly onChange: (check: Check) => void;
}

/** Whoever tries another kind and comes back finds the phrases and limits as they were. */
function KindSelect({ id, label, check, onChange }: KindSelectProperties) {
  const { t } = useTranslation();
  const former = useRef(new Map<string, Check>());
  const choose = (chosen: string): void => {
    const kind = KINDS.find((one) => one === chosen);
    if (!kind) return;
    former.current.set(check.kind, check);
    onChange(former.current.get(kind) ?? defaultCheck(kind));
  };
  return (
    <NativeSelect
      aria-label={label}
      data={KINDS.map((value) => ({ value, label: t(`scorecards.kinds.${value}`) }))}
      id={`${id}-kind`}
      onChange={(event) => choose(event.currentTarget.value)}
      size="xs"
      value={check.kind}
    />
  );
}

interface RowButtonProperties {
  readonly id: string;
  readonly icon: 'up' | 'down' | 'close';
  readonly label: string;
  readonly onClick: () => void;
}

export function RowButton({ id, icon, label, onClick }: RowButtonProperties) {
  return (
    <ActionIcon aria-label={label} color="gray" id={id} onClick={onClick} size="sm" title={label} variant="subtle">
      <Icon name={icon} size={14} />
    </ActionIcon>
  );
}
