import Database from 'better-sqlite3';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Report } from '#core/domain/report.ts';
import { addCounts, countErrors, NO_ERRORS } from '../../../scripts/bench/word-errors.ts';
import { ROOT, spawnCli, type CliResult } from '../../builders/cli.ts';

/** What is spoken in the demo's recordings. */
interface Dialogues {
  readonly calls: readonly {
    readonly direction: 'in' | 'out';
    readonly managerId: number;
    readonly objections: readonly { readonly category: string }[];
    readonly turns: readonly { readonly speaker: string; readonly text: string }[];
  }[];
}
const dialogues = JSON.parse(readFileSync(path.join(ROOT, 'core/demo/dialogues.json'), 'utf8')) as Dialogues;

/** The program is killed when this many more calls are done than at its start. */
const KILLS = [0, 1, 3];
const TIMEOUT_MS = 240_000;

const folder = mkdtempSync(path.join(tmpdir(), 'razbor-demo-'));
const [data, out] = [path.join(folder, 'data'), path.join(folder, 'out')];
const args = ['demo', '--data', data, '--out', out, '--no-open'];
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const query = <T>(sql: string): T[] => {
  const database = new Database(path.join(data, 'razbor.db'), { readonly: true });
  try {
    return database.prepare<[], T>(sql).all();
  } finally {
    database.close();
  }
};
interface TranscriptRow {
  readonly call_id: string;
  readonly id: number;
}
const transcripts = () => query<TranscriptRow>('SELECT call_id, id FROM transcripts ORDER BY id');

/** -1 until the first run has made the database. */
function countTranscripts(): number {
  if (!existsSync(path.join(data, 'razbor.db'))) return -1;
  const isMade = query(`SELECT 1 FROM sqlite_master WHERE name = 'transcripts'`).length > 0;
  return isMade ? transcripts().length : -1;
}

/** Runs the demo and kills it without warning. @returns the transcripts that were kept */
async function killedRun(newCalls: number): Promise<TranscriptRow[]> {
  const { child, result } = spawnCli(args);
  const before = Math.max(0, countTranscripts());
  while (countTranscripts() < before + newCalls) await new Promise((resolve) => setTimeout(resolve, 50));
  child.kill('SIGKILL');
  await result;
  return transcripts();
}

describe('the demo', () => {
  const kept: { call_id: string; id: number }[][] = [];
  let last: CliResult;
  let report: Report;

  beforeAll(async () => {
    for (const newCalls of KILLS) kept.push(await killedRun(newCalls));
    last = await spawnCli(args).result;
    report = JSON.parse(readFileSync(path.join(out, 'report.json'), 'utf8')) as Report;
  }, TIMEOUT_MS);

  it('ends well after having been killed three times', () => {
    expect(last).toMatchObject({ code: 0, stdout: expect.stringContaining('report.html') as string });
    expect(query('PRAGMA integrity_check')).toEqual([{ integrity_check: 'ok' }]);
  });

  it('has lost no transcript to a kill and made each of them once', () => {
    const all = transcripts();
    for (const earlier of kept) expect(all).toEqual(expect.arrayContaining(earlier));
    expect(new Set(all.map(({ call_id }) => call_id)).size).toBe(12);
    expect(all).toHaveLength(12);
  });

  it('has every call with direction and manager as the portal has them', () => {
    const inOrder = report.calls.toSorted((a, b) => a.id.localeCompare(b.id));
    expect(inOrder.map(({ direction }) => direction)).toEqual(dialogues.calls.map(({ direction }) => direction));
    expect(new Set(report.calls.map(({ agent }) => agent)).size).toBe(3);
    expect(report.calls.map(({ problem }) => problem)).toEqual(Array(12).fill(null));
  });

  it('has transcripts that match what is spoken', () => {
    let counts = NO_ERRORS;
    for (const [index, { turns }] of dialogues.calls.entries()) {
      const heard = report.calls.toSorted((a, b) => a.id.localeCompare(b.id))[index]!.transcript;
      // Turns overlap, so the order of the whole differs; each side for itself keeps its order.
      for (const speaker of ['agent', 'client', 'unknown']) {
        const side = (items: readonly { speaker: string; text: string }[]) =>
          items
            .filter((item) => item.speaker === speaker)
            .map(({ text }) => text)
            .join(' ');
        if (heard.some((utterance) => utterance.speaker === 'unknown')) continue;
        counts = addCounts(counts, countErrors(side(turns), side(heard)));
      }
    }
    expect(counts.words).toBeGreaterThan(1_000);
    expect(counts.wordErrors / counts.words).toBeLessThan(0.15);
  });

  it('has objections where they were spoken', () => {
    const inOrder = report.calls.toSorted((a, b) => a.id.localeCompare(b.id));
    const spoken = dialogues.calls.map(({ objections }) => new Set(objections.map(({ category }) => category)));
    const found = inOrder.map(({ objections }) => new Set(objections.map(({ category }) => category)));
    const total = spoken.reduce((sum, set) => sum + set.size, 0);
    const hits = spoken.reduce((sum, set, index) => sum + set.intersection(found[index]!).size, 0);
    expect(hits / total).toBeGreaterThan(0.6);
    for (const { transcript, objections } of inOrder) {
      for (const { utterance, quote } of objections) expect(transcript[utterance]?.text).toContain(quote);
    }
  });

  it(
    'transcribes nothing the second time',
    async () => {
      const { code, stdout } = await spawnCli([...args, '--json']).result;
      expect(code).toBe(0);
      expect(JSON.parse(stdout)).toMatchObject({ transcribed: 0, analysed: 0, calls: 12, failed: [] });
      expect(transcripts()).toHaveLength(12);
    },
    TIMEOUT_MS,
  );
});
