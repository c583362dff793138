/** Changes to categories, and what the editor shows beside them. */

import type { Category } from './category.ts';
import type { CategoryAccuracy } from './correction.ts';

/** A category as the editor holds it; a new one has no id yet. */
export type CategoryDraft = Pick<
  Category,
  'name' | 'recommendation' | 'examples' | 'counterExamples' | 'keywords' | 'isEnabled'
> & { readonly id: string | null };

/** What is about to be saved, or only looked at. */
export type CategoryEdit =
  | { readonly kind: 'put'; readonly draft: CategoryDraft }
  | { readonly kind: 'switch'; readonly id: string; readonly isEnabled: boolean }
  | { readonly kind: 'remove'; readonly id: string }
  | { readonly kind: 'merge'; readonly from: string; readonly into: string }
  | { readonly kind: 'restore'; readonly version: number };

export interface ListedCategory extends Category {
  /** Calls with an objection of it. */
  readonly calls: number;
  /** What the lead has said about its findings; null before the first word. */
  readonly accuracy: CategoryAccuracy | null;
}

export interface CategoryList {
  readonly version: number;
  readonly categories: readonly ListedCategory[];
}

/** A stored utterance that a draft finds, or nearly finds. */
export interface DraftMatch {
  readonly callId: string;
  readonly utterance: number;
  readonly startMs: number;
  readonly text: string;
  /** 0..1; from 0.5 on it counts. */
  readonly score: number;
}

export interface DraftMatches {
  /** The best first. */
  readonly matches: readonly DraftMatch[];
  /** How many of the looked-at utterances count. */
  readonly found: number;
  readonly looked: number;
}

/** The work of settling stored calls by changed categories. */
export interface SettlingState {
  readonly isRunning: boolean;
  readonly done: number;
  readonly total: number;
  /** Calls that still stand by earlier categories or corrections. */
  readonly stale: number;
}
