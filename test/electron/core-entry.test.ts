import { fork } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { systemClock } from '#core/clock.ts';
import { openStore } from '#core/store/index.ts';
import type { ToCore, ToMain } from '../../electron/messages.ts';
import { ROOT } from '../builders/cli.ts';
import { aFolder } from '../builders/folders.ts';

/** A core of its own over an empty data folder. */
function startCore(dataDir: string, ...more: string[]) {
  const host = path.join(import.meta.dirname, 'core-host.ts');
  const core = fork(host, [dataDir, ROOT, '1.2.3', 'own-secrets', ...more], { serialization: 'advanced' });
  onTestFinished(() => void core.kill('SIGKILL'));
  const heard: ToMain[] = [];
  core.on('message', (message: ToMain) => heard.push(message));
  return {
    heard,
    send: (message: ToCore) => core.send(message),
    isReady: () => expect.poll(() => heard.map(({ kind }) => kind), { timeout: 60_000 }).toContain('ready'),
    ended: once(core, 'exit') as Promise<[code: number | null, signal: string | null]>,
  };
}

describe('the core process of the desktop application', { timeout: 90_000 }, () => {
  it('says when it runs, and ends itself in order when the program ends', async () => {
    const folder = aFolder();
    const core = startCore(folder);
    await core.isReady();
    core.send({ kind: 'end' });
    expect(await core.ended).toEqual([0, null]);
    // The lock has gone with it, and the database was closed: nothing is left to be written into it.
    const store = openStore(folder, systemClock);
    expect(store.settings.get('nothing')).toBeUndefined();
    store.close();
  });

  it('goes on with the work from its first word on where the one before crashed at it', async () => {
    const core = startCore(aFolder(), 'resume-work');
    await core.isReady();
    const states = core.heard.flatMap((message) => (message.kind === 'status' ? [message.status.isRunning] : []));
    expect(states[0]).toBe(true);
  });

  it('says why it cannot work where the folder is another program’s', async () => {
    const folder = aFolder();
    const first = startCore(folder);
    await first.isReady();
    const second = startCore(folder);
    expect(await second.ended).toEqual([1, null]);
    expect(second.heard).toMatchObject([{ kind: 'failed', title: expect.any(String) as string }]);
  });
});
