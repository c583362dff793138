/** A store filled with the calls that the language models were trained on, in turn, as many as wanted. */

import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { CallText } from '#core/domain/finding.ts';
import { loadBundledAnalyser } from '#core/language/index.ts';
import type { Store } from '#core/store/index.ts';

const ROOT = path.resolve(import.meta.dirname, '..', '..');
export const LANGUAGE = path.join(ROOT, 'models/bundled/language');
const CORPUS = path.join(ROOT, 'models/training/corpus');

/** Calls come a minute apart from this instant on. */
export const FIRST_CALL_MS = Date.UTC(2026, 0, 1);
const CALLS_AT_ONCE = 500;
const AGENTS = 12;

type CorpusCall = CallText & {
  readonly utterances: readonly { readonly speaker: 'agent' | 'client'; readonly text: string }[];
};

/** Stored calls with transcripts and analyses; words carry times when `withWords`, as transcribed ones do. */
export async function storeCalls(store: Store, count: number, { withWords = false } = {}): Promise<void> {
  const analyser = await loadBundledAnalyser(LANGUAGE);
  const texts = ['a', 'b', 'c', 'd'].flatMap((part) => corpusLines<CorpusCall>(`calls-train-${part}.jsonl`));
  const analysed = texts.map((call) => ({ call, analysis: analyser.analyseNow(call) }));
  for (let from = 0; from < count; from += CALLS_AT_ONCE) {
    store.transaction(() => {
      for (let at = from; at < Math.min(count, from + CALLS_AT_ONCE); at++) {
        const { call, analysis } = analysed[at % analysed.length]!;
        const id = `bench:${at}`;
        const startedAt = new Date(FIRST_CALL_MS + at * 60_000).toISOString();
        const { direction } = call;
        const agent = `Менеджер ${at % AGENTS}`;
        store.calls.save({
          ...{ id, source: 'bench', externalId: String(at), direction, startedAt, durationMs: 180_000 },
          ...{ status: 'answered', agentId: agent, agentName: agent, clientPhone: '+79001234567' },
          ...{ clientName: null, sourceRef: {} },
        });
        const utterances = call.utterances.map(({ speaker, text }, turn) => ({
          ...{ speaker, text, startMs: turn * 5000, endMs: turn * 5000 + 4000, confidence: 1 },
          words: withWords ? wordsOf(text, turn * 5000) : [],
        }));
        const transcript = { durationMs: 180_000, channels: 2, agentChannel: null, utterances };
        const engine = { id: 'bench', version: '1' };
        const transcriptId = store.transcripts.save(id, { ...transcript, engine }, 'bench');
        store.analyses.save({ callId: id, transcriptId, maker: analyser.maker }, analysis);
      }
    });
  }
}

function wordsOf(text: string, startMs: number) {
  const words = text.split(' ');
  const each = 4000 / words.length;
  return words.map((word, at) => ({
    text: word,
    startMs: Math.round(startMs + at * each),
    endMs: Math.round(startMs + (at + 0.8) * each),
  }));
}

/** A file of the corpus that the bundled models are trained on, line by line. */
export function corpusLines<Row>(name: string): Row[] {
  return readFileSync(path.join(CORPUS, name), 'utf8')
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as Row);
}
