/**
 * Everything at once: a portal of which every fifth request fails, and a pulling process that is killed at random. In
 * the end every recording that can be had must be there once, byte for byte, and the database must be sound. Started by
 * itself (`portal-soak.ts <options as JSON>`) it prints the result as JSON.
 */

import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import Database from 'better-sqlite3';
import { type CallRecord, type FakePortal, type FileRecord, startFakePortal } from '#core/demo/index.ts';
import type { PullSummary } from '#core/pipeline/index.ts';
import { seededRandom } from '../builders/random.ts';
import { randomFaults } from './portal-faults.ts';
import { aCallRecord, aFileRecord, aPortal, aWave } from './portal-data.ts';
import { type PullingOrder, SOAK_SOURCE } from './pulling-process.ts';

export interface SoakOptions {
  readonly calls: number;
  readonly kills: number;
  /** 0..1 of all requests. */
  readonly faultShare: number;
  readonly seed: number;
  /** How many times faster time runs for the pulling process. */
  readonly speed: number;
}

export interface SoakResult {
  readonly runTimeMs: number;
  readonly requests: number;
  /** Troubles on purpose: every fifth request, and every fifth command inside a batch. */
  readonly faults: number;
  readonly kills: number;
  /** Of the pulling process, the killed ones too. */
  readonly starts: number;
  readonly recordings: number;
}

/** A process that never gets through would otherwise be started for ever. */
const MOST_STARTS = 200;

/** @throws AssertionError when anything is missing, double, different or unsound */
export async function soakPortal(options: SoakOptions): Promise<SoakResult> {
  const folder = await mkdtemp(path.join(tmpdir(), 'razbor-soak-'));
  const startMs = Date.now();
  const { calls, files } = soakData(options.calls, startMs);
  const fake = await startFakePortal(aPortal({ calls, files }));
  try {
    const caFile = path.join(folder, 'ca.pem');
    await writeFile(caFile, fake.caPem);
    const dataDir = path.join(folder, 'data');
    const order = { webhookUrl: fake.webhookUrl, caFile, dataDir, speed: options.speed, startMs };
    const counts = await pullUntilDone(fake, order, options);
    const recordings = await verify(dataDir, { calls, files });
    return { runTimeMs: Date.now() - startMs, requests: fake.journal.count(), recordings, ...counts };
  } finally {
    await fake.close();
    await rm(folder, { recursive: true, force: true });
  }
}

/** Mostly recordings; some calls without one, some files deleted, some that are no audio, some cut on the first try. */
function soakData(count: number, nowMs: number): { calls: CallRecord[]; files: FileRecord[] } {
  const ids = Array.from({ length: count }, (_, index) => index + 1);
  const files = ids.map((id) =>
    aFileRecord({
      id,
      content: aWave(1_000 + (id % 40), 200 + id),
      ...(id % 97 === 0 ? { deletedType: 3 } : {}),
      ...(id % 101 === 0 ? { behaviour: 'page' } : id % 7 === 0 ? { behaviour: 'cut-once' } : {}),
    }),
  );
  const calls = ids.map((id) => {
    const startedAtMs = nowMs - (count - id + 60) * 60_000;
    return id % 50 === 0
      ? aCallRecord({ id, startedAtMs, durationSeconds: 0, failedCode: '304' })
      : aCallRecord({ id, startedAtMs, recordFileId: id });
  });
  return { calls, files };
}

const isDownloadable = (call: CallRecord, file: FileRecord | undefined): boolean =>
  typeof call.recordFileId === 'number' && (file?.deletedType ?? 0) === 0 && file?.behaviour !== 'page';

