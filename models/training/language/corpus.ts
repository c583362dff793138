/** The training corpus as typed rows (models/training/corpus, written by hand for this project). */

import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

import type { Direction } from '#core/domain/call.ts';
import type { Sentiment, TopicId, Verdict } from '#core/domain/finding.ts';

/** A line on its own. `pair` joins lines that differ in one point and therefore belong into one fold. */
export interface CorpusLine {
  readonly file: string;
  readonly text: string;
  readonly speaker: 'agent' | 'client';
  readonly labels: readonly string[];
  readonly sentiment: Sentiment;
  readonly style: 'punct' | 'asr';
  readonly span?: string | null;
  readonly pair?: string | null;
  readonly kind?: string;
}

export interface CorpusUtterance {
  readonly speaker: 'agent' | 'client';
  readonly start: number;
  readonly end: number;
  readonly text: string;
  readonly labels: readonly string[];
  readonly sentiment: Sentiment;
}

export interface CorpusCall {
  readonly id: string;
  readonly direction: Direction;
  readonly topic: TopicId;
  readonly sentiment: Sentiment;
  readonly objections: readonly { readonly category: string; readonly utterance: number; readonly handled: boolean }[];
  readonly next_step: string | null;
  readonly utterances: readonly CorpusUtterance[];
}

export interface CorpusOpening {
  readonly topic: TopicId;
  readonly direction: Direction;
  readonly utterances: readonly { readonly speaker: 'agent' | 'client'; readonly text: string }[];
}

export interface CorpusExchange {
  readonly category: string;
  readonly objection: string;
  readonly reply: string;
  readonly reaction: string | null;
  readonly verdict: Verdict;
}

export interface CorpusStep {
  readonly text: string;
  readonly speaker: 'agent' | 'client';
  readonly step: boolean;
}

export interface Corpus {
  readonly lines: readonly CorpusLine[];
  readonly calls: readonly CorpusCall[];
  readonly openings: readonly CorpusOpening[];
  readonly exchanges: readonly CorpusExchange[];
  readonly steps: readonly CorpusStep[];
}

/** Corpus label to category id: what fits none of the ten is `unknown`. */
export function toCategory(label: string): string {
  return label === 'other_objection' || label.startsWith('unknown') ? 'unknown' : label;
}

function readRows(directory: string, isWanted: (name: string) => boolean): { file: string; row: unknown }[] {
  const names = readdirSync(directory).filter((name) => name.endsWith('.jsonl') && isWanted(name));
  return names.sort().flatMap((file) =>
    readFileSync(join(directory, file), 'utf8')
      .split('\n')
      .filter((line) => line.trim() !== '')
      .map((line) => ({ file, row: JSON.parse(line) as unknown })),
  );
}

const isCalls = (name: string): boolean => name.includes('calls-');
const isSpecial = (name: string): boolean => /^(extra-)?(topics|handling|nextstep)/u.test(name);

/** @param directory with the `.jsonl` files, read in the order of their names */
export function readCorpus(directory: string): Corpus {
  const rowsOf = (start: string): unknown[] =>
    readRows(directory, (name) => name.replace(/^extra-/u, '').startsWith(start)).map(({ row }) => row);
  return {
    lines: readRows(directory, (name) => !isCalls(name) && !isSpecial(name)).map(
      ({ file, row }) => ({ ...(row as object), file }) as CorpusLine,
    ),
    calls: rowsOf('calls-') as CorpusCall[],
    openings: rowsOf('topics') as CorpusOpening[],
    exchanges: rowsOf('handling') as CorpusExchange[],
    steps: rowsOf('nextstep') as CorpusStep[],
  };
}
