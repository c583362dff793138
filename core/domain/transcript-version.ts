/** Versions of a call's transcript, and what people write beside it. */

import type { Maker } from './transcript.ts';

/** `transcribed` by an engine; the others are made by a person out of the version before. */
export const TRANSCRIPT_CHANGES = ['transcribed', 'edited', 'speaker', 'swapped'] as const;
export type TranscriptChange = (typeof TRANSCRIPT_CHANGES)[number];

export interface TranscriptVersion {
  readonly id: number;
  readonly change: TranscriptChange;
  /** What recognised the words, also of a version that was changed by hand. */
  readonly engine: Maker;
  /** Instant in UTC. */
  readonly createdAt: string;
  readonly isCurrent: boolean;
  /** A person wrote it or went back to it: a new model does not replace it. */
  readonly isChosen: boolean;
}

export interface TranscriptHistory {
  /** The newest first. */
  readonly versions: readonly TranscriptVersion[];
  /** Transcribes calls by default. */
  readonly engineId: string;
  /** The engine that this call waits for, or null. */
  readonly requestedEngineId: string | null;
  /** Findings of the text that is shown are being made. */
  readonly isAnalysing: boolean;
}

/** What somebody wrote about a call. */
export interface Note {
  readonly id: number;
  readonly callId: string;
  /** Place in the recording; null for a note to the whole call. */
  readonly atMs: number | null;
  readonly text: string;
  /** Instants in UTC. */
  readonly createdAt: string;
  readonly changedAt: string;
}
