/** The conversation in two sides; it follows the recording, a click on a turn leads the recording to it. */

import { memo, useImperativeHandle, useRef } from 'react';
import type { Ref } from 'react';
import { useTranslation } from 'react-i18next';
import type { ObjectionFinding } from '#core/domain/finding.ts';
import type { Utterance } from '#core/domain/transcript.ts';
import { formatClock } from '#core/texts/format.ts';
import { CategoryTag, hueOf } from '../../components/marks.tsx';
import { cutIntoPieces } from './text-pieces.ts';

export interface TranscriptHandle {
  /** Scrolls to a turn. */
  show(utterance: number): void;
}

interface TranscriptProperties {
  readonly utterances: readonly Utterance[];
  readonly objections: readonly ObjectionFinding[];
  /** Where the recording is; negative before it was touched. */
  readonly timeMs: number;
  readonly onSeek: (atMs: number) => void;
  readonly ref: Ref<TranscriptHandle>;
}

export function Transcript({ utterances, objections, timeMs, onSeek, ref }: TranscriptProperties) {
  const list = useRef<HTMLOListElement>(null);
  useImperativeHandle(ref, () => ({
    show: (utterance) => list.current?.children[utterance]?.scrollIntoView({ block: 'center' }),
  }));
  return (
    <ol className="turns" ref={list}>
      {utterances.map((utterance, index) => {
        const isCurrent = timeMs >= utterance.startMs && timeMs < utterance.endMs;
        return (
          <Turn
            // Only the turn that is being spoken is drawn again while the recording plays.
            isFirstOfSpeaker={utterances[index - 1]?.speaker !== utterance.speaker}
            key={index}
            objections={objections.filter((objection) => objection.utterance === index)}
            onSeek={onSeek}
            spokenMs={isCurrent ? timeMs : -1}
            utterance={utterance}
          />
        );
      })}
    </ol>
  );
}

interface TurnProperties {
  readonly utterance: Utterance;
  readonly objections: readonly ObjectionFinding[];
  readonly isFirstOfSpeaker: boolean;
  /** Negative while somebody else speaks. */
  readonly spokenMs: number;
  readonly onSeek: (atMs: number) => void;
}

const Turn = memo(
  function Turn({ utterance, objections, isFirstOfSpeaker, spokenMs, onSeek }: TurnProperties) {
    const { t } = useTranslation();
    const time = formatClock(utterance.startMs);
    const isSpoken = spokenMs >= 0;
    return (
      <li className={`turn turn-${utterance.speaker}${isSpoken ? ' is-spoken' : ''}`}>
        {isFirstOfSpeaker && <span className="speaker">{t(`speaker.${utterance.speaker}`)}</span>}
        <div className="bubble">
          <button
            aria-label={t('call.jump', { time })}
            className="time"
            onClick={() => onSeek(utterance.startMs)}
            type="button"
          >
            {time}
          </button>
          <p>
            {isSpoken ? (
              <SpokenText timeMs={spokenMs} utterance={utterance} />
            ) : (
              <MarkedText objections={objections} text={utterance.text} />
            )}
          </p>
          {objections.length > 0 && (
            <div className="bubble-tags">
              {objections.map(({ category, verdict }, index) => (
                <CategoryTag category={category} key={index} verdict={verdict} />
              ))}
            </div>
          )}
        </div>
      </li>
    );
  },
  (before, after) =>
    before.utterance === after.utterance &&
    before.spokenMs === after.spokenMs &&
    before.onSeek === after.onSeek &&
    before.objections.length === after.objections.length &&
    before.objections.every((objection, index) => objection === after.objections[index]),
);

function MarkedText({ text, objections }: { readonly text: string; readonly objections: readonly ObjectionFinding[] }) {
  return cutIntoPieces(text, objections).map(({ text: piece, objection }, index) =>
    objection ? (
      <mark className="quoted" key={index} style={hueOf(objection.category)}>
        {piece}
      </mark>
    ) : (
      piece
    ),
  );
}

/** The turn while it is spoken: its words up to now. */
function SpokenText({ utterance, timeMs }: { readonly utterance: Utterance; readonly timeMs: number }) {
  if (utterance.words.length === 0) return utterance.text;
  return utterance.words.map((word, index) => (
    <span className={timeMs >= word.startMs ? 'word is-said' : 'word'} key={index}>
      {word.text}{' '}
    </span>
  ));
}
