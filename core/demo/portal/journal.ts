/** What was asked of the imitated portal, for assertions and for the search for leaks. */

import type { IncomingHttpHeaders } from 'node:http';

export interface JournalEntry {
  readonly httpMethod: string;
  /** REST method in lower case, `download` for files, `` for anything else. */
  readonly method: string;
  readonly url: string;
  readonly headers: IncomingHttpHeaders;
  readonly parameters: Readonly<Record<string, unknown>>;
  readonly status: number;
}

export interface Journal {
  readonly entries: readonly JournalEntry[];
  add(entry: JournalEntry): void;
  /** Requests of one method, or all. */
  count(method?: string): number;
  of(method: string): readonly JournalEntry[];
  clear(): void;
}

export function createJournal(): Journal {
  const entries: JournalEntry[] = [];
  const of = (method: string): readonly JournalEntry[] =>
    entries.filter((entry) => entry.method === method.toLowerCase());
  return {
    entries,
    add: (entry) => void entries.push(entry),
    count: (method) => (method === undefined ? entries.length : of(method).length),
    of,
    clear: () => void entries.splice(0),
  };
}
