/**
 * The model manager at a larger size: every model of the catalogue from a hub that cuts every third connection. By hand:
 * `node scripts/bench/models-soak.ts [megabytes per file]` (Node 24). The machinery is that of the tests; it is started
 * rather than imported, as nothing outside the tests may lean on them.
 */

import { execFile } from 'node:child_process';
import path from 'node:path';
import { promisify } from 'node:util';

const BYTES_PER_MEGABYTE = 1_000_000;

const [megabytes = 10] = process.argv.slice(2).map(Number);
const soak = path.resolve(import.meta.dirname, '..', '..', 'test', 'fakes', 'models-soak.ts');
const order = JSON.stringify({ bytes: megabytes * BYTES_PER_MEGABYTE });
const { stdout } = await promisify(execFile)(process.execPath, [soak, order]);
const result = JSON.parse(stdout) as Record<string, number>;
console.log(`${result.installed} models installed and checked byte by byte, ${result.damaged} damaged`);
console.log(`${result.requests} requests, ${result.continued} of them went on where a connection was cut`);
console.log(
  `${(result.runTimeMs! / 1_000).toFixed(1)} s, ${Math.round(result.peakMb!)} MB of memory with the hub in it`,
);
