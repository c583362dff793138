/**
 * Installs every model of the catalogue, with files of the given size, from a hub that cuts every third connection.
 * Started by `scripts/bench/models-soak.ts`: `models-soak.ts '{"bytes":…}'`; prints one JSON line.
 */

import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { systemClock } from '#core/clock.ts';
import { installModel, openHub, verifyModel } from '#core/model-files/index.ts';
import { STRAIGHT } from '#core/outgoing/index.ts';
import { aSmallCatalog } from '../builders/small-catalog.ts';
import { startHub } from './hub.ts';

const { bytes } = JSON.parse(process.argv[2]!) as { bytes: number };
const { models, files } = aSmallCatalog(bytes);
const fake = await startHub(files, { cutEvery: 3 });
const hub = openHub({ url: fake.url, proxies: STRAIGHT });
const modelsDir = mkdtempSync(path.join(tmpdir(), 'razbor-models-soak-'));
const { signal } = new AbortController();
const startedAt = performance.now();
try {
  for (const model of models) await installModel(model, hub, { modelsDir, clock: systemClock, signal });
  const runTimeMs = performance.now() - startedAt;
  const states = await Promise.all(models.map(({ id }) => verifyModel(modelsDir, id, signal)));
  const damaged = states.filter(({ state }) => state !== 'ok').length;
  const continued = fake.served.filter((line) => line.includes('bytes=')).length;
  const peakMb = process.resourceUsage().maxRSS / 1024;
  const installed = models.length - damaged;
  console.log(JSON.stringify({ installed, damaged, requests: fake.served.length, continued, runTimeMs, peakMb }));
} finally {
  await fake.close();
  await hub.close();
  rmSync(modelsDir, { recursive: true });
}
