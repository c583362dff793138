/** One hue per objection category, the same in tables, charts, transcripts and reports. */

import { BUILTIN_CATEGORIES, UNKNOWN_CATEGORY_ID } from './category.ts';

/** Tableau 10, which people with colour-blindness can tell apart; its grey is left for `unknown`. */
const BUILTIN_HUES = [
  '#4e79a7',
  '#f28e2b',
  '#59a14f',
  '#e15759',
  '#b07aa1',
  '#d4a72c',
  '#76b7b2',
  '#e377c2',
  '#9c755f',
  '#6b6ecf',
] as const;

/** For the user's own categories. */
const FURTHER_HUES = ['#2a9d8f', '#c1666b', '#7fa650', '#b6992d', '#499894', '#d37295', '#5b8def', '#a66f3c'] as const;

const UNKNOWN_HUE = '#8a8f98';

/** @returns `#rrggbb`; depends on the id alone, so adding or removing categories never recolours the others */
export function categoryColour(categoryId: string): string {
  if (categoryId === UNKNOWN_CATEGORY_ID) return UNKNOWN_HUE;
  const place = BUILTIN_CATEGORIES.findIndex((category) => category.id === categoryId);
  if (place >= 0) return BUILTIN_HUES[place] ?? UNKNOWN_HUE;
  let sum = 0;
  for (const character of categoryId) sum = (sum * 31 + (character.codePointAt(0) ?? 0)) % 65_521;
  return FURTHER_HUES[sum % FURTHER_HUES.length] ?? UNKNOWN_HUE;
}
