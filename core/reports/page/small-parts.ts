/** Small pieces that several sections use. */

import type { Direction } from '#core/domain/call.ts';
import type { Sentiment, Verdict } from '#core/domain/finding.ts';
import { formatShare } from '#core/texts/format.ts';
import { DIRECTION_NAMES, SENTIMENT_NAMES, VERDICT_NAMES } from '#core/texts/labels.ts';
import type { PageContext } from './context.ts';
import { el } from './dom.ts';
import { icon } from './icons.ts';

/** @returns null where it is not known who replied */
export function verdictMark(verdict: Verdict | null): HTMLElement | null {
  return verdict && el('span', `mark verdict-${verdict}`, icon(verdict), VERDICT_NAMES[verdict]);
}

export function sentimentMark(sentiment: Sentiment): HTMLElement {
  return el('span', `mark sentiment-${sentiment}`, icon(sentiment), SENTIMENT_NAMES[sentiment]);
}

export function directionMark(direction: Direction): HTMLElement {
  const label = DIRECTION_NAMES[direction];
  return el(
    'span',
    { class: `direction direction-${direction}`, attributes: { title: label } },
    icon(direction),
    el('span', 'visually-hidden', label),
  );
}

/** The coloured name of a category, with the verdict's icon where it is known. */
export function categoryTag(context: PageContext, category: string, verdict: Verdict | null): HTMLElement {
  return el(
    'span',
    {
      class: 'tag',
      css: { '--hue': context.colour(category) },
      attributes: { title: verdict ? `${context.categoryName(category)}: ${VERDICT_NAMES[verdict]}` : undefined },
    },
    el('span', 'tag-name', context.categoryName(category)),
    verdict ? el('span', `tag-verdict verdict-${verdict}`, icon(verdict)) : null,
    verdict ? el('span', 'visually-hidden', VERDICT_NAMES[verdict]) : null,
  );
}

/** A share as a number and a bar. */
export function meter(part: number, whole: number, hue?: string): HTMLElement {
  const width = whole > 0 ? `${(part / whole) * 100}%` : '0%';
  return el(
    'span',
    'meter',
    el('span', 'meter-value', formatShare(part, whole)),
    el(
      'span',
      { class: 'meter-track', attributes: { 'aria-hidden': 'true' } },
      el('span', { class: 'meter-fill', css: hue ? { width, '--hue': hue } : { width } }),
    ),
  );
}

export interface SectionText {
  readonly id: string;
  readonly title: string;
  readonly hint?: string;
}

export function section({ id, title, hint }: SectionText, ...children: readonly (Node | null)[]): HTMLElement {
  return el(
    'section',
    { class: 'section', attributes: { id, 'aria-labelledby': `${id}-title` } },
    el(
      'div',
      'section-head',
      el('h2', { attributes: { id: `${id}-title` } }, title),
      hint ? el('p', 'hint', hint) : null,
    ),
    ...children,
  );
}
