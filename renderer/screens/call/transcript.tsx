/** The conversation in two sides; it follows the recording, a click on a turn's time leads the recording to it. */

import { useImperativeHandle, useRef } from 'react';
import type { Ref } from 'react';
import type { Utterance } from '#core/domain/transcript.ts';
import type { ShownObjection } from './shown-objections.ts';
import { Turn } from './turn.tsx';
import type { TurnForm, TurnHandlers } from './turn.tsx';
import type { CallActions } from './use-call-actions.ts';

export interface TranscriptHandle {
  /** Scrolls to a turn. */
  show(utterance: number): void;
}

interface TranscriptProperties {
  readonly utterances: readonly Utterance[];
  readonly objections: readonly ShownObjection[];
  /** Where the recording is; negative before it was touched. */
  readonly timeMs: number;
  readonly form: TurnForm | null;
  readonly actions: CallActions;
  readonly handlers: TurnHandlers;
  readonly ref: Ref<TranscriptHandle>;
}

export function Transcript({ utterances, objections, timeMs, form, actions, handlers, ref }: TranscriptProperties) {
  const list = useRef<HTMLOListElement>(null);
  useImperativeHandle(ref, () => ({
    show: (utterance) => list.current?.children[utterance]?.scrollIntoView({ block: 'center' }),
  }));
  return (
    <ol className="turns" ref={list}>
      {utterances.map((utterance, index) => (
        <Turn
          actions={actions}
          form={form?.utterance === index ? form.kind : null}
          handlers={handlers}
          index={index}
          isFirstOfSpeaker={utterances[index - 1]?.speaker !== utterance.speaker}
          key={index}
          objections={objections.filter((objection) => objection.utterance === index && objection.category !== null)}
          spokenMs={timeMs >= utterance.startMs && timeMs < utterance.endMs ? timeMs : -1}
          utterance={utterance}
        />
      ))}
    </ol>
  );
}
