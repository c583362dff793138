/** Every objection of the call: words, category, how it was met, advice, and a letter to propose. */

import { Collapse, UnstyledButton } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { useTranslation } from 'react-i18next';
import type { LostCorrection } from '#core/domain/correction.ts';
import type { FollowUpDraft } from '#core/domain/draft.ts';
import type { Utterance } from '#core/domain/transcript.ts';
import { formatClock } from '#core/texts/format.ts';
import { useFormats } from '../../components/format.ts';
import { Icon } from '../../components/icons.tsx';
import { VerdictMark, hueOf } from '../../components/marks.tsx';
import { useAppInfo, useCategoryName } from '../../components/use-app-info.tsx';
import { CopyButton } from './copy-button.tsx';
import { ObjectionControls } from './objection-controls.tsx';
import type { ShownObjection } from './shown-objections.ts';
import { shownQuote } from './shown-quote.ts';
import type { CallActions } from './use-call-actions.ts';

interface ObjectionsTabProperties {
  readonly objections: readonly ShownObjection[];
  readonly lost: readonly LostCorrection[];
  readonly drafts: readonly FollowUpDraft[];
  readonly utterances: readonly Utterance[];
  readonly actions: CallActions;
  readonly onShow: (utterance: number) => void;
}

export function ObjectionsTab({ objections, lost, drafts, ...common }: ObjectionsTabProperties) {
  const { t } = useTranslation();
  const { actions } = common;
  return (
    <section className="card">
      {objections.length === 0 && <p className="dimmed">{t('call.noObjections')}</p>}
      <ul>
        {objections.map((objection) => (
          <ObjectionItem
            draft={drafts.find(({ category }) => category === objection.category)}
            key={objection.key}
            objection={objection}
            {...common}
          />
        ))}
      </ul>
      {lost.length > 0 && (
        <>
          <h3>{t('callScreen.objection.lost')}</h3>
          <ul>
            {lost.map(({ id, text, startMs }) => (
              <li className="lost-correction" key={id}>
                <span>
                  {t('callScreen.objection.lostText', { text })} <span className="time">{formatClock(startMs)}</span>
                </span>
                <UnstyledButton className="link-place" onClick={() => actions.undo(id)}>
                  {t('callScreen.objection.undo')}
                </UnstyledButton>
              </li>
            ))}
          </ul>
        </>
      )}
    </section>
  );
}

interface ObjectionItemProperties extends Pick<ObjectionsTabProperties, 'utterances' | 'actions' | 'onShow'> {
  readonly objection: ShownObjection;
  readonly draft: FollowUpDraft | undefined;
}

function ObjectionItem({ objection, draft, utterances, actions, onShow }: ObjectionItemProperties) {
  const { t } = useTranslation();
  const formats = useFormats();
  const categoryName = useCategoryName();
  const { category, automatic, verdict, utterance, replyUtterance, quote } = objection;
  const shown = category ?? automatic?.category ?? '';
  const advice = useAppInfo()?.categories.find(({ id }) => id === category)?.recommendation;
  const reply = replyUtterance === null ? undefined : utterances[replyUtterance];
  return (
    <li className={category === null ? 'finding is-wrong' : 'finding'} style={hueOf(shown)}>
      <div className="finding-head">
        <b>{categoryName(shown)}</b>
        {verdict && <VerdictMark verdict={verdict} />}
      </div>
      <button className="finding-quote" onClick={() => onShow(utterance)} type="button">
        «{shownQuote(quote, utterances[utterance]?.text)}»{' '}
        <span className="time">{formatClock(utterances[utterance]?.startMs ?? 0)}</span>
      </button>
      {reply && category !== null && (
        <p className="finding-reply">
          <span className="dimmed">{t(verdict === null ? 'callScreen.objection.saidNext' : 'call.reply')}:</span>{' '}
          {reply.text}
        </p>
      )}
      {advice && (
        <p className="finding-advice">
          <Icon name="advice" /> {advice}
        </p>
      )}
      <ObjectionControls actions={actions} objection={objection} />
      <div className="finding-foot">
        <span className="dimmed">{automatic && t('call.score', { share: formats.share(automatic.score, 1) })}</span>
        <CopyButton label={t('call.copy')} text={`«${quote}»`} />
      </div>
      {draft && category !== null && <Letter draft={draft} />}
    </li>
  );
}

function Letter({ draft: { text, facts } }: { readonly draft: FollowUpDraft }) {
  const { t } = useTranslation();
  const [isOpen, { toggle }] = useDisclosure(false);
  return (
    <div className="letter">
      <div className="letter-head">
        <button aria-expanded={isOpen} className="link-place" onClick={toggle} type="button">
          <Icon name={isOpen ? 'up' : 'down'} size={14} /> {t('callScreen.objection.letter')}
        </button>
        <CopyButton label={t('callScreen.objection.copyLetter')} text={text} />
      </div>
      <Collapse expanded={isOpen}>
        <p className="letter-text">{text}</p>
        {facts.length > 0 && (
          <>
            <p className="dimmed">{t('callScreen.objection.facts')}:</p>
            <ul className="letter-facts">
              {facts.map((fact) => (
                <li key={fact}>{fact}</li>
              ))}
            </ul>
          </>
        )}
      </Collapse>
    </div>
  );
}
