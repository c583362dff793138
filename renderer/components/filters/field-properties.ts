/** What every field of the filters gets. */

import type { CallsView } from './call-filters.ts';

/** Wide letters of the fields' size; most are narrower. */
const LETTER_PX = 7.5;
/** Inset, cross and arrow. */
const FRAME_PX = 58;
/** Longer names end in dots. */
const LONGEST_PX = 230;

/** Room for what is chosen, so that it can be read. */
export const widthOfText = (text: string): number => Math.min(text.length * LETTER_PX + FRAME_PX, LONGEST_PX);

export interface FieldProperties {
  readonly view: CallsView;
  readonly change: (changed: Partial<CallsView>, replace?: boolean) => void;
}
