/** Finds out how the names of a folder are made, and shows what would be read out of them. */

import { readName, type NameFacts, type ReadNameOptions } from './read-name.ts';
import { patternOf, readyPatterns, type NamePattern, type NamePatternChoice } from './patterns.ts';

/** Names of one folder look alike; this many tell the pattern. */
const NAMES_TO_TRY = 300;

/** Below this share the likeness is chance: names of another kind must not be read wrongly. */
const SMALLEST_SHARE = 0.2;

/** @returns the pattern for these names, or null where they say nothing @throws input.invalid for a wrong template */
export function choosePattern(
  choice: NamePatternChoice,
  names: readonly string[],
  options: ReadNameOptions,
): NamePattern | null {
  if (choice.kind === 'none') return null;
  if (choice.kind !== 'auto') return patternOf(choice);
  const tried = names.slice(0, NAMES_TO_TRY);
  let best: NamePattern | null = null;
  let bestScore = 0;
  // Patterns stand from the most telling to the least: of two that fit equally the first wins.
  for (const pattern of readyPatterns()) {
    const score = tried.filter((name) => readName(pattern, name, options) !== null).length;
    if (score > bestScore) [best, bestScore] = [pattern, score];
  }
  return bestScore >= tried.length * SMALLEST_SHARE ? best : null;
}

export interface NamesPreview {
  readonly files: number;
  readonly recognised: number;
  readonly patternId: string | null;
  readonly patternTitle: string | null;
  /** The first few that were read. */
  readonly samples: readonly ({ readonly fileName: string } & NameFacts)[];
  /** The first few that were not. */
  readonly unrecognised: readonly string[];
  /** Internal numbers in the names, sorted: whom they belong to is for a person to say. */
  readonly extensions: readonly string[];
}

const SAMPLES = 5;

/** @param names with endings, without folders @throws input.invalid for a wrong template */
export function previewNames(
  choice: NamePatternChoice,
  names: readonly string[],
  options: ReadNameOptions,
): NamesPreview {
  const pattern = choosePattern(choice, names, options);
  const read = names.map((fileName) => ({ fileName, facts: pattern && readName(pattern, fileName, options) }));
  const good = read.flatMap(({ fileName, facts }) => (facts ? [{ fileName, ...facts }] : []));
  return {
    files: names.length,
    recognised: good.length,
    patternId: pattern?.id ?? null,
    patternTitle: pattern?.title ?? null,
    samples: good.slice(0, SAMPLES),
    unrecognised: read.flatMap(({ fileName, facts }) => (facts ? [] : [fileName])).slice(0, SAMPLES),
    extensions: [...new Set(good.flatMap(({ extension }) => extension ?? []))].sort(),
  };
}
