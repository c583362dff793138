/** The body of a recording into a file: size cap, watch over stalls, content check, resume. */

import type { IncomingMessage } from 'node:http';
import type { Readable } from 'node:stream';
import { createBrotliDecompress, createGunzip, createInflate } from 'node:zlib';
import { AppError } from '#core/errors.ts';
import { readAnswer } from './answer.ts';
import { fail, type Failure, notAnAnswer, type Question } from './failure.ts';
import { type FileAnswer, type FileSource, openFile } from './open-file.ts';
import type { PartFile } from './part-file.ts';
import { SMALLEST_RECORDING_BYTES, sniff, SNIFF_BYTES } from './sniff.ts';
import { throwIfCancelled } from './cancel.ts';
import type { DownloadOptions } from './types.ts';

export interface BodyRequest extends DownloadOptions {
  readonly url: string;
  /** Size by the portal's file card, or null. */
  readonly expectedBytes: number | null;
  readonly maxBytes: number;
  /** In each stretch of this length some progress must happen. */
  readonly idleTimeoutMs: number;
}

/** `done`: the part file is complete. A failure may be repeated as its class says; the part keeps what came. */
export type Outcome = 'done' | { readonly failure: Failure };

/** One kibibyte per idle timeout: a server that drips single bytes is as good as a silent one. */
const MIN_PROGRESS_BYTES = 1_024;
/** An error answer is read to be understood, up to this size. */
const MAX_ERROR_BYTES = 64 * 1_024;

const incomplete = (question: Question, reason: string): Outcome => ({
  failure: fail(question, { code: 'recording.incomplete', retry: 'transport', reason }),
});

/**
 * One attempt to fetch the rest of a file behind what `part` holds.
 * @throws recording.not-audio, recording.too-large, disk.full, job.cancelled
 */
export async function downloadBody(source: FileSource, part: PartFile, request: BodyRequest): Promise<Outcome> {
  const question: Question = { host: source.host ?? '', method: 'download' };
  const watchdog = createWatchdog(request);
  try {
    const opened = await openFile(source, { url: request.url, offset: part.size(), signal: watchdog.signal });
    if ('failure' in opened) return opened;
    return await receive(opened, { question, part, request, watchdog });
  } catch (error) {
    throwIfCancelled(request.signal);
    if (error instanceof AppError && error !== watchdog.signal.reason) throw error;
    // The connection broke or the watchdog bit.
    return incomplete(question, watchdog.signal.aborted ? 'stalled' : 'connection');
  } finally {
    watchdog.end();
  }
}

interface Reception {
  readonly question: Question;
  readonly part: PartFile;
  readonly request: BodyRequest;
  readonly watchdog: Watchdog;
}

async function receive(answer: FileAnswer, reception: Reception): Promise<Outcome> {
  const { question, part, request, watchdog } = reception;
  const { response } = answer;
  const status = response.statusCode ?? 0;
  if (status === 416) {
    await part.restart();
    return incomplete(question, 'range-refused');
  }
  if (status !== 200 && status !== 206) return { failure: await readFailure(question, answer) };
  // A server that ignores the range sends everything from the start.
  if (part.size() > 0 && !continuesAt(response, part.size())) await part.restart();
  const announced = announcedBytes(response, part.size());
  const total = request.expectedBytes ?? announced;
  if ((total ?? 0) > request.maxBytes) throw tooLarge(request.maxBytes);

  let head = Buffer.alloc(0);
  let isChecked = part.size() > 0;
  const keep = async (chunk: Buffer): Promise<void> => {
    if (part.size() + chunk.length > request.maxBytes) throw tooLarge(request.maxBytes);
    await part.append(chunk);
    request.onProgress?.(part.size(), total);
  };
  for await (const chunk of bodyOf(answer) as AsyncIterable<Buffer>) {
    // Much may have come before the wish to stop.
    watchdog.signal.throwIfAborted();
    watchdog.progress(chunk.length);
    if (isChecked) {
      await keep(chunk);
      continue;
    }
    head = Buffer.concat([head, chunk]);
    if (head.length < SNIFF_BYTES) continue;
    const failure = judge(question, head, status);
    if (failure) return { failure };
    await keep(head);
    isChecked = true;
  }
  if (!response.complete) throw new Error('The connection ended before the file did.');
  if (!isChecked) {
    const failure = judge(question, head, status);
    if (failure) return { failure };
    await keep(head);
  }
  return checkSize(reception, announced);
}

