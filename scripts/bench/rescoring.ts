/** How long 10,000 stored calls take to be settled by 200 categories, on one core: the first time and after a change. */

import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { systemClock } from '#core/clock.ts';
import type { Category } from '#core/domain/category.ts';
import { BUILTIN_CATEGORIES } from '#core/domain/category.ts';
import { createSettler, loadCategoryKit, settleStaleCalls } from '#core/pipeline/index.ts';
import { openStore, type Store } from '#core/store/index.ts';
import { paceOf, printPace } from './longest-pause.ts';
import { corpusLines, LANGUAGE, storeCalls } from './stored-calls.ts';

const CATEGORIES = 200;
const EXAMPLES = 8;

/** @param calls 10,000 unless a shorter run is wanted */
export async function printRescoringSpeed(calls = Number(process.env['BENCH_CALLS'] ?? 10_000)): Promise<void> {
  const folder = mkdtempSync(path.join(tmpdir(), 'razbor-rescoring-'));
  const store = openStore(folder, systemClock);
  try {
    await storeCalls(store, calls);
    const settler = createSettler(store, () => loadCategoryKit(LANGUAGE));
    store.transaction(() => store.categories.save([...BUILTIN_CATEGORIES, ...categoriesOf(0)], 'bench'));
    await measure(`${calls} calls by ${CATEGORIES} categories, first time`, store, settler);
    store.transaction(() => store.categories.save([...BUILTIN_CATEGORIES, ...categoriesOf(1)], 'bench'));
    await measure(`${calls} calls by ${CATEGORIES} categories, all changed`, store, settler);
  } finally {
    store.close();
    rmSync(folder, { recursive: true });
  }
}

async function measure(title: string, store: Store, settler: ReturnType<typeof createSettler>): Promise<void> {
  await settler.kit();
  printPace(title, await paceOf(() => settleStaleCalls({ store, settler, signal: new AbortController().signal })));
}

/** Categories of eight neighbouring objections of the corpus each. */
function categoriesOf(shift: number): Category[] {
  const lines = corpusLines<{ text: string; labels: string[] }>('objections-2.jsonl').filter(
    ({ labels }) => labels.length > 0,
  );
  return Array.from({ length: CATEGORIES }, (_, at) => ({
    id: `bench-${at}`,
    name: `Категория ${at}`,
    recommendation: '',
    examples: lines.slice(at * EXAMPLES + shift, (at + 1) * EXAMPLES + shift).map(({ text }) => text),
    counterExamples: [],
    keywords: [],
    isEnabled: true,
    isBuiltin: false,
  }));
}

if (process.argv[1] === import.meta.filename) await printRescoringSpeed();
