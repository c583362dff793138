/** What the module gives to the rest of the application. */

import type { Call } from '#core/domain/call.ts';
import type { Clock, Logger, ProxyRules } from '#core/ports.ts';

export interface VoximplantOptions {
  /** Number of the account. */
  readonly accountId: string;
  /** A password: goes into the body of requests to the API and nowhere else. */
  readonly apiKey: string;
  readonly proxies: ProxyRules;
  readonly clock: Clock;
  readonly logger: Logger;
  /** Another address of the API; https, or http on this computer. */
  readonly apiUrl?: string;
  readonly limits?: Partial<VoximplantLimits>;
  /** `Call.source` of everything listed. */
  readonly source: string;
}

export interface VoximplantLimits {
  readonly requestTimeoutMs: number;
  /** Requests for one answer before the error is passed on. */
  readonly attempts: number;
  /** Sessions of one answer; the API allows 1000. */
  readonly pageSize: number;
}

/** A session of the exchange as a call. */
export interface VoximplantCall extends Call {
  readonly sessionId: number;
  /** Link to the recording: treat as a password, never log or store in clear. Null: there is none (yet). */
  readonly recordUrl: string | null;
  /** `expected`: people talked, and there is no recording yet. */
  readonly recordingHint: 'available' | 'expected' | 'none';
}

export interface VoximplantPage {
  readonly calls: readonly VoximplantCall[];
  /** Sessions that make no sense; they are counted and passed over. */
  readonly unreadableRows: number;
  /** Null where the API does not tell. */
  readonly remainingRows: number | null;
}

export interface Voximplant {
  /** Sessions that began in the period (instants in UTC, `to` exclusive), page by page. @throws voximplant.*, job.cancelled */
  listCalls(period: {
    readonly from: string;
    readonly to: string;
    readonly signal?: AbortSignal;
  }): AsyncIterable<VoximplantPage>;
  /** Sessions by id, to look for a recording that came late. Unknown ones are absent. @throws voximplant.*, job.cancelled */
  callsById(ids: readonly number[], signal?: AbortSignal): Promise<readonly VoximplantCall[]>;
  close(): Promise<void>;
}
