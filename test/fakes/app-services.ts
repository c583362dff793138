/** The application's services over generated calls: real but for the processing, which goes as the test says. */

import { mkdirSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { openApp } from '#core/app.ts';
import { systemClock } from '#core/clock.ts';
import type { ProcessingState } from '#core/domain/call-list.ts';
import { resourcesIn, type Resources } from '#core/resources.ts';
import { createFileSecrets, secretsFileIn } from '#core/secrets/index.ts';
import { createServices } from '#core/services/index.ts';
import type { AppServices, Processing } from '#core/services/index.ts';
import { fillStore } from '../builders/filled-store.ts';
import { ROOT } from '../builders/cli.ts';
import { aReportInput } from '../builders/report-input.ts';
import { aWaveFile } from '../builders/wave-file.ts';

import { memoryLogger } from './logger.ts';
import { IDLE } from '../builders/processing.ts';

export interface FakeServices extends AppServices {
  /** Changes what `processing.state` tells, and says so to listeners. */
  setProcessing(state: Partial<ProcessingState>): void;
  /** What the screens asked of the processing, in order. */
  readonly started: string[];
  readonly dataDir: string;
  /** Closes the data folder and removes it. */
  dispose(): Promise<void>;
}

/**
 * @param input the calls that are stored
 * @param changes resources that differ from the program's own
 */
export async function fakeServices(
  input = aReportInput({ calls: 40 }),
  changes: Partial<Resources> = {},
): Promise<FakeServices> {
  const dataDir = await mkdtemp(path.join(tmpdir(), 'razbor-services-'));
  const { timeZone } = input;
  const [clock, logger] = [systemClock, memoryLogger()];
  const resources = { ...resourcesIn(ROOT), ...changes };
  const app = openApp({ dataDir, resources, clock, logger, forker: noProcesses, timeZone });
  fillStore(app.store, { calls: input.calls });
  const { processing, setProcessing, started } = fakeProcessing();
  const secrets = createFileSecrets(secretsFileIn(dataDir));
  const common = { dataDir, resources, clock, logger, timeZone, secrets, version: '0.1.0' };
  const services = createServices({ ...common, app, processing });
  const durations = new Map(input.calls.map(({ id, durationMs }) => [id, durationMs]));
  return {
    ...services,
    calls: {
      ...services.calls,
      // Recordings are written when they are asked for: those of all calls would be large.
      async recordingFile(callId) {
        const stored = app.store.recordings.findStored(callId);
        if (!stored) return null;
        const file = path.join(dataDir, stored.path);
        mkdirSync(path.dirname(file), { recursive: true });
        await writeFile(file, aWaveFile(durations.get(callId) ?? 0));
        return services.calls.recordingFile(callId);
      },
    },
    setProcessing,
    started,
    dataDir,
    async dispose() {
      await services.background.stop();
      app.close();
      await rm(dataDir, { recursive: true });
    },
  };
}

const noProcesses = {
  fork(): never {
    throw new Error('nothing is transcribed here');
  },
};

function fakeProcessing() {
  const listeners = new Set<() => void>();
  const started: string[] = [];
  let state: ProcessingState = { ...IDLE, revision: 1 };
  const setProcessing = (changed: Partial<ProcessingState>): void => {
    state = { ...state, ...changed };
    for (const listener of listeners) listener();
  };
  const processing: Processing = {
    state: () => state,
    onChange: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    start: () => {
      started.push('start');
      setProcessing({ isRunning: true });
    },
    redo: (callIds, stage) => {
      started.push(`${stage} ${callIds.length}`);
      setProcessing({ isRunning: true });
      return callIds.length;
    },
    noteChange: () => setProcessing({ revision: state.revision + 1 }),
    cancel: () => {
      started.push('cancel');
      setProcessing({ isRunning: false, progress: null });
      return Promise.resolve();
    },
  };
  return { processing, setProcessing, started };
}
