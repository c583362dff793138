import type { Logger, LogLevel } from '#core/ports.ts';

export interface LogEntry {
  readonly level: LogLevel;
  readonly event: string;
  readonly facts: Readonly<Record<string, unknown>>;
}

/** A logger that keeps its entries for the test to look at. */
export function memoryLogger(): Logger & { readonly entries: LogEntry[] } {
  const entries: LogEntry[] = [];
  return { entries, log: (level, event, facts = {}) => void entries.push({ level, event, facts }) };
}
