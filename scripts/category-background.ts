/**
 * Writes models/bundled/language/background-ru.txt: typical turns of clients, the contrast for the user's categories.
 * Taken evenly from the training corpus: as many of every label, and turns without an objection.
 */

import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';

const ROOT = path.resolve(import.meta.dirname, '..');
const CORPUS = path.join(ROOT, 'models', 'training', 'corpus');
const PER_LABEL = 90;
const WITHOUT_LABEL = 600;
const LONGEST = 160;

interface Line {
  readonly text: string;
  readonly speaker?: string;
  readonly labels?: readonly string[];
}

const lines = readdirSync(CORPUS)
  .filter((name) => name.endsWith('.jsonl') && !/^(?:calls|topics|nextstep|handling)/u.test(name))
  .toSorted()
  .flatMap((name) => readFileSync(path.join(CORPUS, name), 'utf8').trim().split('\n'))
  .map((line) => JSON.parse(line) as Line)
  .filter(({ speaker, text }) => speaker !== 'agent' && text.length <= LONGEST && !text.includes('\n'));

const byLabel = Map.groupBy(lines, ({ labels = [] }) => labels[0]?.split(':')[0] ?? '');
const chosen = [...byLabel].flatMap(([label, all]) => spread(all, label === '' ? WITHOUT_LABEL : PER_LABEL));
const texts = [...new Set(chosen.map(({ text }) => text))];
writeFileSync(path.join(ROOT, 'models', 'bundled', 'language', 'background-ru.txt'), `${texts.join('\n')}\n`);
console.log(`${texts.length} turns`);

/** So many of them at even distances, so that every file has its part. */
function spread<Item>(items: readonly Item[], count: number): Item[] {
  const step = Math.max(1, items.length / count);
  return items.filter((_, at) => Math.floor(at / step) !== Math.floor((at - 1) / step)).slice(0, count);
}
