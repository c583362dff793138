/** The words of a turn: what findings quote is underlined, and while it is heard the current word stands out. */

import type { MouseEvent, ReactNode } from 'react';
import type { Utterance } from '#core/domain/transcript.ts';
import { hueOf } from '../../components/marks.tsx';
import type { ShownObjection } from './shown-objections.ts';
import { cutIntoPieces } from './text-pieces.ts';

interface SpokenTextProperties {
  readonly utterance: Utterance;
  /** Those that count. */
  readonly objections: readonly ShownObjection[];
  /** Where the recording is; negative while somebody else speaks. */
  readonly spokenMs: number;
  readonly onQuote: (key: string) => void;
}

export function SpokenText({ utterance: { text, words }, objections, spokenMs, onQuote }: SpokenTextProperties) {
  // Times are known by word: they are of use only where the words of the text are those of the recording.
  const isTimed = spokenMs >= 0 && words.length > 0 && words.length === text.split(/\s+/u).length;
  const current = isTimed ? words.findLastIndex(({ startMs }) => startMs <= spokenMs) : -1;
  let word = 0;
  const spoken = (piece: string): ReactNode => {
    if (!isTimed) return piece;
    return piece.split(/(\s+)/u).map((token, index) => {
      if (token.trim() === '') return token;
      const at = word;
      word += 1;
      const state = at === current ? 'word is-said is-current' : at < current ? 'word is-said' : 'word';
      return (
        <span className={state} key={index}>
          {token}
        </span>
      );
    });
  };
  return cutIntoPieces(text, objections).map(({ text: piece, objection }, index) => {
    if (!objection) return <span key={index}>{spoken(piece)}</span>;
    const open = (event: MouseEvent): void => {
      event.stopPropagation();
      onQuote(objection.key);
    };
    return (
      <mark className="quoted" key={index} onClick={open} style={hueOf(objection.category ?? '')}>
        {spoken(piece)}
      </mark>
    );
  });
}
