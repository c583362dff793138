/** A turn's text cut where findings quote it. */

export interface TextPiece<T> {
  readonly text: string;
  /** The finding that quotes this piece; null for the text between. */
  readonly objection: T | null;
}

/** Pieces in order, together the whole text. A quote that overlaps an earlier one, or is not in the text, marks nothing. */
export function cutIntoPieces<T extends { readonly quote: string }>(
  text: string,
  objections: readonly T[],
): readonly TextPiece<T>[] {
  const spans = objections
    .map((objection) => ({ objection, start: text.indexOf(objection.quote), length: objection.quote.length }))
    .filter(({ start, length }) => start >= 0 && length > 0)
    .sort((a, b) => a.start - b.start);
  const pieces: TextPiece<T>[] = [];
  let done = 0;
  for (const { objection, start, length } of spans) {
    if (start < done) continue;
    pieces.push({ text: text.slice(done, start), objection: null });
    pieces.push({ text: text.slice(start, start + length), objection });
    done = start + length;
  }
  pieces.push({ text: text.slice(done), objection: null });
  return pieces.filter((piece) => piece.text !== '');
}
