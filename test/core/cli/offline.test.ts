import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { describe, expect, it, onTestFinished } from 'vitest';
import { systemClock } from '#core/clock.ts';
import { startFakePortal } from '#core/demo/index.ts';
import { createNetworkSwitch } from '#core/network-switch.ts';
import { openStore } from '#core/store/index.ts';
import { runCli } from '../../builders/cli.ts';
import { aFolder } from '../../builders/folders.ts';
import { aPortal } from '../../fakes/portal-data.ts';

/** A server in the place of the model hub that only counts who comes. */
async function anyHub(): Promise<{ readonly url: string; readonly requests: () => number }> {
  let requests = 0;
  const server = createServer((_request, response) => {
    requests++;
    response.writeHead(404).end();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, requests: () => requests };
}

describe('the command line with work without network on', { timeout: 120_000 }, () => {
  it('asks neither a portal nor the hub, and says how to turn it off', async () => {
    const dataDir = aFolder();
    const store = openStore(dataDir, systemClock);
    createNetworkSwitch(store.settings).set(true);
    store.close();
    const fake = await startFakePortal(aPortal());
    onTestFinished(() => fake.close());
    const hub = await anyHub();
    const commands = [
      ['pull', '--portal', fake.webhookUrl],
      ['connect', '--portal', fake.webhookUrl],
      ['models', 'install', 't-one', '--hub', hub.url],
    ];
    for (const command of commands) {
      const result = await runCli([...command, '--data', dataDir, '--json']);
      expect(result.code).toBe(1);
      expect(JSON.parse(result.stdout)).toMatchObject({ error: { code: 'network.offline' } });
      expect(result.stderr).toContain('Работа без сети');
    }
    expect(fake.journal.entries).toEqual([]);
    expect(hub.requests()).toBe(0);
  });
});
