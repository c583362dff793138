/** Quotes as the panel beside the conversation shows them. */

/** Anything that only a transcript with punctuation has. */
const PUNCTUATION = /[.,!?…;:—]/u;

/**
 * @param said the turn that is quoted; undefined where it is not at hand
 * @returns the quote, with a capital letter where the transcript knows neither letters nor stops: there it reads as a
 * sentence, while in a transcript with punctuation it is the part of one. What is stored stays as it is.
 */
export function shownQuote(quote: string, said: string | undefined): string {
  if (said !== undefined && PUNCTUATION.test(said)) return quote;
  return quote.replace(/^\p{Ll}/u, (letter) => letter.toUpperCase());
}
