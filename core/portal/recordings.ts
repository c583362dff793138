/** Fetches the recording of a call: file card, link, body, file. */

import { z } from 'zod';
import { AppError, toAppError } from '../errors.ts';
import type { Clock, Logger } from '../ports.ts';
import { downloadBody } from './download.ts';
import type { Failure } from './failure.ts';
import { idField, textField } from './fields.ts';
import { backOffMs, type Pace } from './limiter.ts';
import type { FileSource } from './open-file.ts';
import { openPartFile, type PartFile } from './part-file.ts';
import type { RequestOptions, Requests } from './requests.ts';
import { throwIfCancelled } from './transport.ts';
import type { DownloadedRecording, DownloadOptions, PortalCall, PortalLimits } from './types.ts';

export interface RecordingSource {
  readonly requests: Requests;
  readonly pace: Pace;
  readonly files: FileSource;
  readonly limits: PortalLimits;
  readonly clock: Clock;
  readonly logger: Logger;
}

/** A recording on the portal's drive at this moment. The link holds the webhook's key. */
export interface FileCard {
  readonly url: string;
  readonly sizeBytes: number | null;
  /** Changes with the content: a part of another version is not continued. */
  readonly version: string;
}

const CARD = z.object({
  ID: idField,
  DELETED_TYPE: textField,
  GLOBAL_CONTENT_VERSION: textField,
  SIZE: textField.transform((value) => (value !== null && /^\d{1,15}$/u.test(value) ? Number(value) : null)),
  UPDATE_TIME: textField,
  DOWNLOAD_URL: textField,
});

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
    const card = await readCard(source, call.recordFileId, { signal: options.signal });
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

export async function readCard(
  { requests }: { requests: Requests },
  fileId: number,
  options: RequestOptions = {},
): Promise<FileCard> {
  const answer = await requests
    .call({ method: 'disk.file.get', params: { id: fileId } }, options)
    .catch((thrown: unknown) => {
      throw asRecordingError(toAppError(thrown), fileId);
    });
  const parsed = CARD.safeParse(answer.result);
  const card = parsed.success ? parsed.data : null;
  // In the trash, or gone with its folder.
  if (card?.DELETED_TYPE === '3' || card?.DELETED_TYPE === '4') throw new AppError('recording.deleted', { fileId });
  if (!card?.DOWNLOAD_URL) throw new AppError('portal.bad-answer', { method: 'disk.file.get', reason: 'no-link' });
  return {
    url: card.DOWNLOAD_URL,
    sizeBytes: card.SIZE,
    version: JSON.stringify([fileId, card.GLOBAL_CONTENT_VERSION, card.UPDATE_TIME, card.SIZE]),
  };
}

/** What a refusal of one file means for its recording; troubles of the whole portal stay what they are. */
function asRecordingError(error: AppError, fileId: number): AppError {
  if (error.code === 'portal.bad-request' && error.details.reason === 'not-found')
    return new AppError('recording.deleted', { fileId });
  if (error.code === 'portal.forbidden') return new AppError('recording.forbidden', { fileId });
  return error;
}

function tooLarge({ maxRecordingBytes }: PortalLimits): AppError {
  return new AppError('recording.too-large', { limitMb: Math.floor(maxRecordingBytes / 1_048_576) });
}
