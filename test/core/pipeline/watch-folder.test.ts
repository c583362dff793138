import { appendFileSync, mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { systemClock } from '#core/clock.ts';
import { watchFolder, type WatchOptions, type WatchState } from '#core/pipeline/watch-folder.ts';
import { openStore, type Store } from '#core/store/index.ts';
import { aWaveFile } from '../../builders/wave-file.ts';
import { aFolder } from '../../builders/folders.ts';
import { memoryLogger } from '../../fakes/logger.ts';

interface Watched {
  readonly store: Store;
  readonly folder: string;
  readonly state: () => WatchState;
  /** Ends the watch and waits for its end. */
  readonly stop: () => Promise<void>;
}

function watched(more: Partial<WatchOptions> = {}, at: { folder?: string; dataDir?: string } = {}): Watched {
  const folder = at.folder ?? aFolder();
  const dataDir = at.dataDir ?? aFolder();
  const store = openStore(dataDir, systemClock);
  const ending = new AbortController();
  let last: WatchState | undefined;
  const running = watchFolder({
    ...{ store, dataDir, folder, timeZone: 'Europe/Moscow', clock: systemClock, logger: memoryLogger() },
    ...{ signal: ending.signal, onState: (state) => (last = state), settleMs: 200, checkMs: 100, ...more },
  });
  const stop = async () => {
    ending.abort();
    await running;
  };
  onTestFinished(async () => {
    await stop();
    store.close();
  });
  return { store, folder, state: () => last!, stop };
}

const until = (assertion: () => void) => vi.waitFor(assertion, { timeout: 10_000, interval: 50 });

let lengthMs = 1_000;
/** A recording like no other. */
const aRecording = (): Buffer => aWaveFile((lengthMs += 10));

describe('a watched folder', () => {
  it('brings what lies there and what comes, also in folders within', async () => {
    const folder = aFolder();
    writeFileSync(path.join(folder, '2026-04-15_10-30-45.wav'), aRecording());
    const { store, state } = watched({}, { folder });
    await until(() => expect(state()).toMatchObject({ kind: 'watching', imported: 1, timeFromFile: 0 }));
    mkdirSync(path.join(folder, 'ноябрь'));
    writeFileSync(path.join(folder, 'ноябрь', 'звонок.wav'), aRecording());
    await until(() => expect(state()).toMatchObject({ imported: 2, timeFromFile: 1 }));
    expect(store.calls.count()).toBe(2);
  });

  it('waits until a file has stopped growing, and takes the whole of it', async () => {
    const { store, folder, state } = watched({ settleMs: 600 });
    const whole = aRecording();
    const file = path.join(folder, 'a.wav');
    const step = Math.ceil(whole.length / 5);
    for (let at = 0; at < whole.length; at += step) {
      appendFileSync(file, whole.subarray(at, at + step));
      await systemClock.sleep(150);
      expect(store.calls.count()).toBe(0);
    }
    await until(() => expect(state()).toMatchObject({ imported: 1, failed: [] }));
  });

  it('passes over temporary names and other files, and takes a file once it has its name', async () => {
    const { folder, state } = watched();
    writeFileSync(path.join(folder, '.hidden.wav'), aRecording());
    writeFileSync(path.join(folder, 'a.wav.part'), aRecording());
    writeFileSync(path.join(folder, 'b.tmp.wav'), aRecording());
    writeFileSync(path.join(folder, 'readme.txt'), 'текст');
    writeFileSync(path.join(folder, 'good.wav'), aRecording());
    await until(() => expect(state().imported).toBe(1));
    renameSync(path.join(folder, 'a.wav.part'), path.join(folder, 'a.wav'));
    await until(() => expect(state()).toMatchObject({ imported: 2, failed: [] }));
  });

  it('imports the same sound once, under whatever name, and looks at known files no more after a restart', async () => {
    const [folder, dataDir] = [aFolder(), aFolder()];
    const sound = aRecording();
    writeFileSync(path.join(folder, 'a.wav'), sound);
    const first = watched({}, { folder, dataDir });
    await until(() => expect(first.state().imported).toBe(1));
    writeFileSync(path.join(folder, 'копия.wav'), sound);
    await until(() => expect(first.state()).toMatchObject({ imported: 1, alreadyThere: 1 }));
    await first.stop();
    first.store.close();
    const second = watched({}, { folder, dataDir });
    writeFileSync(path.join(folder, 'b.wav'), aRecording());
    await until(() => expect(second.state()).toMatchObject({ imported: 1, alreadyThere: 0 }));
  });

  it('survives the loss of the folder and goes on when it is back', async () => {
    const { folder, state } = watched();
    writeFileSync(path.join(folder, 'a.wav'), aRecording());
    await until(() => expect(state().imported).toBe(1));
    const elsewhere = `${folder}-gone`;
    renameSync(folder, elsewhere);
    await until(() => expect(state()).toMatchObject({ kind: 'unavailable', error: { code: 'file.not-found' } }));
    renameSync(elsewhere, folder);
    writeFileSync(path.join(folder, 'b.wav'), aRecording());
    await until(() => expect(state()).toMatchObject({ kind: 'watching', imported: 2, error: null, failed: [] }));
  });

  it('waits for a folder that is not there at the start', async () => {
    const folder = path.join(aFolder(), 'диск');
    const { state } = watched({}, { folder });
    await until(() => expect(state().kind).toBe('unavailable'));
    mkdirSync(folder);
    writeFileSync(path.join(folder, 'a.wav'), aRecording());
    await until(() => expect(state().imported).toBe(1));
  });

  it('lists a file that cannot be used, and takes it when its description has been put right', async () => {
    const { folder, state } = watched();
    writeFileSync(path.join(folder, 'a.json'), '{"direction":"вбок"}');
    writeFileSync(path.join(folder, 'a.wav'), aRecording());
    await until(() => expect(state().failed).toMatchObject([{ callId: 'a.wav', error: { code: 'input.invalid' } }]));
    writeFileSync(path.join(folder, 'a.json'), '{"direction":"in"}');
    await until(() => expect(state()).toMatchObject({ imported: 1, failed: [] }));
  });

  it('takes a file that was replaced by a usable one', async () => {
    const { folder, state } = watched();
    writeFileSync(path.join(folder, 'a.wav'), 'не запись');
    await until(() => expect(state().failed).toMatchObject([{ callId: 'a.wav' }]));
    rmSync(path.join(folder, 'a.wav'));
    writeFileSync(path.join(folder, 'a.wav'), aRecording());
    await until(() => expect(state()).toMatchObject({ imported: 1, failed: [] }));
  });

  it('hands over what was imported before it goes on', async () => {
    const seen: number[] = [];
    const { folder } = watched({ onImported: async ({ imported }) => void seen.push(await Promise.resolve(imported)) });
    writeFileSync(path.join(folder, 'a.wav'), aRecording());
    await until(() => expect(seen).toEqual([1]));
  });

  it('sees by asking what the system does not tell', async () => {
    const { folder, state } = watched({ isPolling: true });
    writeFileSync(path.join(folder, 'a.wav'), aRecording());
    await until(() => expect(state().imported).toBe(1));
  });
});
