/** What the portal module gives to the rest of the application. Codes of the portal never leave this folder. */

import type { Agent, Call } from '#core/domain/call.ts';
import type { CheckStep } from '#core/domain/connection.ts';
import type { Deal, DealStage } from '#core/domain/deal.ts';
import type { WriteRequest } from '#core/domain/write-back.ts';
import type { ErrorCode, ErrorData } from '#core/errors.ts';
import type { Clock, Logger, ProxyRules } from '#core/ports.ts';

/** How gently the portal is treated. Times in milliseconds. Source of the defaults: `limits.ts`. */
export interface PortalLimits {
  /** Requests that may go out at once after a pause. */
  readonly burst: number;
  /** Steady pace after the burst. */
  readonly requestsPerSecond: number;
  /** One JSON answer may take this long (the cloud cuts requests at 60 s). */
  readonly requestTimeoutMs: number;
  /** A download may stay without a new byte this long. */
  readonly idleTimeoutMs: number;
  /** Largest recording that is accepted. */
  readonly maxRecordingBytes: number;
  /** How long an unreachable portal is asked again before the error is passed on. */
  readonly retryUnreachableForMs: number;
  /** How long «too many requests» is waited out before the error is passed on. */
  readonly retryLimitedForMs: number;
}

/** What a person waiting for the portal should be told. */
export type PortalStatus =
  | { readonly kind: 'ready' }
  | {
      readonly kind: 'waiting';
      /** Why the portal has to be asked again, e.g. `portal.rate-limited`. */
      readonly reason: ErrorCode;
      /** Instant (milliseconds since 1970) of the next attempt. */
      readonly untilMs: number;
      /** 1 for the first repetition. */
      readonly attempt: number;
    };

export interface PortalOptions {
  /** Incoming webhook as the portal shows it; trailing method, query and spaces are tolerated. */
  readonly webhookUrl: string;
  /** PEM file of an own certificate authority, for self-hosted portals. Trusted besides the public ones. */
  readonly caFile?: string;
  /** The way to the portal and to the places its recordings lie at. */
  readonly proxies: ProxyRules;
  readonly clock: Clock;
  readonly logger: Logger;
  readonly limits?: Partial<PortalLimits>;
  readonly onStatus?: (status: PortalStatus) => void;
  /**
   * Hosts (with port) in private networks from which recordings may be fetched when a call names them. Links in the
   * portal's data are otherwise followed to public addresses only.
   */
  readonly allowedRecordingHosts?: readonly string[];
  /** `Call.source` of everything listed; default `portal:<host>`. */
  readonly source?: string;
}

/** Whether the portal has (or may still get) audio for a call. */
export type RecordingHint = 'available' | 'expected' | 'none';

/** A call with what is needed to fetch its recording and to find it in the CRM. */
export interface PortalCall extends Call {
  /** Row id in the portal's call statistics: the cursor of `listCalls`. Same number as `externalId`. */
  readonly rowId: number;
  /** The portal's own id of the call (`CALL_ID`), needed for write-back. */
  readonly portalCallId: string;
  /** `callback`: ordered by the client on a site; `info`: an automatic announcement without an agent. */
  readonly kind: 'phone' | 'callback' | 'info';
  readonly recordingHint: RecordingHint;
  /** File of the recording on the portal's drive; a changed id means a replaced recording. */
  readonly recordFileId: number | null;
  /** Link to the recording at the telephony provider: treat as a password, never log or store in clear. */
  readonly recordUrl: string | null;
  readonly crmEntityType: 'contact' | 'company' | 'lead' | null;
  readonly crmEntityId: number | null;
  readonly crmActivityId: number | null;
}

export interface ListCallsOptions {
  /** Only rows with a greater row id. Default 0: all. */
  readonly afterId?: number;
  /** Only calls started at or after this instant (UTC, ISO 8601). */
  readonly from?: string;
  /** Only calls started before this instant (UTC, ISO 8601). */
  readonly to?: string;
  readonly signal?: AbortSignal;
}

/** Some consecutive rows of the portal's call statistics, ascending by row id. */
export interface CallPage {
  readonly calls: readonly PortalCall[];
  /** Rows that make no sense (no id, no date); they are counted and passed over. */
  readonly unreadableRows: number;
  /** Greatest row id seen so far: what the next pull may pass as `afterId`. */
  readonly lastRowId: number;
  /** Rows that still follow, as the portal counted them, for an estimate of the time left; null where unknown. */
  readonly remainingRows: number | null;
}

export interface DownloadOptions {
  readonly signal?: AbortSignal;
  /** @param receivedBytes so far, @param totalBytes null where the portal does not tell */
  readonly onProgress?: (receivedBytes: number, totalBytes: number | null) => void;
}

export interface DownloadedRecording {
  /** Hexadecimal. */
  readonly sha256: string;
  readonly sizeBytes: number;
}

/** One of the questions of the connection check: fine, or why not. No error: there was nothing to try it on. */
export interface Verdict {
  readonly isOk: boolean;
  readonly error: ErrorData | null;
}

