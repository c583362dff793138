/** One turn of the conversation: words, marks, and what can be done with it. */

import { memo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Utterance } from '#core/domain/transcript.ts';
import { formatClock } from '#core/texts/format.ts';
import { ObjectionPopover } from './objection-popover.tsx';
import type { ShownObjection } from './shown-objections.ts';
import { SpokenText } from './spoken-text.tsx';
import { CategoryForm, TextForm } from './turn-forms.tsx';
import { TurnMenu } from './turn-menu.tsx';
import type { CallActions } from './use-call-actions.ts';

/** What a turn tells the screen; the same object while the call stays. */
export interface TurnHandlers {
  readonly seek: (atMs: number) => void;
  /** Begins a note at that place. */
  readonly note: (atMs: number) => void;
  readonly setForm: (form: TurnForm | null) => void;
}

export interface TurnForm {
  readonly utterance: number;
  readonly kind: 'text' | 'objection';
}

interface TurnProperties {
  readonly index: number;
  readonly utterance: Utterance;
  readonly objections: readonly ShownObjection[];
  readonly isFirstOfSpeaker: boolean;
  /** Negative while somebody else speaks. */
  readonly spokenMs: number;
  readonly form: TurnForm['kind'] | null;
  readonly actions: CallActions;
  readonly handlers: TurnHandlers;
}

export const Turn = memo(
  function Turn({ index, utterance, objections, isFirstOfSpeaker, spokenMs, form, actions, handlers }: TurnProperties) {
    const { t } = useTranslation();
    const [open, setOpen] = useState<string | null>(null);
    const { speaker, text, startMs } = utterance;
    const time = formatClock(startMs);
    const close = (): void => handlers.setForm(null);
    return (
      <li className={`turn turn-${speaker}${spokenMs >= 0 ? ' is-spoken' : ''}`} data-turn={index}>
        {isFirstOfSpeaker && <span className="speaker">{t(`speaker.${speaker}`)}</span>}
        <div className={form === 'text' ? 'bubble is-edited' : 'bubble'}>
          <button
            aria-label={t('call.jump', { time })}
            className="time"
            onClick={() => handlers.seek(startMs)}
            type="button"
          >
            {time}
          </button>
          <TurnMenu
            onCopy={() => void navigator.clipboard.writeText(text)}
            onEdit={() => handlers.setForm({ utterance: index, kind: 'text' })}
            onNote={() => handlers.note(startMs)}
            onObjection={() => handlers.setForm({ utterance: index, kind: 'objection' })}
            onSpeaker={(to) => actions.setSpeaker(index, to)}
            speaker={speaker}
            time={time}
          />
          {form === 'text' ? (
            <TextForm onClose={close} onSave={(changed) => actions.editText(index, changed)} text={text} time={time} />
          ) : (
            <p>
              <SpokenText objections={objections} onQuote={setOpen} spokenMs={spokenMs} utterance={utterance} />
            </p>
          )}
          {form === 'objection' && (
            <CategoryForm onChoose={(category) => actions.addObjection(index, category)} onClose={close} />
          )}
          {objections.length > 0 && (
            <div className="bubble-tags">
              {objections.map((objection) => (
                <ObjectionPopover
                  actions={actions}
                  isOpen={open === objection.key}
                  key={objection.key}
                  objection={objection}
                  said={text}
                  onChange={(isOpen) => setOpen(isOpen ? objection.key : null)}
                />
              ))}
            </div>
          )}
        </div>
      </li>
    );
  },
  // Only the turn that is being spoken is drawn again while the recording plays.
  (before, after) =>
    before.utterance === after.utterance &&
    before.spokenMs === after.spokenMs &&
    before.form === after.form &&
    before.actions === after.actions &&
    before.handlers === after.handlers &&
    before.isFirstOfSpeaker === after.isFirstOfSpeaker &&
    before.objections.length === after.objections.length &&
    before.objections.every((objection, index) => objection === after.objections[index]),
);
