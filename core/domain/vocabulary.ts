/** The user's own words: names of the company, of products and people, and how recognition mishears them. */

export interface VocabularyEntry {
  /** As it is to be written, e.g. «Битрикс24». */
  readonly word: string;
  /** What is heard instead, e.g. «битрикс», «бит рикс»; replaced by `word`. Empty: nothing is replaced. */
  readonly variants: readonly string[];
  /** Whether recognition listens for the word and its variants. */
  readonly isBoosted: boolean;
}

export const VOCABULARY_LIMITS = { entries: 2000, variants: 50, characters: 100, words: 5 } as const;

/** Words are compared without regard to case and to ё. */
export const comparable = (text: string): string => text.toLowerCase().replaceAll('ё', 'е');