export interface CheckOptions {
  readonly onStep?: (step: CheckStep) => void;
  /** The user confirmed that a renamed portal may be followed; without that the key goes to no other address. */
  readonly acceptsMove?: boolean;
}

/** What a webhook can do, found by asking (never by trusting what was promised). */
export interface ConnectionReport {
  readonly host: string;
  /** The portal was renamed and answers under this host, which the user confirmed before. */
  readonly movedTo: string | null;
  readonly user: { readonly id: string; readonly name: string; readonly isAdmin: boolean };
  /** Scopes to tick in the webhook before calls can be pulled. */
  readonly missingScopes: readonly string[];
  /** Scopes without which only names, clients or deals are missing. */
  readonly missingOptionalScopes: readonly string[];
  /** The call statistics can be read. */
  readonly statistics: Verdict;
  /**
   * Whose calls are visible. The portal hides the rest without a word: `own` when every row seen belongs to the owner of
   * the webhook, `some` when colleagues are visible to somebody who is no administrator (perhaps only a department).
   */
  readonly coverage: 'all' | 'some' | 'own' | 'unknown';
  /** Recordings can be downloaded, tried on another employee's file where there is one. */
  readonly recordings: Verdict;
}

/** An employee as the portal tells about them. */
export interface PortalAgent extends Agent {
  /** False where the portal did not tell: the name is made of the number. */
  readonly isNamed: boolean;
  readonly departmentIds: readonly number[];
}

/** A deal with its way so far. */
export interface PortalDeal extends Deal {
  /** The oldest first; empty where the portal does not tell. */
  readonly stages: readonly DealStage[];
}

/** What the CRM knows of a call. */
export interface CrmFacts {
  readonly clientName: string | null;
  /** Null: no deal is linked to the call, or none that the webhook's owner may read. */
  readonly deal: PortalDeal | null;
}

/** One Bitrix24 portal. Every method throws `AppError` only; texts of the portal are never passed on. */
export interface Portal {
  readonly host: string;
  /** The employee with whose rights the webhook acts: an id like `Call.agentId`. */
  readonly ownerId: string;
  /** Strings that must never be seen outside; feed them to the log's redaction. */
  readonly secrets: readonly string[];
  /** @param onStep told what is asked next */
  checkConnection(signal?: AbortSignal, options?: CheckOptions): Promise<ConnectionReport>;
  /** Pages of calls, ascending by row id. @throws portal.ignored-filter when rows contradict what was asked for */
  listCalls(options: ListCallsOptions): AsyncIterable<CallPage>;
  /** Rows by id, at most 50 a request: recheck of late or replaced recordings. Deleted rows are absent. */
  callsByRowId(rowIds: readonly number[], signal?: AbortSignal): Promise<readonly PortalCall[]>;
  /** Employees by id; the map holds every id asked for («Сотрудник №7» where the portal does not tell). */
  agentNames(ids: Iterable<string>, signal?: AbortSignal): Promise<ReadonlyMap<string, PortalAgent>>;
  /** Names of departments by id; empty where the webhook may not read them. */
  departmentNames(signal?: AbortSignal): Promise<ReadonlyMap<number, string>>;
  /**
   * Names of clients and deals with their outcome, an entry for every call. Null where the CRM is out of reach (scope
   * `crm` missing, no rights): everything else works without it.
   */
  crmOf(calls: readonly PortalCall[], signal?: AbortSignal): Promise<ReadonlyMap<string, CrmFacts> | null>;
  /** Deals by id, as they stand now; null as above. What may not be read is absent. */
  deals(ids: readonly number[], signal?: AbortSignal): Promise<readonly PortalDeal[] | null>;
  /**
   * The portal's own transcripts by activity id, an entry for every id: null where it has none (yet), or none that may
   * be read. Null as a whole where the portal has no such thing or the webhook may not ask.
   */
  transcripts(activityIds: readonly number[], signal?: AbortSignal): Promise<ReadonlyMap<number, string | null> | null>;
  /**
   * Tells which recordings will be downloaded soon: their links are then asked for fifty at a time, which halves the
   * requests of a first pull. Never necessary.
   */
  announceDownloads(calls: readonly PortalCall[]): void;
  /**
   * Fetches the recording of a call to `targetPath` (written as `<targetPath>.part`, then renamed).
   * @throws recording.pending, recording.deleted, recording.forbidden, recording.not-audio, recording.too-large,
   * recording.incomplete, disk.full, job.cancelled, portal.*
   */
  downloadRecording(call: PortalCall, targetPath: string, options?: DownloadOptions): Promise<DownloadedRecording>;
  /**
   * Writes into the portal, sent once: after a lost answer (`portal.unreachable`, `portal.bad-answer`) nobody knows
   * whether it arrived.
   */
  write(request: WriteRequest, signal?: AbortSignal): Promise<void>;
  /** Whether it is in the portal, whoever wrote it; null where that cannot be found out. */
  isWritten(request: WriteRequest, signal?: AbortSignal): Promise<boolean | null>;
  /** Ends idle connections. */
  close(): void;
}
