/** How ready the client is, and the words that say so. */

import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { Qualification } from '#core/domain/qualification.ts';

interface QualificationCardProperties {
  readonly qualification: Qualification;
  readonly onShow: (utterance: number) => void;
}

export function QualificationCard({ qualification, onShow }: QualificationCardProperties) {
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
            {quote !== null && utterance !== null && (
              <button className="criterion-quote" onClick={() => onShow(utterance)} title={quote} type="button">
                «{quote}»
              </button>
            )}
          </li>
        ))}
      </ul>
      <dl className="facts">
        <dt>{t('callScreen.qualification.budget')}</dt>
        <dd>
          {budget ? (
            <Said onShow={onShow} quote={budget.quote} utterance={budget.utterance}>
              {budget.amount !== null && t('callScreen.qualification.roubles', { amount: budget.amount })}
            </Said>
          ) : (
            <span className="dimmed">{t('callScreen.qualification.unknown')}</span>
          )}
        </dd>
        <dt>{t('callScreen.qualification.urgency')}</dt>
        <dd>
          {urgency ? (
            <Said onShow={onShow} quote={urgency.quote} utterance={urgency.utterance} />
          ) : (
            <span className="dimmed">{t('callScreen.qualification.notUrgent')}</span>
          )}
        </dd>
      </dl>
    </section>
  );
}

interface SaidProperties {
  readonly quote: string;
  readonly utterance: number;
  readonly onShow: (utterance: number) => void;
  readonly children?: ReactNode;
}

function Said({ quote, utterance, onShow, children }: SaidProperties) {
  return (
    <>
      {children}
      <button className="criterion-quote" onClick={() => onShow(utterance)} title={quote} type="button">
        «{quote}»
      </button>
    </>
  );
}
