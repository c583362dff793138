/**
 * Runs `work` over `items`, at most `workers` at once. The first error stops the rest and is passed on once all have
 * stopped, so that nothing of ours still runs when this returns.
 */
export async function inParallel<T>(
  items: AsyncGenerator<T>,
  { workers, signal }: { readonly workers: number; readonly signal: AbortSignal },
  work: (item: T, signal: AbortSignal) => Promise<void>,
): Promise<void> {
  const stop = new AbortController();
  const either = AbortSignal.any([signal, stop.signal]);
  const errors: unknown[] = [];
  const worker = async (): Promise<void> => {
    try {
      for await (const item of items) {
        either.throwIfAborted();
        await work(item, either);
      }
    } catch (error) {
      errors.push(error);
      stop.abort();
    }
  };
  await Promise.all(Array.from({ length: workers }, worker));
  if (errors.length > 0) throw errors[0];
}
