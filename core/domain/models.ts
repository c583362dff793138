/** What the screen of models shows. */

import type { ErrorData } from '#core/errors.ts';

export const MODEL_TASKS = [
  'speech',
  'punctuation',
  'diarization',
  'voice-activity',
  'embedding',
  'sentiment',
] as const;
export type ModelTask = (typeof MODEL_TASKS)[number];

/** What models add to a finished transcript. */
export const REFINING_TASKS = ['punctuation', 'diarization'] as const satisfies readonly ModelTask[];
export type RefiningTask = (typeof REFINING_TASKS)[number];

/** What the program says in the language of the screens. */
export interface BothLanguages {
  readonly ru: string;
  readonly en: string;
}

/** `partial`: a download was interrupted and goes on where it stopped. */
export type ModelState = 'installed' | 'partial' | 'none';

/** A model of the catalogue and what there is of it. */
export interface ModelItem {
  readonly id: string;
  readonly task: ModelTask;
  readonly title: BothLanguages;
  /** What it gives, in plain words. */
  readonly description: BothLanguages;
  /** SPDX name; null where nobody has established it. */
  readonly licence: string | null;
  readonly licenceUrl: string;
  /** To download; null where unknown. */
  readonly sizeBytes: number | null;
  readonly ramMb: number | null;
  /** ISO 639-1, or `multilingual`. */
  readonly languages: readonly string[];
  readonly attribution: string;
  readonly isRecommended: boolean;
  /** False for what this version of the program cannot run yet. */
  readonly isUsable: boolean;
  readonly state: ModelState;
}

/** NVIDIA's cards, DirectX, Apple's chips, whatever whisper.cpp was built for, the processor. */
export const MODEL_DEVICES = ['cuda', 'dml', 'coreml', 'gpu', 'cpu'] as const;
export type ModelDevice = (typeof MODEL_DEVICES)[number];

/** What a model runs on, as it was tried on this computer. */
export interface DeviceChoice {
  readonly device: ModelDevice;
  /** Why no other device than the processor: its driver failed, did not answer, there is none, or it gains too little. */
  readonly instead: 'crashed' | 'hung' | 'absent' | 'slow' | null;
}

export interface ModelList {
  readonly models: readonly ModelItem[];
  /** Transcribes the calls: a model's id, or the bundled one's. */
  readonly engineId: string;
  readonly bundledEngineId: string;
  /** Null before that model was used since the program started, and where it knows the processor only. */
  readonly deviceChoice: DeviceChoice | null;
  /** Address of a mirror; null for the usual hub. */
  readonly mirror: string | null;
}

/** The one piece of work on models that may go on. */
export interface ModelWork {
  readonly kind: 'install' | 'import' | 'verify';
  /** Null while it is not known which model a file holds. */
  readonly id: string | null;
  readonly doneBytes: number;
  readonly totalBytes: number | null;
  /** By the pace so far; null while it says nothing. */
  readonly leftMs: number | null;
  /** Everything is there and is tried out. */
  readonly isTrying: boolean;
}

/** How the last piece of work ended. */
export interface ModelOutcome {
  readonly kind: ModelWork['kind'];
  readonly id: string | null;
  /** Null when it went well. */
  readonly error: ErrorData | null;
}

export interface ModelWorkState {
  readonly work: ModelWork | null;
  readonly last: ModelOutcome | null;
  /** Changes when the list does. */
  readonly revision: number;
}
