/** How fast texts are analysed: start of the model, utterances a second on one core. */

import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { CallText } from '#core/domain/finding.ts';
import { loadBundledAnalyser } from '#core/language/index.ts';

const ROOT = path.resolve(import.meta.dirname, '..', '..');
/** The corpus calls are run through this often, so that the figure is not that of a cold start. */
const ROUNDS = 5;

export async function printLanguageSpeed(): Promise<void> {
  const startedAt = performance.now();
  const analyser = await loadBundledAnalyser(path.join(ROOT, 'models/bundled/language'));
  const loadMs = performance.now() - startedAt;
  const calls = readFileSync(path.join(ROOT, 'models/training/corpus/calls-train-c.jsonl'), 'utf8')
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as CallText);

  const before = process.cpuUsage();
  let utterances = 0;
  for (let round = 0; round < ROUNDS; round++) {
    for (const call of calls) {
      await analyser.analyse(call);
      utterances += call.utterances.length;
    }
  }
  const { user, system } = process.cpuUsage(before);
  const seconds = (user + system) / 1e6;
  console.log(`model loaded in ${loadMs.toFixed(0)} ms`);
  console.log(
    `${utterances} utterances in ${seconds.toFixed(2)} s of one core = ${(utterances / seconds).toFixed(0)} a second`,
  );
}

if (process.argv[1] === import.meta.filename) await printLanguageSpeed();
