/** How long 10,000 stored calls take to be settled by 200 categories, on one core: the first time and after a change. */

import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { systemClock } from '#core/clock.ts';
import type { Category } from '#core/domain/category.ts';
import { BUILTIN_CATEGORIES } from '#core/domain/category.ts';
import type { CallText } from '#core/domain/finding.ts';
import { loadBundledAnalyser } from '#core/language/index.ts';
import { createSettler, loadCategoryKit, settleStaleCalls } from '#core/pipeline/index.ts';
import { openStore, type Store } from '#core/store/index.ts';

const ROOT = path.resolve(import.meta.dirname, '..', '..');
const LANGUAGE = path.join(ROOT, 'models/bundled/language');
const CORPUS = path.join(ROOT, 'models/training/corpus');
const CATEGORIES = 200;
const EXAMPLES = 8;

type CorpusCall = CallText & {
  readonly utterances: readonly { readonly speaker: 'agent' | 'client'; readonly text: string }[];
};

/** @param calls 10,000 unless a shorter run is wanted */
export async function printRescoringSpeed(calls = Number(process.env['BENCH_CALLS'] ?? 10_000)): Promise<void> {
  const folder = mkdtempSync(path.join(tmpdir(), 'razbor-rescoring-'));
  const store = openStore(folder, systemClock);
  try {
    await fill(store, calls);
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
  // Processor time between two turns of the event loop: how long a question of the screens can have to wait.
  let longestMs = 0;
  let lastTurn = process.cpuUsage();
  const beat = setInterval(() => {
    const { user, system } = process.cpuUsage(lastTurn);
    longestMs = Math.max(longestMs, (user + system) / 1000);
    lastTurn = process.cpuUsage();
  });
  const before = process.cpuUsage();
  const startedAt = performance.now();
  await settleStaleCalls({ store, settler, signal: new AbortController().signal });
  clearInterval(beat);
  const { user, system } = process.cpuUsage(before);
  const wallSeconds = (performance.now() - startedAt) / 1000;
  const seconds = ((user + system) / 1e6).toFixed(1);
  console.log(
    `${title}: ${seconds} s of one core, ${wallSeconds.toFixed(1)} s on the wall, longest pause ${longestMs.toFixed(0)} ms`,
  );
}

/** Stored calls made of the corpus calls in turn. */
async function fill(store: Store, count: number): Promise<void> {
  const analyser = await loadBundledAnalyser(LANGUAGE);
  const texts = ['a', 'b', 'c', 'd'].flatMap((part) => readLines<CorpusCall>(`calls-train-${part}.jsonl`));
  const analysed = texts.map((call) => ({ call, analysis: analyser.analyseNow(call) }));
  for (let from = 0; from < count; from += 500) {
    store.transaction(() => {
      for (let at = from; at < Math.min(count, from + 500); at++) {
        const { call, analysis } = analysed[at % analysed.length]!;
        const id = `bench:${at}`;
        const startedAt = new Date(Date.UTC(2026, 0, 1) + at * 60_000).toISOString();
        const { direction } = call;
        store.calls.save({
          ...{ id, source: 'bench', externalId: String(at), direction, startedAt, durationMs: 180_000 },
          ...{ status: 'answered', agentId: null, agentName: null, clientPhone: null, clientName: null, sourceRef: {} },
        });
        const utterances = call.utterances.map(({ speaker, text }, turn) => ({
          ...{ speaker, text, startMs: turn * 5000, endMs: turn * 5000 + 4000, confidence: 1, words: [] },
        }));
        const transcript = { durationMs: 180_000, channels: 2, agentChannel: null, utterances };
        const engine = { id: 'bench', version: '1' };
        const transcriptId = store.transcripts.save(id, { ...transcript, engine }, 'bench');
        store.analyses.save({ callId: id, transcriptId, maker: analyser.maker }, analysis);
      }
    });
  }
}

/** Categories of eight neighbouring objections of the corpus each. */
function categoriesOf(shift: number): Category[] {
  const lines = readLines<{ text: string; labels: string[] }>('objections-2.jsonl').filter(
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

function readLines<Row>(name: string): Row[] {
  return readFileSync(path.join(CORPUS, name), 'utf8')
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as Row);
}

if (process.argv[1] === import.meta.filename) await printRescoringSpeed();
