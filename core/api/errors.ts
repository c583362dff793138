/** What of an error crosses to the screens. */

import { randomUUID } from 'node:crypto';
import { ZodError } from 'zod';
import { AppError } from '#core/errors.ts';
import type { ErrorCode, ErrorDetails } from '#core/errors.ts';
import type { Logger } from '#core/ports.ts';

export interface ApiError {
  readonly code: ErrorCode;
  readonly details: ErrorDetails;
}

/**
 * An expected error as it is; a rejected input with the name of the field; of anything else only the id under which the
 * log holds it, because messages of unforeseen errors may quote paths, requests and secrets.
 */
export function toApiError(cause: unknown, logger: Logger | undefined): ApiError {
  if (cause instanceof AppError) return { code: cause.code, details: cause.details };
  if (cause instanceof ZodError) {
    const fields = cause.issues.map((issue) => issue.path.join('.'));
    return { code: 'input.invalid', details: { reason: `Не подходит значение: ${fields.join(', ')}` } };
  }
  const logId = randomUUID();
  logger?.log('error', 'api-error', { logId, error: cause });
  return { code: 'internal', details: { logId } };
}
