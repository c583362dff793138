/** Calls that somebody wants transcribed by another engine: they come before the others. */

import { AppError, toAppError } from '#core/errors.ts';
import { processCalls, type ProcessOptions, type ProcessSummary } from './process-calls.ts';
import type { ClosableTranscriber } from './transcriber.ts';

export interface RequestedOptions extends Omit<ProcessOptions, 'transcriber' | 'requested' | 'limit'> {
  /** @throws what `findSpeechEngine` and `createTranscriber` throw */
  readonly openEngine: (engineId: string) => Promise<ClosableTranscriber>;
  /** What transcribes all other calls. */
  readonly usualEngineId: string;
}

/**
 * One engine after another. An engine that cannot be opened fails its calls and not the others.
 * @throws what `processCalls` throws
 */
export async function transcribeRequested({
  openEngine,
  usualEngineId,
  ...options
}: RequestedOptions): Promise<ProcessSummary> {
  const { store, signal } = options;
  const isOpen = (callId: string): boolean => {
    const state = store.jobs.find(callId, 'transcribe')?.state;
    return state === 'pending' || state === 'running';
  };
  const engines = Map.groupBy(
    store.engineRequests.list().filter(({ callId }) => isOpen(callId)),
    ({ engineId }) => engineId,
  );
  let summary: ProcessSummary = { transcribed: 0, analysed: 0, failed: [] };
  for (const [engineId, requests] of engines) {
    const callIds = requests.map(({ callId }) => callId);
    const transcriber = await openEngine(engineId).catch((error: unknown) => toAppError(error));
    if (transcriber instanceof AppError) {
      signal.throwIfAborted();
      const error = transcriber.toData();
      for (const callId of callIds) store.jobs.fail(callId, 'transcribe', error);
      const failed = callIds.map((callId) => ({ callId, stage: 'transcribe' as const, error }));
      summary = joinSummaries(summary, { transcribed: 0, analysed: 0, failed });
      continue;
    }
    try {
      const requested = { callIds: new Set(callIds), isUsualEngine: engineId === usualEngineId };
      summary = joinSummaries(summary, await processCalls({ ...options, transcriber, requested }));
    } finally {
      transcriber.close();
    }
  }
  return summary;
}

/** Two runs told as one. */
export const joinSummaries = (first: ProcessSummary, second: ProcessSummary): ProcessSummary => ({
  transcribed: first.transcribed + second.transcribed,
  analysed: first.analysed + second.analysed,
  failed: [...first.failed, ...second.failed],
});
