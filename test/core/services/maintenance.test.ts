import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { strFromU8, unzipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import { openStore } from '#core/store/index.ts';
import { aProgram, type Program } from '../../builders/program.ts';
import { saveFindings } from '../../builders/findings.ts';
import { aFolder } from '../../builders/folders.ts';
import { createImpatientClock } from '../../fakes/impatient-clock.ts';
import { aCallRecord, aFileRecord, aPortal, PHONE, TODAY_MS } from '../../fakes/portal-data.ts';

const DAY_MS = 86_400_000;

/** Two calls with recordings: one of a month ago, one of today. */
async function aProgramWithRecordings(): Promise<Program & { readonly idOf: (rowId: number) => string }> {
  const program = await aProgram({
    data: aPortal({
      calls: [
        aCallRecord({ id: 1, recordFileId: 1, startedAtMs: TODAY_MS - 29 * DAY_MS }),
        aCallRecord({ id: 2, recordFileId: 2 }),
      ],
      files: [aFileRecord({ id: 1 }), aFileRecord({ id: 2 })],
    }),
  });
  await program.connect();
  await program.services.sync.run({ trigger: 'hand' });
  const { source } = program.services.connection.state().portal!;
  return { ...program, idOf: (rowId) => `${source}:${rowId}` };
}

const wavesOf = (dataDir: string): string[] =>
  (readdirSync(path.join(dataDir, 'recordings'), { recursive: true }) as string[]).filter((name) =>
    name.endsWith('wav'),
  );

describe('the data folder', () => {
  it('tells how much of the disk each part takes', async () => {
    const { services, dataDir } = await aProgramWithRecordings();
    const sizes = await services.maintenance.sizes();
    expect(sizes.recordings).toBe(2 * aFileRecord({ id: 1 }).content.length);
    expect(sizes.database).toBeGreaterThan(10_000);
    expect(sizes).toMatchObject({ models: 0, reports: 0 });
    expect(services.maintenance.state().dataDir).toBe(dataDir);
  });

  it('loses old recordings on wish, never their texts, nor what is not turned into text yet', async () => {
    const { services, app, dataDir, idOf } = await aProgramWithRecordings();
    expect(services.maintenance.countTooOld(7)).toBe(0);
    saveFindings(app.store, idOf(1));
    saveFindings(app.store, idOf(2));
    expect(services.maintenance.countTooOld(7)).toBe(1);
    expect(await services.maintenance.setRetention(7)).toBe(1);
    expect(wavesOf(dataDir)).toHaveLength(1);
    expect(services.calls.find(idOf(1))).toMatchObject({ hasRecording: false, transcript: { channels: 2 } });
    expect(services.calls.find(idOf(2))).toMatchObject({ hasRecording: true });
    expect(await services.maintenance.applyRetention()).toBe(0);
  });

  it('does not fetch a deleted recording again', async () => {
    const { services, app, idOf, asked } = await aProgramWithRecordings();
    saveFindings(app.store, idOf(1));
    await services.maintenance.setRetention(7);
    const before = asked('download');
    await services.sync.run({ trigger: 'hand', period: { from: '2026-02-01', to: '2026-03-10' } });
    expect(asked('download')).toBe(before);
  });

  it('copies its database while work goes on, and takes the copy back at the next start', async () => {
    const { services, app, dataDir } = await aProgramWithRecordings();
    const folder = path.join(aFolder(), 'copies');
    const shares: number[] = [];
    services.maintenance.onChange(() => shares.push(services.maintenance.state().chore?.share ?? -1));
    const backup = await services.maintenance.backup(folder);
    expect(readdirSync(folder)).toEqual([path.basename(backup.file)]);
    expect(shares.at(0)).toBe(0);
    app.store.housekeeping.forgetSource(services.connection.state().portal!.source);
    expect(app.store.calls.count()).toBe(0);
    expect(await services.maintenance.restore(backup.file)).toBe(2);
    expect(services.maintenance.state().isRestorePending).toBe(true);
    // The same folder after the program has ended.
    const copy = copyOf(dataDir);
    const restored = openStore(copy, createImpatientClock(TODAY_MS));
    expect(restored.calls.count()).toBe(2);
    restored.close();
    expect(existsSync(path.join(copy, 'razbor.db.before-restore'))).toBe(true);
    const again = openStore(copy, createImpatientClock(TODAY_MS));
    expect(again.calls.count()).toBe(2);
    again.close();
  });

  it('refuses what is no backup, and changes nothing', async () => {
    const { services, app } = await aProgramWithRecordings();
    const folder = aFolder();
    const text = path.join(folder, 'notes.db');
    writeFileSync(text, 'no database at all '.repeat(100));
    await expect(services.maintenance.restore(text)).rejects.toMatchObject({ code: 'backup.invalid' });
    await expect(services.maintenance.restore(path.join(folder, 'none.db'))).rejects.toMatchObject({
      code: 'file.not-found',
    });
    await expect(services.maintenance.restore('relative.db')).rejects.toMatchObject({ code: 'input.invalid' });
    await expect(services.maintenance.backup('relative')).rejects.toMatchObject({ code: 'input.invalid' });
    const { file } = await services.maintenance.backup(folder);
    const bytes = readFileSync(file);
    const half = path.join(folder, 'half.db');
    writeFileSync(half, bytes.subarray(0, bytes.length / 2));
    await expect(services.maintenance.restore(half)).rejects.toMatchObject({ code: 'backup.invalid' });
    expect(services.maintenance.state().isRestorePending).toBe(false);
    expect(app.store.calls.count()).toBe(2);
  });

  it('packs the logs without keys and telephone numbers', async () => {
    const { services, dataDir, fake } = await aProgramWithRecordings();
    const line = `{"event":"x","url":"${fake.webhookUrl}user.get","phone":"${PHONE}","bare":"${fake.settings.secret}"}\n`;
    mkdirSync(path.join(dataDir, 'logs'), { recursive: true });
    writeFileSync(path.join(dataDir, 'logs', 'razbor.old.log'), line);
    const { name, base64 } = await services.maintenance.logs();
    expect(name).toBe('razbor-logs-2026-03-10.zip');
    const files = unzipSync(Buffer.from(base64, 'base64'));
    expect(Object.keys(files)).toEqual(expect.arrayContaining(['about.json', 'razbor.log', 'razbor.old.log']));
    const all = Object.values(files)
      .map((bytes) => strFromU8(bytes))
      .join('\n');
    expect(all).toContain('"event":"x"');
    expect(all).toContain('"version": "1.2.3"');
    expect(all).not.toContain(fake.settings.secret);
    expect(all).not.toContain(PHONE);
  });
});

/** A copy of the files as they lie there, as if the program had been killed. */
function copyOf(dataDir: string): string {
  const folder = aFolder();
  for (const name of readdirSync(dataDir).filter((file) => file.startsWith('razbor.db')))
    writeFileSync(path.join(folder, name), readFileSync(path.join(dataDir, name)));
  return folder;
}
