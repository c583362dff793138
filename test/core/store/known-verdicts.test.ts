import Database from 'better-sqlite3';
import path from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import type { ObjectionFinding } from '#core/domain/finding.ts';
import type { Speaker } from '#core/domain/transcript.ts';
import { DATABASE_FILE, openStore, type Store } from '#core/store/index.ts';
import { MIGRATIONS } from '#core/store/migrations/index.ts';
import { aCall, anAnalysis, aTranscript, anUtterance } from '../../builders/calls.ts';
import { aFolder } from '../../builders/folders.ts';
import { fakeClock } from '../../fakes/clock.ts';

const objection: ObjectionFinding = { ...anAnalysis().objections[0]!, replyUtterance: 1 };
const handled: ObjectionFinding = { ...objection, verdict: 'handled', handled: true };
const MAKER = { id: 'text', version: '1' };

function aStore(folder = aFolder()): Store {
  const store = openStore(folder, fakeClock());
  onTestFinished(() => store.close());
  return store;
}

function save(store: Store, externalId: string, [speakers, objections]: [Speaker[], ObjectionFinding[]]): void {
  store.calls.save(aCall({ externalId }));
  const callId = `demo:${externalId}`;
  const transcript = aTranscript({ utterances: speakers.map((speaker) => anUtterance({ speaker })) });
  const transcriptId = store.transcripts.save(callId, transcript, externalId);
  store.analyses.save({ callId, transcriptId, maker: MAKER }, anAnalysis({ objections }));
}

/** Two handled objections of which it is not known who answered them, one handled and one ignored in the other call. */
function aMixedStore(folder?: string): Store {
  const store = aStore(folder);
  save(store, 'sided', [
    ['client', 'agent'],
    [handled, { ...objection, category: 'trust' }],
  ]);
  save(store, 'unsided', [
    ['unknown', 'unknown'],
    [handled, { ...handled, category: 'no_time' }],
  ]);
  return store;
}

const verdictsOf = (store: Store, callId: string) =>
  store.analyses.findCurrent(callId)?.objections.map(({ verdict }) => verdict);

describe('verdicts of objections', () => {
  it('count only where it is known who replied, while what the model found stays', () => {
    const store = aMixedStore();
    expect(verdictsOf(store, 'demo:sided')).toEqual(['handled', 'ignored']);
    expect(store.analyses.findCurrent('demo:unsided')?.objections[0]).toMatchObject({ verdict: null, handled: false });
    expect(store.objectionScoring.load('demo:unsided', '')?.objections).toMatchObject([
      { verdict: 'handled', handled: true },
      { verdict: 'handled' },
    ]);
  });

  it('are unknown in a listed call, and no filter by handling finds it', () => {
    const { callList } = aMixedStore();
    expect(callList.find('demo:unsided')?.objections).toMatchObject([{ verdict: null }, { verdict: null }]);
    const ids = (verdict: 'handled' | 'unhandled' | 'ignored') => callList.ids({ verdict }, 10);
    expect([ids('handled'), ids('unhandled'), ids('ignored')]).toEqual(Array(3).fill(['demo:sided']));
    expect(callList.ids({ objection: 'no_time' }, 10)).toEqual(['demo:unsided']);
  });

  it('are counted apart from objections, so that shares are taken of what is known', () => {
    const { figures, callList } = aMixedStore();
    const all = { objections: 4, judged: 2, handled: 1 };
    expect(callList.totals({})).toMatchObject(all);
    expect(figures.totals({})).toMatchObject(all);
    expect(figures.byManager({})).toMatchObject([all]);
    const ever = { fromUtc: '2000-01-01', toUtc: '2100-01-01' };
    expect(figures.byManagerAndStretch({}, [ever])).toMatchObject([all]);
    const byCategory = [
      { category: 'no_time', objections: 1, judged: 0, handled: 0 },
      { category: 'price', objections: 2, judged: 1, handled: 1 },
      { category: 'trust', objections: 1, judged: 1, handled: 0 },
    ];
    const inOrder = <T extends { category: string }>(rows: readonly T[]) =>
      rows.toSorted((a, b) => a.category.localeCompare(b.category));
    expect(inOrder(figures.byCategory({}))).toMatchObject(byCategory);
    expect(inOrder(figures.byCategoryAndManager({}))).toMatchObject(byCategory);
  });

  it('give nothing to listen to where they are unknown, and come last of what to discuss', () => {
    const store = aMixedStore();
    expect(store.figures.listeningFacts({}).map(({ callId }) => callId)).toEqual(['demo:sided']);
    for (const callId of ['demo:sided', 'demo:unsided'])
      store.recordings.saveStored({ callId, path: `${callId.slice(5)}.wav`, sha256: callId, sizeBytes: 1 });
    expect(store.coaching.moments({}, false, 5)).toMatchObject([
      { callId: 'demo:sided', verdict: 'ignored' },
      { callId: 'demo:unsided', verdict: null },
    ]);
    expect(store.coaching.moments({}, true, 5)).toMatchObject([{ callId: 'demo:sided', verdict: 'handled' }]);
  });
});

describe('a data folder of before', () => {
  it('loses the verdicts that nobody could know, with the scores made of them', () => {
    const folder = aFolder();
    const database = new Database(path.join(folder, DATABASE_FILE));
    for (const { sql } of MIGRATIONS.filter(({ version }) => version < 170)) database.exec(sql);
    database.pragma('user_version = 160');
    const callsWith: readonly (readonly [id: number, speaker: Speaker])[] = [
      [1, 'client'],
      [2, 'unknown'],
    ];
    for (const [id, speaker] of callsWith) {
      const callId = `demo:${id}`;
      database.exec(`
        INSERT INTO calls (id, source, external_id, direction, status, started_at, duration_ms)
        VALUES ('${callId}', 'demo', '${id}', 'in', 'answered', '2026-11-20T10:00:00.000Z', 60000);
        INSERT INTO transcripts (id, call_id, maker_id, maker_version, input_sha256, channels, duration_ms, is_current, created_at)
        VALUES (${id}, '${callId}', 'engine', '1', '${id}', 1, 60000, 1, '2026-11-20T10:00:00.000Z');
        INSERT INTO utterances (transcript_id, position, speaker, start_ms, end_ms, text, confidence, words)
        VALUES (${id}, 0, '${speaker}', 0, 1000, 'дорого', 1, '[]');
        INSERT INTO analyses (id, call_id, transcript_id, maker_id, maker_version, topic, topic_score, sentiment, utterances,
          is_current, created_at)
        VALUES (${id}, '${callId}', ${id}, 'text', '1', 'sales', 1, 'neutral', '[]', 1, '2026-11-20T10:00:00.000Z');
        INSERT INTO objections (analysis_id, category, utterance, score, quote, verdict)
        VALUES (${id}, 'price', 0, 1, 'дорого', 'ignored');
        INSERT INTO call_scores (call_id, stamp, total) VALUES ('${callId}', 'card', 50);`);
    }
    database.close();
    const store = aStore(folder);
    expect(verdictsOf(store, 'demo:1')).toEqual(['ignored']);
    expect(verdictsOf(store, 'demo:2')).toEqual([null]);
    expect(['demo:1', 'demo:2'].map((id) => store.callList.find(id)?.score)).toEqual([50, null]);
    // The triggers of the old table are there again.
    const { analysisId, counted } = store.objectionScoring.load('demo:1', '')!;
    store.objectionScoring.settle(analysisId, counted, { categorySet: 1, scoredBy: 'test' });
    expect(store.callList.find('demo:1')?.score).toBeNull();
  });
});
