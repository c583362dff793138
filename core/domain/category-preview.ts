/** What a change of categories does to the objections of stored calls. */

/** Calls with an objection of a category. */
export interface CategoryChange {
  readonly category: string;
  readonly before: number;
  readonly after: number;
}

export interface ChangedObjection {
  readonly callId: string;
  readonly category: string;
  readonly utterance: number;
  readonly quote: string;
}

export interface ChangePreview {
  /** Calls that were looked at, of so many. */
  readonly calls: number;
  readonly allCalls: number;
  readonly changedCalls: number;
  readonly categories: readonly CategoryChange[];
  /** At most 50 each. */
  readonly gained: readonly ChangedObjection[];
  readonly lost: readonly ChangedObjection[];
}
