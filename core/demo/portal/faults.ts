/** Troubles on order: what goes wrong at which request. */

import { RestError } from './rest-error.ts';

export type FaultReply =
  /** A refusal in the portal's own words. */
  | {
      readonly kind: 'rest';
      readonly code: string | number;
      readonly text?: string;
      readonly status?: number;
      readonly extra?: Record<string, unknown>;
    }
  /** Exactly this answer. */
  | {
      readonly kind: 'raw';
      readonly status: number;
      readonly body: string;
      readonly contentType?: string;
      readonly headers?: Readonly<Record<string, string>>;
    }
  /** The true answer, cut in half or with a byte order mark. */
  | { readonly kind: 'truncated' | 'bom' }
  /** The connection breaks: at once, after the headers, or after the work was done. */
  | { readonly kind: 'reset' | 'reset-after-headers' | 'perform-then-reset' }
  /** No answer at all. */
  | { readonly kind: 'hang' }
  /** The true answer, late. */
  | { readonly kind: 'delay'; readonly ms: number };

export interface Fault {
  /** A REST method, `download` for the body of a file, `*` for everything. */
  readonly method: string;
  /** Which requests of that method, 1 is the first; default all. */
  readonly calls?: readonly number[];
  readonly reply: FaultReply;
}

/** A page as a firewall, a login form or a failing web server shows it. */
export const HTML_PAGE = '<!DOCTYPE html><html><head><title>Error</title></head><body><h1>Error</h1></body></html>';

export const htmlFault = (method: string, status: number, calls?: readonly number[]): Fault => ({
  method,
  ...(calls ? { calls } : {}),
  reply: { kind: 'raw', status, body: HTML_PAGE, contentType: 'text/html; charset=utf-8' },
});

export interface FaultScript {
  add(fault: Fault): void;
  clear(): void;
  /** A rule of any kind, asked before the list. @param use replaces the former one */
  setRule(use: (method: string, count: number) => FaultReply | null): void;
  /** Counts a request of `method` and tells what is to go wrong with it. */
  next(method: string): FaultReply | null;
}

export function createFaultScript(): FaultScript {
  let faults: Fault[] = [];
  let rule: (method: string, count: number) => FaultReply | null = () => null;
  const counts = new Map<string, number>();
  return {
    add(fault) {
      // Counting starts with the order.
      if (fault.calls) counts.set(fault.method.toLowerCase(), 0);
      faults.push(fault);
    },
    clear() {
      faults = [];
      rule = () => null;
    },
    setRule(use) {
      rule = use;
    },
    next(method) {
      const name = method.toLowerCase();
      const count = (counts.get(name) ?? 0) + 1;
      const total = (counts.get('*') ?? 0) + 1;
      counts.set(name, count).set('*', total);
      const ruled = rule(name, count);
      if (ruled) return ruled;
      const found = faults.find((fault) => {
        const isAny = fault.method === '*';
        if (!isAny && fault.method.toLowerCase() !== name) return false;
        return !fault.calls || fault.calls.includes(isAny ? total : count);
      });
      return found?.reply ?? null;
    },
  };
}

export function restErrorOf(fault: Extract<FaultReply, { kind: 'rest' }>): RestError {
  return new RestError(fault.code, fault.text ?? '', {
    status: fault.status ?? 400,
    ...(fault.extra ? { extra: fault.extra } : {}),
  });
}
