/** Calls for tests, and the shipped model loaded once. */

import { join } from 'node:path';

import { loadBundledAnalyser } from '#core/language/index.ts';
import type { DirectCallAnalyser } from '#core/language/index.ts';
import type { CallText, TurnText } from '#core/domain/finding.ts';

export const BUNDLED = join(import.meta.dirname, '../../../models/bundled/language');

let loaded: Promise<DirectCallAnalyser> | undefined;

export function bundledAnalyser(): Promise<DirectCallAnalyser> {
  loaded ??= loadBundledAnalyser(BUNDLED);
  return loaded;
}

/** `м: …` is the agent, `к: …` the client, anything else an unknown speaker. */
export function aCall(lines: readonly string[], direction: CallText['direction'] = 'out'): CallText {
  return {
    direction,
    utterances: lines.map((line): TurnText => {
      if (line.startsWith('м: ')) return { speaker: 'agent', text: line.slice(3) };
      if (line.startsWith('к: ')) return { speaker: 'client', text: line.slice(3) };
      return { speaker: 'unknown', text: line };
    }),
  };
}
