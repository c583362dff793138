/** Reports from a data folder: gathered from the store and built. */

import { accuracyOf } from '#core/categories/index.ts';
import { periodInUtc } from '#core/domain/period.ts';
import type { Report, ReportCall } from '#core/domain/report.ts';
import type { ReportRequest } from '#core/domain/report-request.ts';
import { buildingReport, maskCall, maskRequest } from '#core/reports/index.ts';
import { readStore, type Store } from '#core/store/index.ts';
import { measureTalk } from '#core/talk/index.ts';
import { createCallScores } from '#core/call-scores.ts';
import type { Clock } from '#core/ports.ts';
import { withClips, type ClipOptions } from './clips.ts';
import { finishInTurns, inTurns } from '#core/turns.ts';

interface Reporting {
  readonly clock: Clock;
  readonly timeZone: string;
}

type Gathering = Reporting & ClipOptions & { readonly store: Store };

/**
 * Reads and scores a call at a time: whoever asks the store something meanwhile is answered in between.
 * @throws job.cancelled when the signal aborts
 */
export async function makeReport(options: Gathering, request: ReportRequest): Promise<Report> {
  const { store, clock, timeZone, signal } = options;
  const isSafe = request.masking === 'safe';
  const inUtc = periodInUtc(request.period, timeZone);
  const found = await gather(options, request, store.reportCalls.ids({ ...request.filter, ...inUtc }));
  const steps = buildingReport({
    period: request.period,
    generatedAt: new Date(clock.now()).toISOString(),
    timeZone,
    categories: store.categories.current().categories,
    models: store.reportCalls.makers(inUtc),
    checks: accuracyOf(store.corrections.list()).map(({ category, right, wrong }) => ({ category, right, wrong })),
    calls: hasClips(request) ? await withClips(found, options) : found,
    request: isSafe ? maskRequest(request) : request,
  });
  return finishInTurns(steps, signal);
}

/** A voice identifies its speaker, and clips are heard where calls are shown. */
const hasClips = ({ withClips, masking, sections }: ReportRequest): boolean =>
  withClips && masking === 'full' && sections.includes('calls');

async function gather(
  { store, signal, onProgress }: Gathering,
  { masking, sections }: ReportRequest,
  ids: readonly string[],
): Promise<readonly ReportCall[]> {
  const withFigures = figuresOf(store);
  const hasTranscripts = sections.includes('transcripts');
  const told = (done: number) => onProgress({ stage: 'calls', callsDone: done, callsTotal: ids.length });
  const calls: ReportCall[] = [];
  told(0);
  for await (const id of inTurns(ids, { signal, onProgress: told })) {
    const stored = store.reportCalls.find(id);
    // Deleted since the ids were listed.
    if (!stored) continue;
    const call = withFigures(stored);
    const shown = masking === 'safe' ? maskCall(call) : call;
    calls.push(hasTranscripts ? shown : withoutWords(shown));
  }
  return calls;
}

/** The times of single words are most of a transcript; once the talk has been measured, only a transcript shows them. */
const withoutWords = (call: ReportCall): ReportCall => ({
  ...call,
  transcript: call.transcript.map((utterance) => ({ ...utterance, words: [] })),
});

/** Makes a report beside a program that works in the folder. */
export async function reportFrom(
  options: Reporting & Omit<ClipOptions, 'store'>,
  request: ReportRequest,
): Promise<Report> {
  const store = readStore(options.dataDir, options.clock);
  try {
    return await makeReport({ ...options, store }, request);
  } finally {
    store.close();
  }
}

/** Talk metrics and scores are computed and not stored: they cost far less than reading the transcript. */
function figuresOf(store: Store): (call: ReportCall) => ReportCall {
  const scores = createCallScores(store);
  const score = scores.by(scores.active());
  return (call) => {
    if (call.channels === 0) return { ...call, talk: null, score: null };
    const talk = measureTalk({ ...call, utterances: call.transcript });
    const { topic, nextStep, objections, transcript: utterances } = call;
    const sheet = topic && score(call.id, { utterances, talk, topic, nextStep, objections });
    return { ...call, talk, score: sheet && sheet.final.total };
  };
}
