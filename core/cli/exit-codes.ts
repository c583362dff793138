/** Exit codes of every command (interfaces.md). */
export const EXIT = {
  done: 0,
  failed: 1,
  wrongUsage: 2,
  /** Some items failed; they are listed. */
  doneInPart: 3,
  cancelled: 130,
} as const;

export type ExitCode = (typeof EXIT)[keyof typeof EXIT];
