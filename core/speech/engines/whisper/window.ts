/** The window that every Whisper network hears at once, and the words that it is told to expect. */

/** A shorter piece costs as much as a whole window. */
const WINDOW_MS = 30_000;
/** Room for the silence between stretches and the network's last word. */
const CHUNK_MS = 28_000;

export const WHISPER_WINDOW = {
  sampleRateHz: 16_000,
  maxPieceMs: WINDOW_MS,
  minPieceMs: 1000,
  chunkMs: CHUNK_MS,
} as const;
export const SAMPLES_PER_MS = 16;

/** One step of a 16-bit sample: nothing that is not louder was ever recorded. */
const SILENCE = 2 / 32_768;

/** Of silence the network makes up words. */
export const isSilent = (piece: Float32Array): boolean => piece.every((sample) => Math.abs(sample) < SILENCE);

/** Of the 224 tokens that the network takes as a prompt; Russian has two to three letters a token. */
const LONGEST_PROMPT = 450;

/** The words that the network shall expect, as many as it takes, in the form of a sentence before the speech. */
export function promptOf(vocabulary: readonly string[]): string {
  let prompt = '';
  for (const word of vocabulary) {
    const longer = prompt === '' ? word : `${prompt}, ${word}`;
    if (longer.length > LONGEST_PROMPT) break;
    prompt = longer;
  }
  return prompt === '' ? '' : `${prompt}.`;
}
