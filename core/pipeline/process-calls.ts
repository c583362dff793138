/**
 * Runs what is pending: transcribe stored recordings, then analyse transcripts. Jobs are rows, so a run may be killed at
 * any moment; the next one repeats at most the calls that were in flight.
 */

import type { Call } from '#core/domain/call.ts';
import type { Progress, Stage } from '#core/domain/job.ts';
import type { CallAnalysis, CallText } from '#core/domain/finding.ts';
import type { Maker, Transcript } from '#core/domain/transcript.ts';
import { AppError, causeText, toAppError, type ErrorData } from '#core/errors.ts';
import type { Logger } from '#core/ports.ts';
import type { StaleCall, Store, StoredJob } from '#core/store/index.ts';
import { createWorkMeter, type WorkMeter } from './work-meter.ts';

/** A call that brings the whole program down this often is set aside. */
const MAX_ATTEMPTS = 3;

/** Turns an audio file into a transcript, in a process of its own. */
export interface Transcriber {
  readonly maker: Maker;
  /** @param call the file's absolute path and what is known of the call */
  transcribe(
    call: {
      readonly path: string;
      readonly direction: Call['direction'] | null;
      readonly agentName?: string | null;
    },
    options: { readonly signal: AbortSignal; readonly onProgress: (audioDoneMs: number) => void },
  ): Promise<Transcript>;
}

/** Finds objections, sentiment, topic and next step in a transcript. */
export interface Analyser {
  readonly maker: Maker;
  analyse(call: CallText): Promise<CallAnalysis> | CallAnalysis;
}

export interface ProcessOptions {
  readonly store: Store;
  readonly transcriber: Transcriber;
  readonly analyser: Analyser;
  readonly logger: Logger;
  /** Settles the objections of a call that has just been analysed, in the same transaction. */
  readonly afterAnalysis?: (callId: string) => void;
  /** Puts the user's words into a new transcript, within the transaction that stores it. */
  readonly applyVocabulary?: (transcriptId: number) => void;
  /** Absolute path of a stored recording. */
  readonly resolvePath: (relativePath: string) => string;
  readonly signal: AbortSignal;
  readonly onProgress?: (progress: Progress) => void;
  /** At most this many calls are transcribed. */
  readonly limit?: number;
  /** Calls transcribed at the same time. */
  readonly concurrency?: number;
  /** Only these calls are transcribed: somebody asked for this engine. Without it, all others. */
  readonly requested?: RequestedCalls;
}

export interface RequestedCalls {
  readonly callIds: ReadonlySet<string>;
  /** A transcript of another engine than the usual one stays until a person wants it otherwise. */
  readonly isUsualEngine: boolean;
}

export interface FailedItem {
  readonly callId: string;
  readonly stage: Stage;
  readonly error: ErrorData;
}

export interface ProcessSummary {
  readonly transcribed: number;
  readonly analysed: number;
  readonly failed: readonly FailedItem[];
}

/**
 * @returns what was done; a call that fails does not stop the others
 * @throws job.cancelled when the signal aborts, disk.full when nothing more can be stored
 */
export async function processCalls(options: ProcessOptions): Promise<ProcessSummary> {
  const { store, transcriber, analyser, requested } = options;
  const failed: FailedItem[] = [];
  let transcribed = 0;
  let analysed = 0;

  const analyse = async (job: StoredJob) => {
    meter.begin(job.callId, 'analyse');
    const error = await runJob(options, job, () => analyseCall(options, job)).finally(() => meter.leave(job.callId));
    if (error) failed.push({ callId: job.callId, stage: 'analyse', error });
    else analysed++;
  };

  if (!requested) {
    plan(store, 'transcribe', transcriber.maker);
    plan(store, 'analyse', analyser.maker);
  }
  const isMine = ({ callId }: StoredJob): boolean =>
    requested ? requested.callIds.has(callId) : !store.engineRequests.find(callId);
  const jobs = store.jobs
    .open('transcribe')
    .filter(isMine)
    .slice(0, options.limit ?? Infinity);
  const lengths = new Map(jobs.map(({ callId }) => [callId, store.calls.find(callId)?.durationMs ?? 0]));
  const meter = createWorkMeter(lengths, options.onProgress);
  try {
    for (const job of requested ? [] : store.jobs.open('analyse')) await analyse(job);
    meter.startHearing();
    await inParallel(jobs, options.concurrency ?? 1, async (job) => {
      meter.begin(job.callId, 'transcribe');
      const error = await runJob(options, job, () => transcribeCall(options, job, meter));
      meter.finish(job.callId);
      if (error) {
        failed.push({ callId: job.callId, stage: 'transcribe', error });
        return;
      }
      transcribed++;
      planAnalysis(store, job.callId, analyser.maker);
      const next = store.jobs.find(job.callId, 'analyse');
      if (next?.state === 'pending') await analyse(next);
    });
  } catch (error) {
    throw toAppError(error);
  }
  return { transcribed, analysed, failed };
}

