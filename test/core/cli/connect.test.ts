import { statSync, writeFileSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { startFakePortal, type PortalSettings } from '#core/demo/index.ts';
import { systemClock } from '#core/clock.ts';
import { openStore } from '#core/store/index.ts';
import { runCli } from '../../builders/cli.ts';
import { saveFindings } from '../../builders/findings.ts';
import { aFolder } from '../../builders/folders.ts';
import { aCallRecord, aPortal } from '../../fakes/portal-data.ts';

/** A portal with one call of today, and a folder to keep its calls in. */
async function setUp(settings: Partial<PortalSettings> = {}) {
  const calls = [aCallRecord({ id: 1, callId: 'call.1', startedAtMs: Date.now() - 3_600_000 })];
  const fake = await startFakePortal(aPortal({ calls }), { settings });
  onTestFinished(() => fake.close());
  const dataDir = aFolder();
  const ca = path.join(aFolder(), 'ca.pem');
  writeFileSync(ca, fake.caPem);
  const run = async (...args: string[]) => {
    const result = await runCli([...args, '--data', dataDir, '--json'], { RAZBOR_WEBHOOK: fake.webhookUrl });
    expect(result.stdout + result.stderr).not.toContain(fake.settings.secret);
    return { ...result, data: JSON.parse(result.stdout) as Record<string, unknown> };
  };
  const runWithout = (...args: string[]) => runCli([...args, '--data', dataDir, '--json']);
  return { fake, dataDir, ca, run, runWithout };
}

describe('razbor connect', { timeout: 120_000 }, () => {
  it('keeps a checked webhook for its owner only, and later commands find it; then forgets it', async () => {
    const { ca, run, runWithout, dataDir, fake } = await setUp();
    const connected = await run('connect', '--ca', ca);
    expect(connected).toMatchObject({
      code: 0,
      data: { connected: true, coverage: 'all', statistics: { isOk: true } },
    });
    const file = path.join(dataDir, 'secrets.json');
    expect(readFileSync(file, 'utf8')).toContain(fake.settings.secret);
    if (process.platform !== 'win32') expect(statSync(file).mode & 0o777).toBe(0o600);
    const pulled = await runWithout('pull');
    expect(pulled).toMatchObject({ code: 0 });
    expect(JSON.parse(pulled.stdout)).toMatchObject({ newCalls: 1 });
    expect(await run('connect', '--forget')).toMatchObject({ code: 0, data: { connected: false } });
    const refused = await runWithout('pull');
    expect(refused).toMatchObject({ code: 1 });
    expect(refused.stdout).toContain('portal.not-connected');
  });

  it('keeps nothing when it only looks, nor when calls cannot be had', async () => {
    const { ca, run, runWithout, fake } = await setUp();
    expect(await run('connect', '--ca', ca, '--check-only')).toMatchObject({ code: 0, data: { connected: false } });
    fake.settings.scopes = ['disk'];
    const refused = await run('connect', '--ca', ca);
    expect(refused).toMatchObject({ code: 1, data: { connected: false, missingScopes: ['telephony'] } });
    expect((await runWithout('pull')).code).toBe(1);
  });
});

describe('razbor write-back', { timeout: 120_000 }, () => {
  it('only shows without --confirm, and writes once with it', async () => {
    const { ca, run, runWithout, dataDir, fake } = await setUp();
    await run('connect', '--ca', ca);
    await runWithout('pull');
    const store = openStore(dataDir, systemClock);
    saveFindings(store, `portal:${fake.host}:1`);
    store.close();
    const shown = await runWithout('write-back', '--actions', 'transcript');
    expect(JSON.parse(shown.stdout)).toMatchObject({ calls: 1, writes: { transcript: 1 }, confirmed: false });
    expect(fake.data.writes).toEqual([]);
    for (const written of [1, 0]) {
      const result = await runWithout('write-back', '--actions', 'transcript', '--confirm');
      expect(JSON.parse(result.stdout)).toMatchObject({ written, failed: 0, confirmed: true });
    }
    expect(fake.data.writes).toHaveLength(1);
    expect((await runWithout('write-back', '--actions', 'everything')).code).toBe(2);
  });
});
