/** `batch`: up to fifty commands in one request, run one after another. */

import type { MethodResult } from './method.ts';
import { isMap, parameter, type Parameters, parseQuery, text } from './parameters.ts';
import { RestError } from './rest-error.ts';

const MAX_COMMANDS = 50;
const FORBIDDEN = ['batch', 'download', 'upload'];

type RunOne = (name: string, parameters: Parameters) => MethodResult;

export interface BatchOptions {
  /** Runs a command with all checks of a request of its own. */
  readonly runOne: RunOne;
  /** The `time` block of a command. */
  readonly timeOf: (name: string) => unknown;
  readonly fillsReferences: boolean;
}

/** @throws nothing: each command has an outcome of its own */
export function runBatch(parameters: Parameters, { runOne, timeOf, fillsReferences }: BatchOptions): MethodResult {
  const commands = commandsOf(parameter(parameters, 'cmd'));
  const halts = ['1', 'true'].includes(text(parameter(parameters, 'halt')));
  const parts: Record<
    'result' | 'result_error' | 'result_total' | 'result_next' | 'result_time',
    Map<string, unknown>
  > = {
    result: new Map(),
    result_error: new Map(),
    result_total: new Map(),
    result_next: new Map(),
    result_time: new Map(),
  };
  for (const [index, [key, command]] of commands.entries()) {
    try {
      if (index >= MAX_COMMANDS) throw new RestError('ERROR_BATCH_LENGTH_EXCEEDED', 'Max batch length exceeded');
      const [name = '', query = ''] = splitOnce(command, '?');
      if (FORBIDDEN.includes(name.toLowerCase()))
        throw new RestError('ERROR_BATCH_METHOD_NOT_ALLOWED', 'Method is not allowed for batch usage');
      const outcome = runOne(name, parseQuery(fillsReferences ? resolveReferences(query, parts.result) : query));
      parts.result.set(key, outcome.result);
      if (outcome.total !== undefined) parts.result_total.set(key, outcome.total);
      if (outcome.next !== undefined) parts.result_next.set(key, outcome.next);
      parts.result_time.set(key, timeOf(name));
    } catch (error) {
      if (!(error instanceof RestError)) throw error;
      parts.result_error.set(key, error.toBody());
      if (halts) break;
    }
  }
  return { result: Object.fromEntries(Object.entries(parts).map(([name, map]) => [name, phpMap(map)])) };
}

function commandsOf(cmd: unknown): [string, string][] {
  if (Array.isArray(cmd)) return cmd.map((command, index) => [String(index), text(command)]);
  return isMap(cmd) ? Object.entries(cmd).map(([key, command]) => [key, text(command)]) : [];
}

function splitOnce(value: string, separator: string): string[] {
  const at = value.indexOf(separator);
  return at < 0 ? [value] : [value.slice(0, at), value.slice(at + 1)];
}

/** `$result[key][0][ID]` stands for what an earlier command answered; what is not there becomes nothing. */
function resolveReferences(query: string, results: ReadonlyMap<string, unknown>): string {
  return query.replace(
    /\$result((?:\[[^\]]+\])+)|%24result((?:%5B[^%]+%5D)+)/giu,
    (_all, plain?: string, encoded?: string) => {
      const keys = [...decodeURIComponent(plain ?? encoded ?? '').matchAll(/\[([^\]]+)\]/gu)].map((match) => match[1]!);
      const [first, ...rest] = keys;
      let value: unknown = results.get(first ?? '');
      for (const key of rest)
        value = typeof value === 'object' && value !== null ? (value as Record<string, unknown>)[key] : undefined;
      return encodeURIComponent(text(value));
    },
  );
}

/** PHP writes an empty map as a list, and the keys 0, 1, 2 … without a hole as a list as well. */
function phpMap(map: ReadonlyMap<string, unknown>): unknown {
  const keys = [...map.keys()];
  if (keys.every((key, index) => key === String(index))) return [...map.values()];
  return Object.fromEntries(map);
}
