/** Letters after a call. They are only ever proposed: nothing sends them. */

/** What is written after an objection of one category. */
export interface DraftTemplate {
  readonly category: string;
  /** With the placeholders {клиент}, {менеджер}, {возражение}, {факты} and {шаг}. */
  readonly text: string;
  /** False once somebody has changed it. */
  readonly isStandard: boolean;
}

export interface FollowUpDraft {
  readonly category: string;
  /** 0-based index of the objection in the call. */
  readonly utterance: number;
  readonly quote: string;
  readonly text: string;
  /** Facts of the knowledge base that were put in. */
  readonly facts: readonly string[];
}
