import { existsSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { WebSocket } from 'ws';
import type { SettingsState } from '#core/domain/settings.ts';
import { createClient, type CoreClient } from '#renderer/rpc/client.ts';
import { startCli } from '../../builders/cli.ts';
import { aFolder } from '../../builders/folders.ts';

/** A page that is open at the address which `razbor serve` printed. */
function openPage(url: string): CoreClient {
  const { host, hash } = new URL(url);
  class TokenSocket extends WebSocket {
    constructor(address: string) {
      super(address, ['razbor.v1', `token.${hash.slice('#token='.length)}`]);
    }
  }
  const page = createClient({
    url: `ws://${host}/rpc`,
    WebSocket: TokenSocket as unknown as typeof globalThis.WebSocket,
  });
  onTestFinished(() => page.close());
  return page.core;
}

describe('razbor serve', { timeout: 120_000 }, () => {
  it('starts anew at the same address on wish, with a backup in the place of the database', async () => {
    const dataDir = aFolder();
    const running = startCli(['serve', '--data', dataDir, '--json']);
    await expect.poll(() => running.output(), { timeout: 60_000 }).toContain('"url"');
    const page = openPage((JSON.parse(running.output()) as { url: string }).url);
    const states: SettingsState[] = [];
    const watching = page.settings.state.subscribe(undefined, { onData: (state) => states.push(state) });
    onTestFinished(() => watching.unsubscribe());
    const isNew = (): boolean | undefined => states.at(-1)?.isNew;

    const { file } = await page.maintenance.backup.mutate({ folder: path.join(dataDir, 'backups') });
    await page.settings.finishWelcome.mutate();
    await expect.poll(isNew).toBe(false);
    expect(await page.maintenance.restore.mutate({ file })).toBe(0);
    await expect.poll(() => states.at(-1)?.data).toMatchObject({ isRestorePending: true, canRestart: true });
    await page.maintenance.restart.mutate().catch(() => undefined);
    await expect.poll(isNew, { timeout: 60_000 }).toBe(true);
    expect(states.at(-1)?.data.isRestorePending).toBe(false);
    expect(existsSync(path.join(dataDir, 'razbor.db.before-restore'))).toBe(true);

    running.child.kill('SIGINT');
    expect(await running.result).toMatchObject({ code: 0 });
  });
});
