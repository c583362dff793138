/**
 * The one error class of the application and its closed list of codes.
 *
 * Foreign errors (system, SQLite, portal, decoder) become an `AppError` once, at the edge that met them. An expected
 * trouble is an `AppError`; any other error is a bug and is shown as `internal`. Texts for people: `core/texts`.
 */

/** Every code, and whether trying the same thing again later makes sense. */
export const ERROR_CODES = {
  'portal.bad-url': { retryable: false },
  'portal.unreachable': { retryable: true },
  'portal.bad-answer': { retryable: true },
  'portal.certificate': { retryable: false },
  'portal.unauthorized': { retryable: false },
  'portal.forbidden': { retryable: false },
  'portal.missing-scope': { retryable: false },
  'portal.plan': { retryable: false },
  'portal.rate-limited': { retryable: true },
  'portal.overloaded': { retryable: false },
  'portal.closed': { retryable: false },
  'portal.moved': { retryable: false },
  'portal.ignored-filter': { retryable: false },
  'portal.method-missing': { retryable: false },
  'portal.bad-request': { retryable: false },
  'voximplant.unreachable': { retryable: true },
  'voximplant.unauthorized': { retryable: false },
  'voximplant.rate-limited': { retryable: true },
  'voximplant.rejected': { retryable: false },
  'voximplant.bad-answer': { retryable: true },
  'recording.pending': { retryable: true },
  'recording.missing': { retryable: false },
  'recording.deleted': { retryable: false },
  'recording.forbidden': { retryable: false },
  'recording.not-audio': { retryable: false },
  'recording.too-large': { retryable: false },
  'recording.incomplete': { retryable: true },
  'audio.unknown-format': { retryable: false },
  'audio.unsupported-codec': { retryable: false },
  'audio.corrupt': { retryable: false },
  'audio.empty': { retryable: false },
  'audio.silent': { retryable: false },
  'audio.too-long': { retryable: false },
  'file.not-found': { retryable: false },
  'file.unreadable': { retryable: false },
  'disk.full': { retryable: true },
  'model.missing': { retryable: false },
  'model.corrupt': { retryable: false },
  'model.unknown': { retryable: false },
  'model.unrecognised': { retryable: false },
  'model.download-failed': { retryable: true },
  'engine.unknown': { retryable: false },
  'engine.not-built': { retryable: false },
  'engine.crashed': { retryable: true },
  'store.newer-than-app': { retryable: false },
  'store.corrupt': { retryable: false },
  'store.locked': { retryable: true },
  'secrets.exposed': { retryable: false },
  'network.offline': { retryable: false },
  'network.unreachable': { retryable: true },
  'proxy.unreachable': { retryable: true },
  'proxy.password': { retryable: false },
  'proxy.refused': { retryable: true },
  'proxy.intercepted': { retryable: false },
  'proxy.unsupported': { retryable: false },
  'work.running': { retryable: true },
  'backup.invalid': { retryable: false },
  'portal.not-connected': { retryable: false },
  'input.invalid': { retryable: false },
  'job.cancelled': { retryable: true },
  internal: { retryable: false },
} as const satisfies Record<string, { retryable: boolean }>;

export type ErrorCode = keyof typeof ERROR_CODES;

/** Facts for the text of an error (names, numbers, limits); plain data, never a secret or a phone number. */
export type ErrorDetails = Readonly<Record<string, string | number | boolean | null | readonly string[]>>;

/** How an error travels between processes and is stored in a job row. */
export interface ErrorData {
  readonly code: ErrorCode;
  readonly message: string;
  readonly details: ErrorDetails;
}

export class AppError extends Error {
  readonly code: ErrorCode;
  readonly details: ErrorDetails;

  /** @param code what went wrong @param details facts for the text @param options `cause`: the foreign error, for the log */
  constructor(code: ErrorCode, details: ErrorDetails = {}, options?: { cause?: unknown }) {
    super(`${code} ${JSON.stringify(details)}`, options);
    this.name = 'AppError';
    this.code = code;
    this.details = details;
  }

  get isRetryable(): boolean {
    return ERROR_CODES[this.code].retryable;
  }

  toData(): ErrorData {
    return { code: this.code, message: this.message, details: this.details };
  }

  static fromData(data: ErrorData): AppError {
    return new AppError(data.code, data.details);
  }
}

/** Wraps anything thrown: an `AppError` as it is, an abort as `job.cancelled`, a full disk as `disk.full`, else `internal`. */
export function toAppError(thrown: unknown): AppError {
  if (thrown instanceof AppError) return thrown;
  if (thrown instanceof Error && thrown.name === 'AbortError')
    return new AppError('job.cancelled', {}, { cause: thrown });
  if (hasSystemCode(thrown, 'ENOSPC') || hasSystemCode(thrown, 'EDQUOT') || hasSystemCode(thrown, 'SQLITE_FULL')) {
    return new AppError('disk.full', {}, { cause: thrown });
  }
  return new AppError('internal', {}, { cause: thrown });
}

/** True when `thrown` is an error of the system or of SQLite with this `code`, e.g. `ENOENT`. */
export function hasSystemCode(thrown: unknown, code: string): boolean {
  return thrown instanceof Error && 'code' in thrown && thrown.code === code;
}

/** The foreign error behind ours with its stack, for the log only: it may hold anything. */
export function causeText({ cause }: AppError): string | undefined {
  return cause instanceof Error ? (cause.stack ?? cause.message) : undefined;
}
