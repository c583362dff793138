/** What a qualification is made from. */

import type { CountedAnalysis, TurnText } from '#core/domain/finding.ts';

/** A call as it is judged. */
export interface QualifiedCall {
  readonly direction: 'in' | 'out';
  readonly client: string | null;
  readonly analysis: CountedAnalysis;
  readonly turns: readonly TurnText[];
  /** Names of categories by id, for the note. */
  readonly categoryNames: ReadonlyMap<string, string>;
}
