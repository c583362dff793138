/** How the beam search weighs letters, words and listed words against each other. */

/** Weights of the search; tuned on held-out lines of the corpus (models/training/language-model/README.md). */
export interface BeamOptions {
  /** Hypotheses kept per frame. */
  readonly width: number;
  /** Letters less likely than exp(-letterCutoff) in a frame are not tried. */
  readonly letterCutoff: number;
  /** Weight of the language model's log-probability of each word. */
  readonly lmWeight: number;
  /** Added per word, against the preference for few long words. */
  readonly wordBonus: number;
  /** Log-probability (before weighting) of a word that only the general dictionary knows. */
  readonly dictionaryLog: number;
  /** Log-probability (before weighting) of a word that nothing knows. */
  readonly unknownLog: number;
  /** Taken per letter that leads out of all known words; prunes nonsense before its word ends. */
  readonly unknownLetterPenalty: number;
  /** Log-probability (before weighting) of a word that the user listed, where the model's own is lower. */
  readonly boostedLog: number;
  /** Added per letter on the way to a listed word, and taken back where the word does not come. */
  readonly boostedLetterBonus: number;
}

export const DEFAULT_BEAM: BeamOptions = {
  width: 32,
  letterCutoff: 8,
  lmWeight: 0.5,
  wordBonus: 2,
  dictionaryLog: -14,
  unknownLog: -18,
  unknownLetterPenalty: 3,
  boostedLog: -8,
  boostedLetterBonus: 0.7,
};
