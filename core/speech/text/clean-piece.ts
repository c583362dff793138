/** What an engine heard, without what it made up. */

import type { RecognizedPiece } from '../engine.ts';
import { withoutHallucinations } from './hallucinations.ts';
import { withoutLoops } from './loops.ts';

const EMPTY: RecognizedPiece = { text: '', words: [], confidence: 0 };

/** Numbers and everything else that was said stay as they are; a piece without words is as it was. */
export function cleanPiece(piece: RecognizedPiece): RecognizedPiece {
  const words = withoutLoops(withoutHallucinations(piece.words));
  if (words.length === piece.words.length) return piece;
  if (words.length === 0) return EMPTY;
  return { text: words.map(({ text }) => text).join(' '), words, confidence: piece.confidence };
}
