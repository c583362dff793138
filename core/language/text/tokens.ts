/** Words of an utterance with their places, so that a quote can be cut out verbatim. */

/** One word, number, or question mark. `word` is normalised: lower case, `ё` as `е`, every number as `#`. */
export interface Token {
  readonly word: string;
  /** Offsets in the original text, UTF-16 units. */
  readonly start: number;
  readonly end: number;
}

const TOKEN = /\p{L}+(?:-\p{L}+)*|\d+(?:[.,:]\d+)*|\?/gu;

/** Sounds of hesitation carry nothing and differ between engines. */
const HESITATIONS = new Set([
  'э',
  'ээ',
  'эээ',
  'эм',
  'ммм',
  'мм',
  'м',
  'аа',
  'ааа',
  'ну',
  'вот',
  'хм',
  'гм',
  'мда',
  'э-э',
]);

/** Longest text that is looked at, UTF-16 units; a turn of ten minutes stays below it. */
export const LONGEST_TEXT = 40_000;

/**
 * @param text as recognised or typed, any script
 * @returns words in order without hesitations; empty when there is no letter and no digit
 */
export function tokenise(text: string): Token[] {
  const tokens: Token[] = [];
  for (const match of text.slice(0, LONGEST_TEXT).matchAll(TOKEN)) {
    const raw = match[0];
    const first = raw.charCodeAt(0);
    const isNumber = first >= 48 && first <= 57;
    const word = isNumber ? '#' : raw.toLowerCase().replaceAll('ё', 'е');
    if (HESITATIONS.has(word)) continue;
    tokens.push({
      word: word.length > 30 ? word.slice(0, 30) : word,
      start: match.index,
      end: match.index + raw.length,
    });
  }
  return tokens;
}
