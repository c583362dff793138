/** The call in short: how it ended, what comes next, how ready the client is, the note for a colleague. */

import { useTranslation } from 'react-i18next';
import type { CountedAnalysis, OutcomeFinding, StepFinding } from '#core/domain/finding.ts';
import type { Qualification } from '#core/domain/qualification.ts';
import type { Utterance } from '#core/domain/transcript.ts';
import { formatClock } from '#core/texts/format.ts';
import { useFormats } from '../../components/format.ts';
import { CategoryTag, SentimentMark } from '../../components/marks.tsx';
import { CopyButton } from './copy-button.tsx';
import { QualificationCard } from './qualification-card.tsx';
import { Quote } from './quote.tsx';
import type { ShownObjection } from './shown-objections.ts';
import { shownQuote } from './shown-quote.ts';

interface SummaryTabProperties {
  readonly analysis: CountedAnalysis | null;
  /** What follows from the findings; null until it has come. */
  readonly qualification: {
    readonly qualification: Qualification;
    readonly outcome: OutcomeFinding;
    readonly step: StepFinding | null;
  } | null;
  readonly objections: readonly ShownObjection[];
  readonly utterances: readonly Utterance[];
  readonly onShow: (utterance: number) => void;
}

export function SummaryTab({ analysis, qualification, objections, utterances, onShow }: SummaryTabProperties) {
  const { t } = useTranslation();
  if (!analysis) return <p className="note">{t('call.noTranscript')}</p>;
  const outcome = qualification?.outcome ?? analysis.outcome;
  const step = qualification?.step ?? analysis.step;
  const quoted = { utterances, onShow };
  return (
    <>
      <section className="card">
        <dl className="facts">
          <dt>{t('callScreen.outcome.label')}</dt>
          <dd>
            {t(`callScreen.outcome.${outcome.kind}`)}
            {outcome.quote !== null && outcome.utterance !== null && (
              <Quote quote={outcome.quote} utterance={outcome.utterance} {...quoted} />
            )}
          </dd>
          <dt>{t('call.nextStep')}</dt>
          <dd>
            {analysis.nextStep === null ? (
              <span className="dimmed">{t('call.noNextStep')}</span>
            ) : (
              <>
                {step && <StepFacts step={step} />}
                {step ? <Quote quote={analysis.nextStep} utterance={step.utterance} {...quoted} /> : analysis.nextStep}
              </>
            )}
          </dd>
          <dt>{t('calls.topic')}</dt>
          <dd>{t(`topic.${analysis.topic}`)}</dd>
          <dt>{t('calls.sentiment')}</dt>
          <dd>
            <SentimentMark sentiment={analysis.sentiment} />
          </dd>
        </dl>
        {objections.some(({ category }) => category !== null) && (
          <ul className="summary-objections">
            {objections.map(({ key, category, verdict, quote, utterance }) =>
              category === null ? null : (
                <li key={key}>
                  <CategoryTag category={category} verdict={verdict} />
                  <button className="finding-quote" onClick={() => onShow(utterance)} type="button">
                    «{shownQuote(quote, utterances[utterance]?.text)}»{' '}
                    <span className="time">{formatClock(utterances[utterance]?.startMs ?? 0)}</span>
                  </button>
                </li>
              ),
            )}
          </ul>
        )}
      </section>
      {qualification && (
        <>
          <QualificationCard {...quoted} qualification={qualification.qualification} />
          <section className="card">
            <div className="card-head">
              <h2>{t('callScreen.handOff.title')}</h2>
              <CopyButton label={t('callScreen.handOff.copy')} text={qualification.qualification.handOff.join('\n')} />
            </div>
            <ul className="hand-off">
              {qualification.qualification.handOff.map((line, index) => (
                <li key={index}>{line}</li>
              ))}
            </ul>
          </section>
        </>
      )}
    </>
  );
}

/** Who, and when as far as it was said. */
function StepFacts({ step: { owner, when } }: { readonly step: StepFinding }) {
  const { t } = useTranslation();
  const formats = useFormats();
  const moment = [when?.date ? formats.day(when.date) : when?.text, when?.time].filter(Boolean).join(', ');
  return (
    <span>
      {t(`callScreen.step.${owner}`)}
      {moment && <>, {moment}</>}
    </span>
  );
}
