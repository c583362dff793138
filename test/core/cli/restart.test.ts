import { existsSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { WebSocket } from 'ws';
import type { SettingsState } from '#core/domain/settings.ts';
import { createClient, type CoreClient } from '#renderer/rpc/client.ts';
import { runCli, startCli } from '../../builders/cli.ts';
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
  it('takes any free port for 0, and prints the one it took', async () => {
    const urls: URL[] = [];
    for (let started = 0; started < 2; started++) {
      const running = startCli(['serve', '--port', '0', '--data', aFolder(), '--json']);
      await expect.poll(() => running.output(), { timeout: 60_000 }).toContain('"url"');
      urls.push(new URL((JSON.parse(running.output()) as { url: string }).url));
    }
    expect(new Set(urls.map(({ port }) => port)).size).toBe(2);
    for (const { origin, port } of urls) {
      expect(Number(port)).toBeGreaterThan(0);
      expect((await fetch(origin)).status).toBe(200);
    }
  });

  it.each(['-1', '65536', '80.5', 'http', ''])('refuses «%s» in place of a port', async (port) => {
    const { code, stderr } = await runCli(['serve', `--port=${port}`, '--data', aFolder()]);
    expect([code, stderr]).toEqual([2, expect.stringContaining('Нужен номер порта от 1 до 65535 или 0')]);
  });

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
