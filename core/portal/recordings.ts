/** Fetches the recording of a call: file card, link, body, file. */

import { createHash } from 'node:crypto';
import { AppError, type ErrorCode, toAppError } from '#core/errors.ts';
import type { Clock, Logger } from '#core/ports.ts';
import { cancellable, throwIfCancelled } from './cancel.ts';
import { downloadBody } from './download.ts';
import type { Failure } from './failure.ts';
import type { FileCard, FileCards } from './file-card.ts';
import { backOffMs, type Pace } from './limiter.ts';
import type { FileSource } from './open-file.ts';
import { openPartFile, type PartFile } from './part-file.ts';

import type { DownloadedRecording, DownloadOptions, PortalCall, PortalLimits } from './types.ts';

export interface RecordingSource {
  /** Null where there is no drive. */
  readonly cards: FileCards | null;
  readonly pace: Pace;
  readonly files: FileSource;
  readonly limits: PortalLimits;
  readonly clock: Clock;
  readonly logger: Logger;
}

/** What a call tells of its recording. */
export type RecordingOfCall = Pick<PortalCall, 'id' | 'recordFileId' | 'recordUrl' | 'recordingHint'>;

const ATTEMPTS = 4;

/** Where a recording may be had: on the portal's drive, or at the telephony provider. */
type Route = 'drive' | 'provider';

/**
 * Fetches a recording to `targetPath`. The link is asked for right before, because it dies with the authorisation.
 * A part that an earlier attempt left is continued where the server can, otherwise fetched anew. What the drive does
 * not give out may still be at the provider.
 * @throws see `Portal.downloadRecording`
 */
export async function downloadRecording(
  source: RecordingSource,
  { call, targetPath }: { call: RecordingOfCall; targetPath: string },
  options: DownloadOptions = {},
): Promise<DownloadedRecording> {
  const routes: Route[] = [];
  if (source.cards && call.recordFileId !== null) routes.push('drive');
  if (call.recordUrl !== null) routes.push('provider');
  let first: AppError | null = null;
  for (const route of routes) {
    try {
      return await fetchFrom(source, { route, call, targetPath }, options);
    } catch (thrown) {
      const error = toAppError(thrown);
      if (!GONE.includes(error.code)) throw error;
      first ??= error;
    }
  }
  throw first ?? noRecording(call);
}

/** Errors after which another route is worth trying. */
const GONE: readonly ErrorCode[] = [
  'recording.deleted',
  'recording.forbidden',
  'recording.not-audio',
  'portal.missing-scope',
  'portal.method-missing',
];

interface Fetch {
  readonly route: Route;
  readonly call: RecordingOfCall;
  readonly targetPath: string;
}

async function fetchFrom(
  source: RecordingSource,
  { route, call, targetPath }: Fetch,
  options: DownloadOptions,
): Promise<DownloadedRecording> {
  const files = route === 'drive' ? source.files : { ...source.files, host: null };
  for (let attempt = 1; ; attempt += 1) {
    throwIfCancelled(options.signal);
    const drive = route === 'drive' ? source.cards : null;
    const card = drive ? await cardOf(drive, call, options.signal) : providerCard(call);
    if ((card.sizeBytes ?? 0) > source.limits.maxRecordingBytes) throw tooLarge(source.limits);
    const result = await attemptOnce({ ...source, files }, { card, targetPath }, options);
    if ('sha256' in result) return result;
    const { code, details } = result.error;
    source.logger.log('warn', 'portal.download-failed', { call: call.id, route, attempt, code, details });
    if (result.retry === 'no' || attempt >= ATTEMPTS) throw bodyError(result.error, route);
    await cancellable(source.clock.sleep(backOffMs(attempt), options.signal), options.signal);
  }
}

async function cardOf(cards: FileCards, call: RecordingOfCall, signal?: AbortSignal): Promise<FileCard> {
  const fileId = call.recordFileId ?? 0;
  return await cards.take(fileId, signal).catch((thrown: unknown) => {
    const error = toAppError(thrown);
    // The portal fails on this one file, or has nothing usable under its id: a matter of this recording alone.
    const { reason } = error.details;
    if (reason === 'server-error' || reason === 'no-link')
      throw new AppError('recording.incomplete', { reason, fileId });
    if (reason === 'rejected') throw new AppError('recording.missing', { reason, fileId });
    throw error;
  });
}

/** The provider's link as it stands in the statistics. It is a password: only its hash is written down. */
function providerCard({ recordUrl }: RecordingOfCall): FileCard {
  const url = recordUrl ?? '';
  return { url, sizeBytes: null, version: createHash('sha256').update(url).digest('hex') };
}

/** What a refused or broken download means for its recording; troubles of the whole portal stay what they are. */
function bodyError(error: AppError, route: Route): AppError {
  const { code, details } = error;
  if (code === 'portal.forbidden') return new AppError('recording.forbidden', { reason: 'download' });
  if (code === 'portal.bad-request') {
    const isGone = details.reason === 'not-found';
    return new AppError(isGone ? 'recording.deleted' : 'recording.not-audio', { reason: 'download' });
  }
  if (route === 'provider' && code === 'portal.unauthorized')
    return new AppError('recording.forbidden', { reason: 'provider' });
  const isBroken = code === 'portal.bad-answer' || code === 'portal.unreachable';
  if (isBroken || (route === 'provider' && code.startsWith('portal.')))
    return new AppError('recording.incomplete', { reason: String(details.reason ?? 'connection') });
  return error;
}

function noRecording(call: RecordingOfCall): AppError {
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
      // What will not be tried again needs no part to continue.
      await (outcome.failure.retry === 'no' ? part.discard() : part.leave());
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
