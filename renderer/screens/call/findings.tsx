/** What the analysis found in the call: summary, objections with replies and advice. */

import { ActionIcon, Tooltip } from '@mantine/core';
import { useClipboard } from '@mantine/hooks';
import { useTranslation } from 'react-i18next';
import type { CallAnalysis, ObjectionFinding } from '#core/domain/finding.ts';
import type { Utterance } from '#core/domain/transcript.ts';
import { formatClock, formatShare } from '#core/texts/format.ts';
import { Icon } from '../../components/icons.tsx';
import { SentimentMark, VerdictMark, hueOf } from '../../components/marks.tsx';
import { useAppInfo, useCategoryName } from '../../components/use-app-info.tsx';

interface FindingsProperties {
  readonly analysis: CallAnalysis | null;
  readonly utterances: readonly Utterance[];
  readonly onShow: (utterance: number) => void;
}

/** Two cards: the summary and the objections. */
export function Findings({ analysis, utterances, onShow }: FindingsProperties) {
  const { t } = useTranslation();
  if (!analysis) return null;
  return (
    <>
      <section className="card">
        <h2>{t('call.summary')}</h2>
        <dl className="facts">
          <dt>{t('calls.topic')}</dt>
          <dd>{t(`topic.${analysis.topic}`)}</dd>
          <dt>{t('calls.sentiment')}</dt>
          <dd>
            <SentimentMark sentiment={analysis.sentiment} />
          </dd>
          <dt>{t('call.nextStep')}</dt>
          <dd>{analysis.nextStep ?? <span className="dimmed">{t('call.noNextStep')}</span>}</dd>
        </dl>
      </section>
      <section className="card">
        <h2>{t('call.objections')}</h2>
        {analysis.objections.length === 0 && <p className="dimmed">{t('call.noObjections')}</p>}
        <ul>
          {analysis.objections.map((objection, index) => (
            <ObjectionItem key={index} objection={objection} onShow={onShow} utterances={utterances} />
          ))}
        </ul>
      </section>
    </>
  );
}

interface ObjectionItemProperties {
  readonly objection: ObjectionFinding;
  readonly utterances: readonly Utterance[];
  readonly onShow: (utterance: number) => void;
}

function ObjectionItem({ objection, utterances, onShow }: ObjectionItemProperties) {
  const { t } = useTranslation();
  const categoryName = useCategoryName();
  const { copied, copy } = useClipboard();
  const category = useAppInfo()?.categories.find(({ id }) => id === objection.category);
  const reply = objection.replyUtterance === null ? undefined : utterances[objection.replyUtterance];
  const time = formatClock(utterances[objection.utterance]?.startMs ?? 0);
  return (
    <li className="finding" style={hueOf(objection.category)}>
      <div className="finding-head">
        <b>{categoryName(objection.category)}</b>
        <VerdictMark verdict={objection.verdict} />
      </div>
      <button className="finding-quote" onClick={() => onShow(objection.utterance)} type="button">
        «{objection.quote}» <span className="time">{time}</span>
      </button>
      {reply && (
        <p className="finding-reply">
          <span className="dimmed">{t('call.reply')}:</span> {reply.text}
        </p>
      )}
      {category?.recommendation && (
        <p className="finding-advice">
          <Icon name="advice" /> {category.recommendation}
        </p>
      )}
      <div className="finding-foot">
        <span className="dimmed">{t('call.score', { share: formatShare(objection.score, 1) })}</span>
        <Tooltip label={t(copied ? 'call.copied' : 'call.copy')}>
          <ActionIcon
            aria-label={t('call.copy')}
            color="gray"
            onClick={() => copy(`«${objection.quote}»`)}
            size="sm"
            variant="subtle"
          >
            <Icon name={copied ? 'handled' : 'copy'} size={14} />
          </ActionIcon>
        </Tooltip>
      </div>
    </li>
  );
}
