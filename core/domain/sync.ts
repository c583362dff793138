/** Bringing calls from a source: how far it is, how it went, when it happens by itself. */

import type { ErrorCode, ErrorData } from '#core/errors.ts';
import type { ProcessingState } from './call-list.ts';

/** Where calls are pulled from. */
export const PULL_SOURCES = ['portal', 'voximplant', 'demo'] as const;
export type PullSource = (typeof PULL_SOURCES)[number];

/** A running pull. */
export interface PullState {
  readonly source: PullSource;
  readonly callsListed: number;
  /** Null where the portal does not tell. */
  readonly callsRemaining: number | null;
  readonly recordingsDone: number;
  /** 0 while calls are listed. */
  readonly recordingsTotal: number;
  /** By the pace so far; null while it says nothing. */
  readonly leftMs: number | null;
  /** The portal makes us wait: why, and until which instant (milliseconds since 1970). */
  readonly waiting: { readonly reason: ErrorCode; readonly untilMs: number } | null;
}

/** The work on calls and the pull that feeds it: what the one visible queue is at. */
export interface WorkState extends ProcessingState {
  readonly pull: PullState | null;
}

export const PULL_TRIGGERS = ['hand', 'schedule', 'demo'] as const;
export type PullTrigger = (typeof PULL_TRIGGERS)[number];

/** How a pull ended. */
export interface PullResult {
  readonly trigger: PullTrigger;
  /** Instants in UTC. */
  readonly startedAt: string;
  readonly endedAt: string;
  /** Days, `YYYY-MM-DD`; null: what was new. */
  readonly period: { readonly from: string; readonly to: string } | null;
  readonly newCalls: number;
  readonly newRecordings: number;
  /** Recordings that the portal has not got yet. */
  readonly waiting: number;
  /** Recordings that could not be had. */
  readonly failed: number;
  /** What ended it before its time; `job.cancelled` where somebody stopped it. */
  readonly error: ErrorData | null;
}

/** Hours between two runs that divide a day, so that the runs fall on the same times every day. */
export const SCHEDULE_HOURS = [1, 2, 3, 4, 6, 8, 12] as const;

/** When calls are pulled and processed by themselves, while the program is open. */
export type Schedule =
  | { readonly kind: 'off' }
  | { readonly kind: 'hours'; readonly every: (typeof SCHEDULE_HOURS)[number] }
  /** `HH:MM` in the application's time zone. */
  | { readonly kind: 'daily'; readonly at: string };

export interface ScheduleState {
  readonly schedule: Schedule;
  /** Instant in UTC; null while it is off. */
  readonly nextAt: string | null;
}
