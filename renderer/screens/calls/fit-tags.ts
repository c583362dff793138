/** How many tags of a row stand in it, and what is written in one that is too wide for it. */

export interface TagWidths {
  readonly tags: readonly number[];
  /** Between two neighbours. */
  readonly gap: number;
  /** Of the mark that stands for the tags left out. */
  readonly more: number;
}

/**
 * @param room width of the column, pixels
 * @returns at least one where there is any, be it too wide
 */
export function fitTags(room: number, { tags, gap, more }: TagWidths): number {
  let used = 0;
  let fitting = 0;
  for (const [index, width] of tags.entries()) {
    used += (index === 0 ? 0 : gap) + width;
    const isLast = index === tags.length - 1;
    if (used + (isLast ? 0 : gap + more) <= room) fitting = index + 1;
  }
  return Math.min(tags.length, Math.max(1, fitting));
}

/** «и», «или», «в» say nothing at the end of a name. */
const LINK_LETTERS = 3;

/**
 * The beginning of a name, in whole words, that is no wider than `room`; the first word where none is.
 * @param widthOf pixels of a text
 */
export function shortenName(name: string, room: number, widthOf: (text: string) => number): string {
  const words = name.split(' ');
  const short = (count: number): string => `${words.slice(0, count).join(' ')}…`;
  let count = words.length - 1;
  while (count > 1 && (widthOf(short(count)) > room || words[count - 1]!.length <= LINK_LETTERS)) count -= 1;
  return count < 1 ? name : short(count);
}
