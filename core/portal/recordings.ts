/** Fetches the recording of a call: file card, link, body, file. */

import { AppError, toAppError } from '../errors.ts';
import type { Clock, Logger } from '../ports.ts';
import { downloadBody } from './download.ts';
import type { Failure } from './failure.ts';
import type { FileCard, FileCards } from './file-card.ts';
import { backOffMs, type Pace } from './limiter.ts';
import type { FileSource } from './open-file.ts';
import { openPartFile, type PartFile } from './part-file.ts';
import { throwIfCancelled } from './transport.ts';
import type { DownloadedRecording, DownloadOptions, PortalCall, PortalLimits } from './types.ts';

export interface RecordingSource {
  readonly cards: FileCards;
  readonly pace: Pace;
  readonly files: FileSource;
  readonly limits: PortalLimits;
  readonly clock: Clock;
  readonly logger: Logger;
}

const ATTEMPTS = 4;

/**
 * Fetches a recording to `targetPath`. The link is asked for right before, because it dies with the authorisation.
 * A part that an earlier attempt left is continued where the server can, otherwise fetched anew.
 * @throws see `Portal.downloadRecording`
 */
export async function downloadRecording(
  source: RecordingSource,
  { call, targetPath }: { call: PortalCall; targetPath: string },
  options: DownloadOptions = {},
): Promise<DownloadedRecording> {
  if (call.recordFileId === null) throw noRecording(call);
  for (let attempt = 1; ; attempt += 1) {
    throwIfCancelled(options.signal);
    const card = await source.cards.take(call.recordFileId, options.signal);
    if ((card.sizeBytes ?? 0) > source.limits.maxRecordingBytes) throw tooLarge(source.limits);
    const result = await attemptOnce(source, { card, targetPath }, options);
    if ('sha256' in result) return result;
    source.logger.log('warn', 'portal.download-failed', {
      call: call.id,
      attempt,
      code: result.error.code,
      details: result.error.details,
    });
    if (result.retry === 'no' || attempt >= ATTEMPTS) throw result.error;
    await source.clock.sleep(backOffMs(attempt), options.signal);
  }
}

function noRecording(call: PortalCall): AppError {
  return new AppError(call.recordingHint === 'none' ? 'recording.missing' : 'recording.pending', { call: call.id });
}

async function attemptOnce(
  { pace, files, limits }: RecordingSource,
  { card, targetPath }: { card: FileCard; targetPath: string },
  options: DownloadOptions,
): Promise<DownloadedRecording | Failure> {
  const part = await openPartFile(targetPath, card.version);
  try {
    await pace.take(options.signal);
    const outcome = await downloadBody(files, part, {
      ...options,
      url: card.url,
      expectedBytes: card.sizeBytes,
      maxBytes: limits.maxRecordingBytes,
      idleTimeoutMs: limits.idleTimeoutMs,
    });
    if (outcome !== 'done') {
      await part.leave();
      return outcome.failure;
    }
    const sizeBytes = part.size();
    return { sha256: await part.finish(), sizeBytes };
  } catch (thrown) {
    throw await abandoned(part, toAppError(thrown));
  }
}

/** A cancelled download is continued later; anything else that is thrown makes the part worthless. */
async function abandoned(part: PartFile, error: AppError): Promise<AppError> {
  if (error.code === 'job.cancelled') await part.leave();
  else await part.discard();
  return error;
}

function tooLarge({ maxRecordingBytes }: PortalLimits): AppError {
  return new AppError('recording.too-large', { limitMb: Math.floor(maxRecordingBytes / 1_048_576) });
}
