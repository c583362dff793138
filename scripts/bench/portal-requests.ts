/** How many requests a listing takes beside the fewest that the protocol allows: 50 rows a page, 50 pages a batch. */

import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { systemClock } from '#core/clock.ts';
import { emptyCrm, startFakePortal } from '#core/demo/index.ts';
import { STRAIGHT } from '#core/outgoing/index.ts';
import { createPortal } from '#core/portal/index.ts';

const CALLS = 10_000;
const ROWS_PER_REQUEST = 50 * 50;
const MINUTE_MS = 60_000;

export async function printPortalRequests(): Promise<void> {
  const startMs = Date.now() - CALLS * MINUTE_MS;
  const calls = Array.from({ length: CALLS }, (_, index) => ({
    id: index + 1,
    userId: 1,
    type: 2,
    phone: '+70000000000',
    startedAtMs: startMs + index * MINUTE_MS,
    durationSeconds: 60,
  }));
  const users = [{ id: 1, name: 'Анна', lastName: 'Орлова', isAdmin: true }];
  const fake = await startFakePortal({ calls, files: [], users, departments: [], crm: emptyCrm(), writes: [] });
  const folder = await mkdtemp(path.join(tmpdir(), 'razbor-bench-'));
  const caFile = path.join(folder, 'ca.pem');
  await writeFile(caFile, fake.caPem);
  const logger = { log: () => undefined };
  const portal = createPortal({ proxies: STRAIGHT, webhookUrl: fake.webhookUrl, caFile, clock: systemClock, logger });
  try {
    let listed = 0;
    const from = new Date(startMs - MINUTE_MS).toISOString();
    for await (const page of portal.listCalls({ from })) listed += page.calls.length;
    const fewest = Math.ceil(CALLS / ROWS_PER_REQUEST);
    console.log(`${listed} calls listed in ${fake.journal.count()} requests; the fewest possible: ${fewest}`);
  } finally {
    portal.close();
    await fake.close();
    await rm(folder, { recursive: true, force: true });
  }
}
