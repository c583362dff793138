/** What a preview has found: the mean, how each criterion is met, the calls that change. */

import { useTranslation } from 'react-i18next';
import type { PreviewedCall, ScorecardDraft, ScorecardPreview } from '#core/domain/scorecard-editing.ts';
import type { CriterionValue } from '#core/domain/scorecard.ts';
import { useFormats } from '../../components/format.ts';
import { useTimeZone } from '../../components/use-app-info.tsx';
import { toHash } from '../../routing.ts';
import { criteriaOf } from './edit-draft.ts';

interface PreviewResultProperties {
  readonly preview: ScorecardPreview;
  readonly scorecard: ScorecardDraft;
  readonly nameOf: (part: { readonly id: string; readonly name: string }) => string;
}

export function PreviewResult({ preview, scorecard, nameOf }: PreviewResultProperties) {
  const { t } = useTranslation();
  const formats = useFormats();
  const { calls, scored, mean, meanBefore, criteria, criticalErrors, examples } = preview;
  if (calls === 0) return <p className="dimmed">{t('scorecards.preview.none')}</p>;
  const whole = (value: number | null): string => (value === null ? '—' : formats.number(Math.round(value)));
  const counts = new Map(criteria.map(({ id, counts: found }) => [id, found]));
  const errors = criticalErrors.filter((error) => error.calls > 0);
  const hasChanges = examples.some(({ total, before }) => total !== before);
  return (
    <div aria-live="polite">
      <p className="scorecard-mean number">
        <b>{whole(mean)}</b> {t('scorecards.preview.mean')}
        <span className="dimmed">{t('scorecards.preview.now', { mean: whole(meanBefore) })}</span>
      </p>
      <p className="dimmed number">{t('scorecards.preview.scored', { scored, calls })}</p>
      <h3>{t('scorecards.preview.criteria')}</h3>
      <ul>
        {criteriaOf(scorecard).map((criterion) => {
          const found = counts.get(criterion.id);
          return found && <CriterionBar counts={found} key={criterion.id} name={nameOf(criterion)} />;
        })}
      </ul>
      {errors.length > 0 && (
        <>
          <h3>{t('scorecards.preview.errors')}</h3>
          <ul>
            {errors.map((error) => (
              <li className="scorecard-error-count number" key={error.id}>
                <span>
                  {nameOf(scorecard.criticalErrors.find(({ id }) => id === error.id) ?? { ...error, name: '' })}
                </span>
                <span>{t('scorecards.preview.calls', { count: error.calls })}</span>
              </li>
            ))}
          </ul>
        </>
      )}
      {examples.length > 0 && (
        <>
          <h3>{t(hasChanges ? 'scorecards.preview.examples' : 'scorecards.preview.lowest')}</h3>
          <ul className={hasChanges ? 'has-changes' : undefined}>
            {examples.map((call) => (
              <Example call={call} key={call.callId} />
            ))}
          </ul>
        </>
      )}
    </div>
  );
}

interface CriterionBarProperties {
  readonly name: string;
  readonly counts: Readonly<Record<CriterionValue, number>>;
}

function CriterionBar({ name, counts }: CriterionBarProperties) {
  const { t } = useTranslation();
  const formats = useFormats();
  const applied = counts.met + counts.partly + counts.missed;
  const share = (value: 'met' | 'partly' | 'missed'): string => formats.share(counts[value], applied);
  return (
    <li className="scorecard-bar">
      <span>{name}</span>
      <span className="number">{applied === 0 ? '—' : share('met')}</span>
      {applied === 0 ? (
        <span className="dimmed">{t('scorecards.preview.never')}</span>
      ) : (
        <span
          aria-label={t('scorecards.preview.bar', {
            ...{ name, met: share('met'), partly: share('partly'), missed: share('missed') },
          })}
          className="scorecard-bar-track"
          role="img"
        >
          <span className="is-met" style={{ flexGrow: counts.met }} />
          <span className="is-partly" style={{ flexGrow: counts.partly }} />
          <span className="is-missed" style={{ flexGrow: counts.missed }} />
        </span>
      )}
    </li>
  );
}

function Example({ call: { callId, startedAt, agentName, total, before } }: { readonly call: PreviewedCall }) {
  const { t } = useTranslation();
  const formats = useFormats();
  const timeZone = useTimeZone();
  return (
    <li className="scorecard-example number">
      <a href={toHash(['calls', callId])}>
        {formats.moment(startedAt, timeZone)} · {agentName ?? t('call.unknownAgent')}
      </a>
      <b>{total}</b>
      <span className="dimmed">
        {total !== before && t('scorecards.preview.was', { total: before === null ? '—' : formats.number(before) })}
      </span>
    </li>
  );
}
