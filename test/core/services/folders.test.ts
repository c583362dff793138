import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { openApp, type App } from '#core/app.ts';
import { systemClock } from '#core/clock.ts';
import { createNodeForker } from '#core/pipeline/index.ts';
import { resourcesIn } from '#core/resources.ts';
import { createFolders, type Folders } from '#core/services/folders.ts';
import { ROOT } from '../../builders/cli.ts';
import { aFolder } from '../../builders/folders.ts';
import { aWaveFile } from '../../builders/wave-file.ts';
import { memoryLogger } from '../../fakes/logger.ts';
import { IDLE } from '../../builders/processing.ts';

const NAME = 'out-74951234567-101-20260415-103045-1713166245.123.wav';
const AUTO = { pattern: { kind: 'auto' }, managers: {} } as const;

function setUp(dataDir = aFolder()): {
  folders: Folders;
  app: App;
  dataDir: string;
  runs: () => number;
  end: () => Promise<void>;
} {
  const [resources, clock, timeZone, logger] = [resourcesIn(ROOT), systemClock, 'Europe/Moscow', memoryLogger()];
  const app = openApp({ dataDir, clock, logger, timeZone, resources, forker: createNodeForker() });
  let runs = 0;
  const processing = { start: () => (runs += 1), state: () => IDLE, onChange: () => () => undefined };
  const folders = createFolders(app, { dataDir, timeZone, logger, processing, settleMs: 200 });
  folders.start();
  const end = async () => {
    await folders.stop();
    app.close();
  };
  onTestFinished(end);
  return { folders, app, dataDir, runs: () => runs, end };
}

const until = (assertion: () => void) => vi.waitFor(assertion, { timeout: 10_000, interval: 50 });

describe('watched folders', () => {
  it('show what would be read before they are added', async () => {
    const { folders, app } = setUp();
    const incoming = aFolder();
    writeFileSync(path.join(incoming, NAME), aWaveFile(1_000));
    writeFileSync(path.join(incoming, 'заметка.wav'), aWaveFile(1_100));
    const preview = await folders.preview({ path: incoming, ...AUTO });
    expect(preview).toMatchObject({
      files: 2,
      recognised: 1,
      patternId: 'freepbx',
      extensions: ['101'],
      hasTable: false,
    });
    expect(folders.patterns().map(({ id }) => id)).toContain('freepbx');
    expect(app.store.calls.count()).toBe(0);
    await expect(folders.preview({ path: path.join(incoming, 'нет'), ...AUTO })).rejects.toMatchObject({
      code: 'file.not-found',
    });
  });

  it('are imported and processed from the moment they are added, until they are switched off', async () => {
    const { folders, app, runs } = setUp();
    const incoming = aFolder();
    writeFileSync(path.join(incoming, NAME), aWaveFile(1_000));
    const { id } = await folders.add({ path: incoming, pattern: { kind: 'auto' }, managers: { '101': 'Олег' } });
    await until(() => expect(folders.list()[0]?.state).toMatchObject({ kind: 'watching', imported: 1 }));
    expect(runs()).toBe(1);
    const [call] = app.store.removedCalls.presentIn('folder', { from: '2026-01-01', to: '2027-01-01' });
    expect(app.store.calls.find(call!.id)).toMatchObject({ agentName: 'Олег', direction: 'out' });
    await folders.change(id, { isOn: false });
    expect(folders.list()[0]).toMatchObject({ isOn: false, state: { kind: 'off' } });
  });

  it('are remembered, and watched again after a restart', async () => {
    const dataDir = aFolder();
    const incoming = aFolder();
    const first = setUp(dataDir);
    await first.folders.add({ path: incoming, ...AUTO });
    await first.end();
    const second = setUp(dataDir);
    writeFileSync(path.join(incoming, NAME), aWaveFile(1_000));
    await until(() => expect(second.folders.list()[0]?.state).toMatchObject({ imported: 1 }));
    await second.folders.remove(second.folders.list()[0]!.id);
    expect(second.folders.list()).toEqual([]);
    expect(second.app.store.calls.count()).toBe(1);
  });

  it('are refused where they make no sense', async () => {
    const { folders, dataDir } = setUp();
    const incoming = aFolder();
    mkdirSync(path.join(incoming, 'внутри'));
    const add = (folder: string) => folders.add({ path: folder, ...AUTO });
    await add(incoming);
    await expect(add(path.join(incoming, 'внутри'))).rejects.toMatchObject({ code: 'input.invalid' });
    await expect(add(dataDir)).rejects.toMatchObject({ code: 'input.invalid' });
    await expect(add(path.dirname(dataDir))).rejects.toMatchObject({ code: 'input.invalid' });
    await expect(add(path.join(aFolder(), 'нет'))).rejects.toMatchObject({ code: 'file.not-found' });
    const wrong = { kind: 'template', template: '{телефон}' } as const;
    await expect(folders.change(folders.list()[0]!.id, { pattern: wrong })).rejects.toMatchObject({
      code: 'input.invalid',
    });
    expect(folders.list()).toHaveLength(1);
    expect(folders.list()[0]).toMatchObject({ pattern: { kind: 'auto' } });
  });
});
