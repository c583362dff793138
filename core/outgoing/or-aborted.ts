/** Node's clients and undici look at the signal of a request only when its connection has been made, or has failed. */

/**
 * @param drop ends an answer that comes after the abort
 * @throws the signal's reason as soon as it is aborted; otherwise what `asking` throws
 */
export async function orAborted<T>(asking: Promise<T>, signal: AbortSignal, drop: (answer: T) => void): Promise<T> {
  const { promise, reject } = Promise.withResolvers<never>();
  const onAbort = (): void => {
    // Nobody waits for the answer any more, nor for its failure.
    asking.then(drop, () => undefined);
    reject(signal.reason as Error);
  };
  if (signal.aborted) onAbort();
  signal.addEventListener('abort', onAbort, { once: true });
  try {
    return await Promise.race([asking, promise]);
  } finally {
    signal.removeEventListener('abort', onAbort);
  }
}
