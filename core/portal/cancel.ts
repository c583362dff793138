/** Cancelling: whatever a signal was aborted with becomes `job.cancelled`. */

import { AppError } from '#core/errors.ts';

/** @throws job.cancelled (or the `AppError` the signal was aborted with) once `signal` is aborted */
export function throwIfCancelled(signal: AbortSignal | undefined): void {
  if (!signal?.aborted) return;
  const reason: unknown = signal.reason;
  throw reason instanceof AppError ? reason : new AppError('job.cancelled', {}, { cause: reason });
}

/** A wait that can be aborted. @throws job.cancelled */
export async function cancellable(wait: Promise<void>, signal: AbortSignal | undefined): Promise<void> {
  try {
    await wait;
  } finally {
    throwIfCancelled(signal);
  }
}