/** Analyses one call whose transcript has changed, at once. @throws job.cancelled when the signal aborts, disk.full */
export async function analyseAgain(
  options: Pick<ProcessOptions, 'store' | 'analyser' | 'logger' | 'signal' | 'afterAnalysis'>,
  callId: string,
): Promise<void> {
  const { store, analyser } = options;
  planAnalysis(store, callId, analyser.maker);
  const job = store.jobs.find(callId, 'analyse');
  if (job?.state === 'pending') await runJob(options, job, () => analyseCall(options, job));
}

/** Plans a stage for every call whose input or maker changed. */
function plan(store: Store, stage: 'transcribe' | 'analyse', maker: Maker): void {
  const stale = stage === 'transcribe' ? store.staleWork.toTranscribe(maker) : store.staleWork.toAnalyse(maker);
  store.transaction(() => {
    for (const call of stale) store.jobs.plan(call.callId, stage, workKey(call, maker));
  });
}

/** Plans the analysis of the transcript that has just been made. */
function planAnalysis(store: Store, callId: string, maker: Maker): void {
  for (const call of store.staleWork.toAnalyse(maker, callId)) store.jobs.plan(callId, 'analyse', workKey(call, maker));
}

const workKey = ({ input }: StaleCall, { id, version }: Maker): string => `${input}|${id}@${version}`;

/** Runs one job to `done` or `failed`. @returns the error it failed with; cancelling and a full disk are thrown */
async function runJob(
  { store, logger, signal }: Pick<ProcessOptions, 'store' | 'logger' | 'signal'>,
  { callId, stage, attempts }: StoredJob,
  work: () => Promise<void>,
): Promise<ErrorData | undefined> {
  for (let attempt = attempts + 1; ; attempt++) {
    signal.throwIfAborted();
    store.jobs.start(callId, stage);
    try {
      if (attempt > MAX_ATTEMPTS) throw new AppError('engine.crashed', { attempts: attempts });
      await work();
      return undefined;
    } catch (thrown) {
      const error = toAppError(thrown);
      logger.log(error.code === 'internal' ? 'error' : 'warn', 'job-failed', {
        callId,
        stage,
        attempt,
        code: error.code,
        cause: causeText(error),
      });
      if (error.code === 'job.cancelled' || error.code === 'disk.full') {
        store.jobs.release(callId, stage);
        throw error;
      }
      if (error.code === 'engine.crashed' && attempt < MAX_ATTEMPTS) continue;
      store.jobs.fail(callId, stage, error.toData());
      return error.toData();
    }
  }
}

async function transcribeCall(
  { store, transcriber, applyVocabulary, resolvePath, signal, requested }: ProcessOptions,
  { callId, stage }: StoredJob,
  meter: WorkMeter,
): Promise<void> {
  const recording = store.recordings.findStored(callId);
  const call = store.calls.find(callId);
  if (!recording || !call) throw new AppError('recording.missing', { call: callId });
  const transcript = await transcriber.transcribe(
    { path: resolvePath(recording.path), direction: call.direction, agentName: call.agentName },
    { signal, onProgress: (audioDoneMs) => meter.advance(callId, audioDoneMs) },
  );
  store.transaction(() => {
    const chosen = store.transcriptVersions.findChosen(callId, recording.sha256);
    const transcriptId = store.transcripts.save(callId, transcript, recording.sha256);
    applyVocabulary?.(transcriptId);
    if (requested) {
      store.transcriptVersions.setChosen(transcriptId, !requested.isUsualEngine);
      store.engineRequests.remove(callId);
    } else if (chosen !== undefined) {
      // What a person wrote or chose stays; the new text waits beside it.
      store.transcriptVersions.show(callId, chosen);
    }
    store.jobs.finish(callId, stage);
  });
}

async function analyseCall(
  options: Pick<ProcessOptions, 'store' | 'analyser' | 'afterAnalysis'>,
  job: StoredJob,
): Promise<void> {
  const { store, analyser, afterAnalysis } = options;
  const { callId, stage } = job;
  const call = store.calls.find(callId);
  const transcript = store.transcripts.findCurrent(callId);
  if (!call || !transcript) throw new AppError('recording.missing', { call: callId });
  const analysis = await analyser.analyse({ direction: call.direction, utterances: transcript.utterances });
  const isDone = store.transaction(() => {
    // Somebody corrected the text while it was read: the findings belong to the one before.
    if (store.transcripts.findCurrent(callId)?.id !== transcript.id) return false;
    store.analyses.save({ callId, transcriptId: transcript.id, maker: analyser.maker }, analysis);
    afterAnalysis?.(callId);
    store.jobs.finish(callId, stage);
    return true;
  });
  if (!isDone) await analyseCall(options, job);
}

/** Runs `work` over the items, `width` at a time, in order. The first rejection ends the others' queue and is thrown. */
async function inParallel<T>(items: readonly T[], width: number, work: (item: T) => Promise<void>): Promise<void> {
  const queue = items.values();
  let hasFailed = false;
  const lane = async () => {
    for (const item of queue) {
      if (hasFailed) return;
      try {
        await work(item);
      } catch (error) {
        hasFailed = true;
        throw error;
      }
    }
  };
  const results = await Promise.allSettled(Array.from({ length: Math.max(1, width) }, lane));
  const rejected = results.find((result) => result.status === 'rejected');
  if (rejected) throw rejected.reason;
}