async function pullUntilDone(fake: FakePortal, order: PullingOrder, options: SoakOptions) {
  const random = seededRandom(options.seed);
  const nextFault = randomFaults(options.faultShare, random);
  // A request or a little more for each recording: moments spread over the whole run.
  const killAt = Array.from({ length: options.kills }, () => random.integer(1, options.calls)).sort((a, b) => a - b);
  let [requests, faults, kills, starts] = [0, 0, 0, 0];
  let current: ReturnType<typeof spawn> | null = null;
  fake.faults.setRule(() => {
    requests += 1;
    if (requests >= (killAt[kills] ?? Infinity) && current?.kill('SIGKILL')) {
      kills += 1;
      current = null;
    }
    const fault = nextFault();
    if (fault) faults += 1;
    return fault;
  });
  for (;;) {
    starts += 1;
    assert.ok(starts <= MOST_STARTS, 'the pulling process never gets through');
    const { child, ended } = startPulling(order);
    current = child;
    const summary = await ended;
    current = null;
    if (summary && !summary.failed.some(({ error }) => error.code === 'recording.incomplete')) break;
  }
  assert.equal(kills, options.kills);
  return { faults, kills, starts };
}

function startPulling(order: PullingOrder) {
  const script = path.join(import.meta.dirname, 'pulling-process.ts');
  const child = spawn(process.execPath, [script, JSON.stringify(order)], { stdio: ['ignore', 'pipe', 'pipe'] });
  const said = { stdout: '', stderr: '' };
  child.stdout.setEncoding('utf8').on('data', (text: string) => (said.stdout += text));
  child.stderr.setEncoding('utf8').on('data', (text: string) => (said.stderr += text));
  const ended = new Promise<PullSummary | null>((resolve, reject) => {
    child.on('close', (code, signal) => {
      if (code === 0) resolve(JSON.parse(said.stdout) as PullSummary);
      else if (signal === 'SIGKILL' || /^(portal|recording)\.[\w-]+$/u.test(said.stderr)) resolve(null);
      else reject(new Error(`the pulling process broke: ${said.stderr}`));
    });
  });
  return { child, ended };
}

interface StoredRow {
  readonly externalId: string;
  readonly state: string;
  readonly path: string | null;
}

/** @returns how many recordings are on the disk */
async function verify(dataDir: string, data: { calls: readonly CallRecord[]; files: readonly FileRecord[] }) {
  const database = new Database(path.join(dataDir, 'razbor.db'), { readonly: true });
  assert.equal(database.pragma('integrity_check', { simple: true }), 'ok');
  assert.deepEqual(database.pragma('foreign_key_check'), []);
  const rows = database
    .prepare<[string], StoredRow>(
      `SELECT c.external_id AS externalId, r.state, r.path FROM calls c JOIN recordings r ON r.call_id = c.id
       WHERE c.source = ? ORDER BY CAST(c.external_id AS INTEGER)`,
    )
    .all(SOAK_SOURCE);
  database.close();
  assert.deepEqual(
    rows.map(({ externalId }) => Number(externalId)),
    data.calls.map(({ id }) => id),
  );
  const files = new Map(data.files.map((file) => [file.id, file]));
  const stored: string[] = [];
  for (const [index, call] of data.calls.entries()) {
    const row = rows[index]!;
    const file = files.get(call.id);
    assert.equal(row.state === 'stored', isDownloadable(call, file), `call ${call.id} is ${row.state}`);
    if (row.path === null) continue;
    stored.push(row.path);
    assert.ok(file?.content.equals(await readFile(path.join(dataDir, row.path))), `call ${call.id} differs`);
  }
  const entries = await readdir(path.join(dataDir, 'recordings'), { recursive: true, withFileTypes: true });
  const found = entries
    .filter((entry) => entry.isFile())
    .map((entry) => path.relative(dataDir, path.join(entry.parentPath, entry.name)).replaceAll(path.sep, '/'));
  assert.deepEqual(found.sort(), stored.sort());
  return stored.length;
}

const [options] = process.argv.slice(2);
if (import.meta.main && options !== undefined)
  console.log(JSON.stringify(await soakPortal(JSON.parse(options) as SoakOptions)));
