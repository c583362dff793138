/** Words of the call beside what they show; a click leads to them. */

import type { Utterance } from '#core/domain/transcript.ts';
import { shownQuote } from './shown-quote.ts';

interface QuoteProperties {
  readonly quote: string;
  /** Which turn is quoted. */
  readonly utterance: number;
  readonly utterances: readonly Utterance[];
  readonly onShow: (utterance: number) => void;
}

export function Quote({ quote, utterance, utterances, onShow }: QuoteProperties) {
  const shown = shownQuote(quote, utterances[utterance]?.text);
  return (
    <button className="criterion-quote" onClick={() => onShow(utterance)} title={shown} type="button">
      «{shown}»
    </button>
  );
}
