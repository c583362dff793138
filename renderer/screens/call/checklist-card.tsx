/** The call scored by the active scorecard: each criterion with its points, its quote and a person's word on it. */

import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { notifications } from '@mantine/notifications';
import { useTranslation } from 'react-i18next';
import { CRITERION_VALUES } from '#core/domain/scorecard.ts';
import type { Criterion, CriterionScore, CriterionValue, ScoreSheet } from '#core/domain/scorecard.ts';
import type { Utterance } from '#core/domain/transcript.ts';
import { formatNumber } from '#core/texts/format.ts';
import { Icon } from '../../components/icons.tsx';
import type { IconName } from '../../components/icons.tsx';
import { useChecklistName } from '../../components/use-checklist-name.ts';
import { toApiError, useCore } from '../../rpc/core-context.tsx';
import { errorText } from '../../texts/index.ts';
import { ChecklistChoice } from './checklist-choice.tsx';
import { Quote } from './quote.tsx';

interface ChecklistCardProperties {
  readonly callId: string;
  readonly utterances: readonly Utterance[];
  /** Leads to an utterance. */
  readonly onShow: (utterance: number) => void;
}

type Judge = (criterionId: string, value: CriterionValue | null) => void;

export function ChecklistCard({ callId, ...quoted }: ChecklistCardProperties) {
  const { i18n } = useTranslation();
  const core = useCore();
  const queryClient = useQueryClient();
  const { data: sheet } = useQuery(core.scorecards.score.queryOptions({ callId }));
  const { mutate } = useMutation(
    core.scorecards.judge.mutationOptions({
      onSettled: () => queryClient.invalidateQueries(core.scorecards.pathFilter()),
      onError: (error) => {
        const { title, advice } = errorText(toApiError(error), i18n.language);
        notifications.show({ color: 'red', title, message: advice });
      },
    }),
  );
  const judge: Judge = (criterionId, value) => mutate({ callId, criterionId, value });
  return sheet ? <Checklist judge={judge} sheet={sheet} {...quoted} /> : null;
}

function Checklist({ sheet, judge, ...quoted }: PartProperties) {
  const { t } = useTranslation();
  const nameOf = useChecklistName(sheet.scorecard.id);
  const { scorecard, final } = sheet;
  return (
    <section className="card checklist">
      <h2>{t('checklist.title')}</h2>
      <p className="checklist-total">
        <b className="number">{final.total ?? '—'}</b>{' '}
        <span className="dimmed">{t(final.total === null ? 'checklist.noTotal' : 'checklist.ofHundred')}</span>
      </p>
      <CriticalErrors judge={judge} sheet={sheet} {...quoted} />
      {scorecard.stages.map((stage) => (
        <section key={stage.id}>
          <h3>{nameOf('stage', stage)}</h3>
          <ul>
            {stage.criteria.map((criterion) => (
              <CriterionItem criterion={criterion} judge={judge} key={criterion.id} sheet={sheet} {...quoted} />
            ))}
          </ul>
        </section>
      ))}
      <ChecklistChoice activeId={scorecard.id} />
    </section>
  );
}

interface PartProperties {
  readonly sheet: ScoreSheet;
  readonly judge: Judge;
  readonly utterances: readonly Utterance[];
  readonly onShow: (utterance: number) => void;
}

function CriticalErrors({ sheet, judge, ...quoted }: PartProperties) {
  const { t } = useTranslation();
  const nameOf = useChecklistName(sheet.scorecard.id);
  const { scorecard, automatic, final } = sheet;
  return automatic.criticalErrors.map(({ id, evidence }) => {
    const isCounted = final.criticalErrors.some((error) => error.id === id);
    const name = nameOf('criterion', scorecard.criticalErrors.find((error) => error.id === id) ?? { id, name: id });
    return (
      <div className={isCounted ? 'critical' : 'critical is-dismissed'} key={id}>
        <p>
          <Icon name="warning" /> {t('checklist.critical', { name })}
        </p>
        <Quote {...evidence} {...quoted} />
        <button className="link-place" onClick={() => judge(id, isCounted ? 'met' : null)} type="button">
          {t(isCounted ? 'checklist.dismiss' : 'checklist.restore')}
        </button>
      </div>
    );
  });
}

const ICONS: Readonly<Record<CriterionValue, IconName>> = {
  met: 'handled',
  partly: 'partly',
  missed: 'close',
  'not-applicable': 'ignored',
};

function CriterionItem({ sheet, judge, criterion, ...quoted }: PartProperties & { readonly criterion: Criterion }) {
  const { t, i18n } = useTranslation();
  const name = useChecklistName(sheet.scorecard.id)('criterion', criterion);
  const score = scoreIn(sheet.final.criteria, criterion.id);
  const automatic = scoreIn(sheet.automatic.criteria, criterion.id);
  const isOverridden = sheet.overrides.some(({ id }) => id === criterion.id);
  if (!score || !automatic) return null;
  const number = (value: number): string => formatNumber(value, i18n.language);
  return (
    <li className={`criterion criterion-${score.value}`}>
      <Icon name={ICONS[score.value]} size={14} />
      <div>
        <div className="criterion-head">
          <span>{name}</span>
          <span className="number dimmed">
            {score.value === 'not-applicable' ? '—' : `${number(score.points)} / ${number(criterion.weight)}`}
          </span>
        </div>
        {score.evidence && <Quote {...score.evidence} {...quoted} />}
        <select
          aria-label={t('checklist.judge', { name })}
          onChange={(event) => judge(criterion.id, CRITERION_VALUES.find((id) => id === event.target.value) ?? null)}
          value={isOverridden ? score.value : ''}
        >
          <option value="">{t('checklist.automatic', { value: t(`checklist.${automatic.value}`) })}</option>
          {CRITERION_VALUES.map((value) => (
            <option key={value} value={value}>
              {t('checklist.byHand', { value: t(`checklist.${value}`) })}
            </option>
          ))}
        </select>
      </div>
    </li>
  );
}

const scoreIn = (scores: readonly CriterionScore[], id: string): CriterionScore | undefined =>
  scores.find((score) => score.id === id);
