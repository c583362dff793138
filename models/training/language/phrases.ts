/** How well single lines are told apart, by models that have not learned from them. */

import { macroF1, toQuality } from '#core/language/evaluation/counts.ts';
import { CATEGORY_OUTPUTS } from '#core/language/models/language-model.ts';
import { findObjections } from '#core/language/objections/find.ts';

import { toCategory } from './corpus.ts';
import type { Trained } from './train.ts';

export interface PhraseFigures {
  readonly lines: number;
  readonly macroF1: number;
  readonly anyF1: number;
}

/** Lines of more words are turns, not phrases. */
const LONGEST_PHRASE = 14;

export function crossValidatePhrases({ signalled, foldModels }: Trained): PhraseFigures {
  const counts = [...CATEGORY_OUTPUTS, 'any'].map(() => ({ right: 0, wrong: 0, missed: 0 }));
  const count = (place: number, isGold: boolean, isFound: boolean): void => {
    const entry = counts[place]!;
    if (isGold && isFound) entry.right++;
    else if (isFound) entry.wrong++;
    else if (isGold) entry.missed++;
  };
  let lines = 0;
  for (const { gold, signals, fold } of signalled.lines) {
    const turn = signals.clients[0];
    if (!turn || turn.words > LONGEST_PHRASE) continue;
    lines++;
    const labels = new Set(gold.labels.map(toCategory));
    const found = new Set(findObjections(signals, foldModels[fold]!).map(({ category }) => category));
    CATEGORY_OUTPUTS.forEach((category, place) => {
      count(place, labels.has(category), found.has(category));
    });
    count(CATEGORY_OUTPUTS.length, labels.size > 0, found.size > 0);
  }
  const qualities = counts.map(toQuality);
  const short = (value: number | null): number => Number((value ?? 0).toFixed(3));
  return { lines, macroF1: short(macroF1(qualities.slice(0, -1))), anyF1: short(qualities.at(-1)!.f1) };
}
