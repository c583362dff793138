import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { expect, test } from 'vitest';
import { AppError } from '#core/errors.ts';
import { type PortalCall, syncCalls, type SyncState } from '#core/portal/index.ts';
import { seededRandom } from '../../builders/random.ts';
import { randomFaults } from '../../fakes/portal-faults.ts';
import { aCallRecord, aFileRecord, aPortal, aWave } from '../../fakes/portal-data.ts';
import { connectPortal } from '../../fakes/portal.ts';

const CALLS = 300;
const FAULT_SHARE = 0.2;

test(
  'with every fifth request failing, every recording arrives once and byte for byte',
  { timeout: 120_000 },
  async () => {
    const files = Array.from({ length: CALLS }, (_, index) =>
      aFileRecord({
        id: index + 1,
        content: aWave(1_000, 200 + index),
        ...(index % 7 === 0 ? { behaviour: 'cut-once' } : {}),
      }),
    );
    const calls = files.map(({ id }) => aCallRecord({ id, recordFileId: id }));
    const { portal, fake, clock, folder } = await connectPortal({ data: aPortal({ calls, files }) });
    fake.faults.setRule(randomFaults(FAULT_SHARE, seededRandom(7)));

    // As a program would that is started again after each error that ends a run.
    const listed = new Map<number, PortalCall>();
    let state: SyncState | null = null;
    await untilDone(async () => {
      for await (const step of syncCalls({ portal, clock, from: '2026-01-01T00:00:00Z', state })) {
        if (step.kind !== 'swept') for (const call of step.page.calls) listed.set(call.rowId, call);
        state = step.state;
      }
    });
    expect([...listed.keys()]).toEqual(calls.map((call) => call.id));

    portal.announceDownloads([...listed.values()]);
    for (const call of listed.values()) {
      await untilDone(() => portal.downloadRecording(call, path.join(folder, `${call.rowId}.wav`)));
    }
    expect(await readdir(folder)).toHaveLength(CALLS);
    for (const file of files) expect(await readFile(path.join(folder, `${file.id}.wav`))).toEqual(file.content);
  },
);

/** Runs again after errors that a later run may get past; any other error fails the test. */
async function untilDone(task: () => Promise<unknown>): Promise<void> {
  for (let run = 1; ; run += 1) {
    try {
      await task();
      return;
    } catch (error) {
      if (!(error instanceof AppError && error.isRetryable && run < 20)) throw error;
    }
  }
}
