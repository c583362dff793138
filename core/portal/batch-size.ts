/** How many pages to ask for in one request, learned from how the last ones went. */

/** Commands in a batch. */
const MAX_BATCH = 50;
export interface BatchSize {
  /** Pages that may be asked for at once. */
  size(): number;
  learn(outcome: 'whole' | 'part' | 'single'): void;
}

const MAX_FAILURES = 3;

/**
 * The portal runs a batch within one request of 60 s at most, so one that did not come whole is followed by a single
 * page (which waits and classifies) and then by a smaller batch. After three in a row this portal has no more of them.
 */
export function createBatchSize(): BatchSize {
  let size = MAX_BATCH;
  let failures = 0;
  let isSingleNext = false;
  return {
    size: () => (isSingleNext || failures >= MAX_FAILURES ? 1 : size),
    learn(outcome) {
      isSingleNext = outcome === 'part';
      if (outcome === 'single') return;
      failures = outcome === 'whole' ? 0 : failures + 1;
      size = outcome === 'whole' ? Math.min(MAX_BATCH, size * 2) : Math.max(2, Math.floor(size / 4));
    },
  };
}
