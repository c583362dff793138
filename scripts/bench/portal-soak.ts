/**
 * The portal client at full size: 5,000 calls, every fifth request fails, the pulling process is killed five times. By
 * hand, because it takes minutes: `node scripts/bench/portal-soak.ts [calls] [kills] [seed]` (Node 24). The machinery is
 * that of the test of the same name; it is started rather than imported, as nothing outside the tests may lean on them.
 */

import { execFile } from 'node:child_process';
import path from 'node:path';
import { promisify } from 'node:util';

/** Waiting times are shortened this many times: pace, pauses and repetitions are those of the real program. */
const SPEED = 200;

const [calls = 5_000, kills = 5, seed = 1] = process.argv.slice(2).map(Number);
const soak = path.resolve(import.meta.dirname, '..', '..', 'test', 'fakes', 'portal-soak.ts');
const order = JSON.stringify({ calls, kills, seed, faultShare: 0.2, speed: SPEED });
const { stdout } = await promisify(execFile)(process.execPath, [soak, order]);
const result = JSON.parse(stdout) as Record<string, number>;
console.log(`${calls} calls, ${result.recordings} recordings, each there once and byte for byte; database sound`);
console.log(`run time ${(result.runTimeMs! / 1_000).toFixed(1)} s with waiting times shortened ${SPEED} times`);
console.log(
  `${result.requests} requests; ${result.faults} troubles on purpose, those of commands inside batches counted too`,
);
console.log(`${result.kills} kills, ${result.starts} starts of the pulling process`);
