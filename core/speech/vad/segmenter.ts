/** Speech probabilities to stretches of speech, on the fly. All positions are samples of the channel. */

export interface SegmenterOptions {
  /** Samples per window. */
  readonly hop: number;
  /** Speech starts at this probability ... */
  readonly onThreshold: number;
  /** ... and ends below this one. */
  readonly offThreshold: number;
  /** Stretches that are not longer than this are no speech (clicks). */
  readonly minSpeech: number;
  /** Pauses shorter than this do not end a stretch. */
  readonly minGap: number;
  /** Silence kept on each side. At most half of `minGap`, so that stretches never overlap. */
  readonly pad: number;
  /** Longer stretches are cut: at their last pause, or else where they are quietest. */
  readonly maxLength: number;
}

/** A stretch of speech with its padding, `[start, end)`. */
export interface SpeechSpan {
  readonly start: number;
  readonly end: number;
}

export interface Segmenter {
  /** @param probability of speech in the next window @param energy of that window, any monotonous measure */
  push(probability: number, energy: number): SpeechSpan[];
  /** Ends the channel after `length` samples. */
  finish(length: number): SpeechSpan[];
  /** Samples before this position will be in no later span. */
  readonly oldestNeeded: number;
}

/** A pause is a place to cut only when at least this much of the stretch lies before it (share of the maximum). */
const EARLIEST_CUT = 1 / 3;

export function createSegmenter(options: SegmenterOptions): Segmenter {
  const { hop, pad, maxLength } = options;
  let position = 0;
  let isSpeech = false;
  /** The stretch being built, unpadded; `end` is known while there is silence. */
  let open: { start: number; end: number; padStart: number } | null = null;
  let lastPause: { start: number; end: number } | null = null;
  /** One per window since the start of the open stretch. */
  let energies: number[] = [];

  const span = (from: number, to: number, padding: { start: number; end: number }): SpeechSpan[] =>
    to - from > options.minSpeech ? [{ start: Math.max(0, from - padding.start), end: to + padding.end }] : [];

  const close = (): SpeechSpan[] => {
    if (open === null) return [];
    const { start, end, padStart } = open;
    open = null;
    lastPause = null;
    return span(start, end, { start: padStart, end: pad });
  };

  /** Cuts an open stretch that has become too long; it goes on behind the cut. */
  const cut = (stretch: { start: number; padStart: number }): SpeechSpan[] => {
    const { start, padStart } = stretch;
    const earliest = start + maxLength * EARLIEST_CUT;
    const pause = lastPause !== null && lastPause.start >= earliest ? lastPause : null;
    const at = start + quietest(Math.ceil((earliest - start) / hop)) * hop;
    const [end, next] = pause === null ? [at, at] : [pause.start, pause.end];
    const padding = Math.min(pad, Math.floor((next - end) / 2));
    open = { start: next, end: next, padStart: padding };
    lastPause = null;
    energies = energies.slice((next - start) / hop);
    return span(start, end, { start: padStart, end: padding });
  };

  /** Number of the window, from the start of the stretch, around which energy is lowest (weighted over three windows). */
  const quietest = (from: number): number => {
    let best = from;
    let lowest = Infinity;
    for (let i = from; i < energies.length - 1; i += 1) {
      const energy = energies[i - 1]! + 2 * energies[i]! + energies[i + 1]!;
      if (energy < lowest) [best, lowest] = [i, energy];
    }
    return best;
  };

  return {
    push(probability, energy) {
      const done: SpeechSpan[] = [];
      if (!isSpeech && probability >= options.onThreshold) {
        isSpeech = true;
        if (open === null) {
          open = { start: position, end: position, padStart: pad };
          energies = [];
        } else {
          lastPause = { start: open.end, end: position };
        }
      } else if (isSpeech && probability < options.offThreshold) {
        isSpeech = false;
        if (open !== null) open.end = position;
      }
      position += hop;
      if (open !== null) {
        energies.push(energy);
        if (isSpeech && position - open.start >= maxLength) done.push(...cut(open));
        else if (!isSpeech && position - open.end >= options.minGap) done.push(...close());
      }
      return done;
    },
    finish(length) {
      if (open !== null && isSpeech) open.end = Math.min(position, length);
      isSpeech = false;
      return close().map(({ start, end }) => ({ start, end: Math.min(end, length) }));
    },
    get oldestNeeded() {
      return Math.max(0, (open === null ? position : open.start) - pad - hop);
    },
  };
}
