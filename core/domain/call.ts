/** Telephone calls and the people in them, independent of where they came from. */

/** `in`: the client called. `out`: the agent called. Portal codes never leave `core/portal`. */
export type Direction = 'in' | 'out';

/** How a call ended before anything was analysed. */
export type CallStatus = 'answered' | 'missed' | 'failed';

/** The employee on the call («менеджер»). */
export interface Agent {
  /** Unique within the source, e.g. the portal's user id. */
  readonly id: string;
  readonly name: string;
  readonly isActive: boolean;
}

/** Where a recording stands on its way to the disk. */
export type RecordingState = 'none' | 'pending' | 'stored' | 'missing' | 'deleted' | 'forbidden' | 'failed';

/** One telephone call as its source describes it. */
export interface Call {
  /** `<source>:<external id>`, stable over repeated pulls. */
  readonly id: string;
  /** `portal:<host>`, `folder`, `demo`. */
  readonly source: string;
  /** The id in the source, e.g. the statistics row id. */
  readonly externalId: string;
  readonly direction: Direction;
  readonly status: CallStatus;
  /** Instant in UTC, ISO 8601 with milliseconds and `Z`. */
  readonly startedAt: string;
  /** Length of the call as the source states it. */
  readonly durationMs: number;
  readonly agentId: string | null;
  readonly agentName: string | null;
  readonly clientPhone: string | null;
  readonly clientName: string | null;
}

/** An audio file on this computer. */
export interface Recording {
  readonly callId: string;
  /** Relative to the data folder, with forward slashes. */
  readonly path: string;
  readonly sha256: string;
  readonly sizeBytes: number;
}
