import type { ProcessingState } from '#core/domain/call-list.ts';

/** Work on calls that does not go on, and where none waits. */
export const IDLE: ProcessingState = {
  ...{ isRunning: false, progress: null, learning: null },
  ...{ waiting: 0, failed: 0, error: null, revision: 0 },
};
