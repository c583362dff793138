/** Calls on their way through the work: what runs, what waits, what failed. */

import type { ErrorData } from '#core/errors.ts';
import type { Stage } from './job.ts';

/** `open`: running and waiting. */
export const QUEUE_PARTS = ['open', 'failed'] as const;
export type QueuePart = (typeof QUEUE_PARTS)[number];

export interface QueuedCall {
  readonly callId: string;
  readonly startedAt: string;
  readonly durationMs: number;
  readonly agentName: string | null;
  readonly clientName: string | null;
  readonly clientPhone: string | null;
  readonly state: 'running' | 'waiting' | 'failed';
  /** The step that runs, failed or comes next. */
  readonly stage: Stage;
  readonly error: ErrorData | null;
}

export interface QueuePage {
  readonly total: number;
  /** Length of all their recordings together. */
  readonly durationMs: number;
  readonly calls: readonly QueuedCall[];
}
