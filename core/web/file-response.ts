/** Sending a file or the part of it that was asked for (RFC 9110, section 14), so that players can jump. */

import { createReadStream } from 'node:fs';
import { Readable } from 'node:stream';
import type { ServedFile } from '#core/domain/served-file.ts';
import { FILE_HEADERS } from './headers.ts';

export interface FileRequest {
  /** The `Range` header, if there was one. */
  readonly range: string | null | undefined;
  readonly headers?: Readonly<Record<string, string>>;
  /** True for `HEAD`: everything but the content. */
  readonly isHeadOnly?: boolean;
}

/** @returns 200 with the file, 206 with a part of it, 416 for a part that does not exist */
export function respondWithFile(file: ServedFile, { range, headers = {}, isHeadOnly = false }: FileRequest): Response {
  const part = parseRange(range, file.sizeBytes);
  const common = {
    ...FILE_HEADERS,
    'content-type': file.contentType,
    'accept-ranges': 'bytes',
    ...(file.downloadName && { 'content-disposition': `attachment; filename="${file.downloadName}"` }),
    ...headers,
  };
  if (part === 'unsatisfiable') {
    return new Response(null, { status: 416, headers: { ...common, 'content-range': `bytes */${file.sizeBytes}` } });
  }
  const { start, end } = part ?? { start: 0, end: file.sizeBytes - 1 };
  const length = end - start + 1;
  const body = isHeadOnly || length === 0 ? null : streamPart(file.path, start, end);
  return new Response(body, {
    status: part ? 206 : 200,
    headers: {
      ...common,
      'content-length': String(length),
      ...(part ? { 'content-range': `bytes ${start}-${end}/${file.sizeBytes}` } : {}),
    },
  });
}

interface Part {
  /** Both ends included. */
  readonly start: number;
  readonly end: number;
}

/** One range of bytes; several at once, and other units, are answered with the whole file, which the standard permits. */
function parseRange(header: string | null | undefined, sizeBytes: number): Part | 'unsatisfiable' | null {
  const [, from = '', to = ''] = /^bytes=(\d*)-(\d*)$/.exec(header ?? '') ?? [];
  if (from === '' && to === '') return null;
  const last = sizeBytes - 1;
  if (from === '') {
    const suffix = Number(to);
    return suffix === 0 || sizeBytes === 0 ? 'unsatisfiable' : { start: Math.max(0, sizeBytes - suffix), end: last };
  }
  const part = { start: Number(from), end: to === '' ? last : Math.min(Number(to), last) };
  if (to !== '' && Number(to) < part.start) return null;
  return part.start > last ? 'unsatisfiable' : part;
}

function streamPart(path: string, start: number, end: number): ReadableStream<Uint8Array> {
  return Readable.toWeb(createReadStream(path, { start, end })) as ReadableStream<Uint8Array>;
}
