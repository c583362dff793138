/** A conversation in two sides, the objections marked in the colours of their categories. */

import type { CountedObjection } from '#core/domain/finding.ts';
import type { Speaker } from '#core/domain/transcript.ts';
import { formatClock } from '#core/texts/format.ts';
import { SPEAKER_NAMES } from '#core/texts/labels.ts';
import type { PageContext } from './context.ts';
import { el } from './dom.ts';
import type { Child } from './dom.ts';
import type { PageCall, PageTranscript } from './page-types.ts';
import { categoryTag } from './small-parts.ts';

const SPEAKERS: Readonly<Record<string, Speaker>> = { a: 'agent', c: 'client' };

export interface TranscriptProperties {
  readonly context: PageContext;
  readonly call: PageCall;
  readonly transcript: PageTranscript | undefined;
}

export function transcriptView({ context, call, transcript }: TranscriptProperties): HTMLElement {
  if (!transcript || transcript.texts.length === 0) return el('p', 'empty', 'Расшифровки нет.');
  const turns = transcript.texts.map((text, index) => {
    const speaker = SPEAKERS[transcript.speakers.charAt(index)] ?? 'unknown';
    const objections = call.objections.filter((objection) => objection.utterance === index);
    const startsTurn = index === 0 || transcript.speakers.charAt(index) !== transcript.speakers.charAt(index - 1);
    return el(
      'li',
      { class: `turn turn-${speaker}`, attributes: { 'data-utterance': index } },
      startsTurn ? el('span', 'speaker', SPEAKER_NAMES[speaker]) : null,
      el(
        'div',
        'bubble',
        el('span', 'time', formatClock((transcript.starts[index] ?? 0) * 100)),
        el('p', '', ...markedText(text, objections, context)),
        objections.length > 0
          ? el('div', 'tags', ...objections.map(({ category, verdict }) => categoryTag(context, category, verdict)))
          : null,
      ),
    );
  });
  return el('ol', 'turns', ...turns);
}

/** The text in pieces: what a finding quotes is marked; overlapping quotes after the first stay plain. */
function markedText(text: string, objections: readonly CountedObjection[], context: PageContext): Child[] {
  const spans = objections
    .map((objection) => ({ start: text.indexOf(objection.quote), length: objection.quote.length, objection }))
    .filter((span) => span.start >= 0 && span.length > 0)
    .sort((a, b) => a.start - b.start);
  const pieces: Child[] = [];
  let done = 0;
  for (const { start, length, objection } of spans) {
    if (start < done) continue;
    const hue = context.colour(objection.category);
    pieces.push(
      text.slice(done, start),
      el('mark', { class: 'quoted', css: { '--hue': hue } }, text.slice(start, start + length)),
    );
    done = start + length;
  }
  return [...pieces, text.slice(done)];
}
