/** Decisions about suggested categories. */

import type { SuggestionDecision, ThemeSignature } from '#core/domain/suggestion.ts';
import type { Connection } from './database.ts';

interface DecisionRow {
  id: number;
  decision: SuggestionDecision['decision'];
  name: string;
  signature: string;
  decided_at: string;
}

export function createSuggestions(database: Connection, now: () => string) {
  const insert = database.prepare<[string, string, string, string]>(
    'INSERT INTO suggestion_decisions (decision, name, signature, decided_at) VALUES (?, ?, ?, ?)',
  );
  const all = database.prepare<[], DecisionRow>('SELECT * FROM suggestion_decisions ORDER BY id');
  const forget = database.prepare<[string]>('DELETE FROM suggestion_decisions WHERE decision = ?');
  return {
    decide(decision: Omit<SuggestionDecision, 'decidedAt'>): void {
      insert.run(decision.decision, decision.name, JSON.stringify(decision.signature), now());
    },
    /** The oldest first; a later one about the same theme counts. */
    decisions: (): SuggestionDecision[] =>
      all.all().map(({ decision, name, signature, decided_at }) => ({
        decision,
        name,
        signature: JSON.parse(signature) as ThemeSignature,
        decidedAt: decided_at,
      })),
    /** Lets rejected themes be suggested again. @returns how many */
    forgetRejected: (): number => forget.run('rejected').changes,
  };
}
