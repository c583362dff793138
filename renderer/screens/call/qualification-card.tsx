/** How ready the client is, and the words that say so. */

import { useTranslation } from 'react-i18next';
import type { Qualification } from '#core/domain/qualification.ts';
import type { Utterance } from '#core/domain/transcript.ts';
import { Quote } from './quote.tsx';

interface QualificationCardProperties {
  readonly qualification: Qualification;
  readonly utterances: readonly Utterance[];
  readonly onShow: (utterance: number) => void;
}

export function QualificationCard({ qualification, ...quoted }: QualificationCardProperties) {
  const { t } = useTranslation();
  const { temperature, score, reasons, budget, urgency } = qualification;
  return (
    <section className="card">
      <h2>{t('callScreen.qualification.title')}</h2>
      {temperature === null ? (
        <p className="dimmed">{t('callScreen.qualification.none')}</p>
      ) : (
        <p className="temperature">
          <b className={`temperature-${temperature}`}>{t(`callScreen.qualification.${temperature}`)}</b>
          <span className="number dimmed">{t('callScreen.qualification.score', { score })}</span>
        </p>
      )}
      <ul className="reasons">
        {reasons.map(({ kind, quote, utterance }, index) => (
          <li key={index}>
            <span>{t(`callScreen.qualification.reason.${kind}`)}</span>
            {quote !== null && utterance !== null && <Quote quote={quote} utterance={utterance} {...quoted} />}
          </li>
        ))}
      </ul>
      <dl className="facts">
        <dt>{t('callScreen.qualification.budget')}</dt>
        <dd>
          {budget ? (
            <>
              {budget.amount !== null && t('callScreen.qualification.roubles', { amount: budget.amount })}
              <Quote quote={budget.quote} utterance={budget.utterance} {...quoted} />
            </>
          ) : (
            <span className="dimmed">{t('callScreen.qualification.unknown')}</span>
          )}
        </dd>
        <dt>{t('callScreen.qualification.urgency')}</dt>
        <dd>
          {urgency ? (
            <Quote quote={urgency.quote} utterance={urgency.utterance} {...quoted} />
          ) : (
            <span className="dimmed">{t('callScreen.qualification.notUrgent')}</span>
          )}
        </dd>
      </dl>
    </section>
  );
}