async function checkSize({ question, part, request }: Reception, announced: number | null): Promise<Outcome> {
  const size = part.size();
  const total = request.expectedBytes ?? announced;
  if (total !== null && size < total) return incomplete(question, 'too-short');
  if (total !== null && size > total) {
    await part.restart();
    return incomplete(question, 'too-long');
  }
  if (size < SMALLEST_RECORDING_BYTES)
    throw new AppError('recording.not-audio', { reason: size === 0 ? 'empty' : 'too-small' });
  return 'done';
}

/** The first bytes: null for what may be audio. The portal reports its errors as JSON under any status. */
function judge(question: Question, head: Buffer, status: number): Failure | null {
  const kind = sniff(head);
  if (kind === 'audio' || kind === 'unknown') return null;
  if (kind === 'json') {
    const raw = { status, body: head.toString('utf8'), contentType: '', location: null };
    const reading = readAnswer(question, raw);
    if ('failure' in reading && reading.failure.error.code !== 'portal.bad-answer') return reading.failure;
  }
  throw new AppError('recording.not-audio', { reason: kind });
}

async function readFailure(question: Question, answer: FileAnswer): Promise<Failure> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of bodyOf(answer) as AsyncIterable<Buffer>) {
    chunks.push(chunk);
    size += chunk.length;
    if (size > MAX_ERROR_BYTES) break;
  }
  const status = answer.response.statusCode ?? 0;
  const body = Buffer.concat(chunks).toString('utf8');
  const reading = readAnswer(question, { status, body, contentType: '', location: null });
  if ('failure' in reading && reading.failure.error.code !== 'portal.bad-answer') return reading.failure;
  if (status >= 500) return notAnAnswer(question, status === 500 ? 503 : status, 'page');
  if (status === 403 && question.host === '') throw new AppError('recording.forbidden', { reason: 'provider' });
  throw new AppError('recording.not-audio', { reason: 'page', status });
}

function continuesAt(response: IncomingMessage, offset: number): boolean {
  const match = /^bytes (\d+)-/u.exec(response.headers['content-range'] ?? '');
  return response.statusCode === 206 && Number(match?.[1]) === offset;
}

/** Size of the whole file by the headers, or null for chunked and compressed bodies. */
function announcedBytes(response: IncomingMessage, offset: number): number | null {
  const length = response.headers['content-length'];
  if (length === undefined || isCompressed(response)) return null;
  return Number(length) + offset;
}

function isCompressed(response: IncomingMessage): boolean {
  const encoding = response.headers['content-encoding'];
  return encoding !== undefined && encoding !== 'identity';
}

/** Compression was refused in the request; some proxies compress all the same. */
function bodyOf({ response, body }: FileAnswer): Readable {
  const encoding = response.headers['content-encoding'];
  if (encoding === 'gzip' || encoding === 'x-gzip') return body.pipe(createGunzip());
  if (encoding === 'deflate') return body.pipe(createInflate());
  if (encoding === 'br') return body.pipe(createBrotliDecompress());
  return body;
}

function tooLarge(maxBytes: number): AppError {
  return new AppError('recording.too-large', { limitMb: Math.floor(maxBytes / 1_048_576) });
}

interface Watchdog {
  /** Aborted when the caller gives up or nothing moves any more. */
  readonly signal: AbortSignal;
  progress(bytes: number): void;
  end(): void;
}

function createWatchdog({ idleTimeoutMs, signal }: BodyRequest): Watchdog {
  const stall = new AbortController();
  let received = 0;
  const timer = setInterval(() => {
    if (received < MIN_PROGRESS_BYTES) stall.abort(new AppError('recording.incomplete', { reason: 'stalled' }));
    received = 0;
  }, idleTimeoutMs);
  return {
    signal: signal ? AbortSignal.any([signal, stall.signal]) : stall.signal,
    progress(bytes) {
      received += bytes;
    },
    end: () => clearInterval(timer),
  };
}
