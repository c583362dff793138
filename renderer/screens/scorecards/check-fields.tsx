/** What a kind of check can be told: phrases and where, how many questions, limits of a figure. */

import { NativeSelect, NumberInput } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { ScorecardProblem } from '#core/domain/scorecard-editing.ts';
import { PHRASE_PLACES, TALK_FIGURES, type Check } from '#core/domain/scorecard.ts';
import { fromShown, toShown, UNITS, USUAL_LIMITS } from './check-units.ts';
import { PhrasesField } from './phrases-field.tsx';
import { useProblemText } from './use-problem-text.ts';

interface CheckFieldsProperties<Kind extends Check = Check> {
  /** Of the criterion; ids of fields begin with it. */
  readonly id: string;
  readonly check: Kind;
  /** What is wrong with the check, once it is to be told. */
  readonly problem: ScorecardProblem | undefined;
  readonly onChange: (check: Check) => void;
}

export function CheckFields(properties: CheckFieldsProperties) {
  const { t } = useTranslation();
  const { check, ...rest } = properties;
  switch (check.kind) {
    case 'phrases':
      return <PhrasesCheck check={check} {...rest} />;
    case 'questions':
      return <QuestionsCheck check={check} {...rest} />;
    case 'talk':
      return <TalkCheck check={check} {...rest} />;
    default:
      return <p className="dimmed scorecard-hint">{t(`scorecards.kindHint.${check.kind}`)}</p>;
  }
}

type Of<Kind extends Check['kind']> = CheckFieldsProperties<Extract<Check, { kind: Kind }>>;

function PhrasesCheck({ id, check, problem, onChange }: Of<'phrases'>) {
  const { t } = useTranslation();
  const problemText = useProblemText();
  return (
    <>
      <NativeSelect
        data={PHRASE_PLACES.map((value) => ({ value, label: t(`scorecards.places.${value}`) }))}
        id={`${id}-place`}
        label={t('scorecards.place')}
        onChange={({ currentTarget: { value } }) =>
          onChange({ ...check, place: PHRASE_PLACES.find((place) => place === value) ?? check.place })
        }
        size="xs"
        value={check.place}
      />
      <PhrasesField
        error={problem && problemText(problem)}
        id={`${id}-phrases`}
        onChange={(phrases) => onChange({ ...check, phrases })}
        phrases={check.phrases}
      />
    </>
  );
}

function QuestionsCheck({ id, check, problem, onChange }: Of<'questions'>) {
  const { t } = useTranslation();
  const problemText = useProblemText();
  return (
    <NumberInput
      allowDecimal={false}
      description={t('scorecards.atLeastHint')}
      error={problem && problemText(problem)}
      id={`${id}-questions`}
      label={t('scorecards.atLeast')}
      min={1}
      onChange={(value) => onChange({ ...check, atLeast: toNumber(value) })}
      size="xs"
      value={toInput(check.atLeast)}
      w={220}
    />
  );
}

function TalkCheck({ id, check, problem, onChange }: Of<'talk'>) {
  const { t } = useTranslation();
  const problemText = useProblemText();
  const { figure, atMost, partlyAtMost } = check;
  const suffix = t(`scorecards.suffix.${UNITS[figure]}`);
  const chooseFigure = (name: string): void => {
    const chosen = TALK_FIGURES.find((one) => one === name) ?? figure;
    const [met, partly] = USUAL_LIMITS[chosen];
    onChange({ ...check, figure: chosen, atMost: met, partlyAtMost: partly });
  };
  return (
    <div className="scorecard-limits">
      <NativeSelect
        data={TALK_FIGURES.map((value) => ({ value, label: t(`scorecards.figures.${value}`) }))}
        id={`${id}-figure`}
        label={t('scorecards.figure')}
        onChange={(event) => chooseFigure(event.currentTarget.value)}
        size="xs"
        value={figure}
      />
      <NumberInput
        id={`${id}-limit`}
        label={t('scorecards.atMost')}
        min={0}
        onChange={(value) => onChange({ ...check, atMost: fromShown(figure, toNumber(value)) })}
        size="xs"
        suffix={suffix}
        value={toInput(toShown(figure, atMost))}
      />
      <NumberInput
        error={problem && problemText(problem)}
        id={`${id}-partly`}
        label={t('scorecards.partlyAtMost')}
        min={0}
        onChange={(value) => onChange({ ...check, partlyAtMost: fromShown(figure, toNumber(value)) })}
        size="xs"
        suffix={suffix}
        value={toInput(toShown(figure, partlyAtMost))}
      />
    </div>
  );
}

/** An empty field is no number. */
export const toNumber = (value: number | string): number => (value === '' ? NaN : Number(value));

export const toInput = (value: number): number | string => (Number.isNaN(value) ? '' : value);
