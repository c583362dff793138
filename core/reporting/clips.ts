/** Sound for a report: what the clients of the surest objections said. */

import path from 'node:path';
import type { CountedObjection } from '#core/domain/finding.ts';
import type { ReportCall, ReportClip } from '#core/domain/report.ts';
import type { ReportBuild } from '#core/domain/stored-report.ts';
import { cutClips, type ClipPlace } from '#core/pipeline/index.ts';
import type { Store } from '#core/store/index.ts';
import { toAppError } from '#core/errors.ts';
import type { Logger } from '#core/ports.ts';

/** Thirty pieces of ten seconds are about three megabytes of the file. */
const MAX_CLIPS = 30;
const MAX_CLIP_MS = 12_000;
/** A little of what went before, so that the first word is heard. */
const LEAD_MS = 700;

export interface ClipOptions {
  readonly store: Pick<Store, 'recordings'>;
  readonly dataDir: string;
  readonly logger: Logger;
  readonly signal: AbortSignal;
  readonly onProgress: (state: ReportBuild) => void;
}

/** @returns the calls, those with the surest objections with clips; a recording that cannot be read leaves its call without */
export async function withClips(calls: readonly ReportCall[], options: ClipOptions): Promise<readonly ReportCall[]> {
  const wanted = surestObjections(calls);
  const clips = new Map<string, readonly ReportClip[]>();
  let done = 0;
  for (const [call, objections] of wanted) {
    options.signal.throwIfAborted();
    clips.set(call.id, await clipsOf(call, objections, options));
    options.onProgress({ stage: 'clips', callsDone: ++done, callsTotal: wanted.size });
  }
  return calls.map((call) => ({ ...call, clips: clips.get(call.id) ?? [] }));
}

function surestObjections(calls: readonly ReportCall[]): Map<ReportCall, CountedObjection[]> {
  const surest = calls
    .flatMap((call) => call.objections.map((objection) => ({ call, objection })))
    .filter(({ call, objection }) => call.transcript[objection.utterance] !== undefined)
    .sort((a, b) => b.objection.score - a.objection.score)
    .slice(0, MAX_CLIPS);
  const byCall = Map.groupBy(surest, ({ call }) => call);
  return new Map([...byCall].map(([call, found]) => [call, found.map(({ objection }) => objection)]));
}

async function clipsOf(
  call: ReportCall,
  objections: readonly CountedObjection[],
  { store, dataDir, logger, signal }: ClipOptions,
): Promise<readonly ReportClip[]> {
  const recording = store.recordings.findStored(call.id);
  if (!recording) return [];
  const places = objections.map(({ utterance }) => placeOf(call, utterance));
  try {
    const files = await cutClips(path.join(dataDir, recording.path), places, signal);
    return files.map((file, index) => ({
      utterance: objections[index]!.utterance,
      startMs: places[index]!.startMs,
      url: `data:audio/wav;base64,${file.toString('base64')}`,
    }));
  } catch (thrown) {
    const error = toAppError(thrown);
    if (error.code === 'job.cancelled' || error.code === 'internal') throw thrown;
    logger.log('warn', 'clip-failed', { callId: call.id, code: error.code });
    return [];
  }
}

function placeOf({ transcript }: ReportCall, utterance: number): ClipPlace {
  const { startMs, endMs } = transcript[utterance]!;
  const start = Math.max(0, startMs - LEAD_MS);
  return { startMs: start, endMs: Math.min(endMs, start + MAX_CLIP_MS) };
}
