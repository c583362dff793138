/** The whole program beside an imitated portal: real services over an empty data folder, connected or not. */

import { onTestFinished } from 'vitest';
import path from 'node:path';
import { openApp, type App } from '#core/app.ts';
import { startFakePortal, type FakePortal, type FakePortalOptions, type PortalData } from '#core/demo/index.ts';
import type { ProcessingState } from '#core/domain/call-list.ts';
import { createFileLogger } from '#core/logging/index.ts';
import { resourcesIn } from '#core/resources.ts';
import { createFileSecrets, secretsFileIn } from '#core/secrets/index.ts';
import { createServices, type AppServices, type Processing, type ServiceOptions } from '#core/services/index.ts';
import type { Clock, SecretStore } from '#core/ports.ts';
import { createImpatientClock } from '../fakes/impatient-clock.ts';
import { aPortal, TODAY_MS } from '../fakes/portal-data.ts';
import { ROOT } from './cli.ts';
import { aFolder } from './folders.ts';
import { IDLE } from './processing.ts';

export interface Program {
  readonly services: AppServices;
  readonly app: App;
  readonly fake: FakePortal;
  readonly dataDir: string;
  readonly secrets: SecretStore;
  /** How often the processing was started. */
  readonly processed: () => number;
  /** Changes what the processing tells of itself. */
  readonly tellProcessing: (state: Partial<ProcessingState>) => void;
  /** Checks and saves the imitated portal's webhook. */
  readonly connect: () => Promise<void>;
  /** How many requests of a method the portal has seen. */
  readonly asked: (method: string) => number;
}

export interface ProgramOptions extends FakePortalOptions {
  readonly data?: PortalData;
  readonly clock?: Clock;
  readonly voximplantPlaces?: { readonly apiUrl: string; readonly allowedHosts: readonly string[] };
  readonly proxySources?: ServiceOptions['proxySources'];
}

/** Quick enough for tests; the pace itself is tested apart. */
const QUICK = { burst: 1_000_000, requestsPerSecond: 1_000, requestTimeoutMs: 20_000, idleTimeoutMs: 20_000 };

/** Everything is ended with the test. */
export async function aProgram({
  data = aPortal(),
  clock,
  voximplantPlaces,
  proxySources = { environment: {} },
  ...options
}: ProgramOptions = {}): Promise<Program> {
  const time = clock ?? createImpatientClock(TODAY_MS);
  const fake = await startFakePortal(data, { now: () => time.now(), ...options });
  const dataDir = aFolder();
  const logger = createFileLogger(path.join(dataDir, 'logs'));
  const [resources, timeZone] = [resourcesIn(ROOT), 'Europe/Moscow'];
  const secrets = createFileSecrets(secretsFileIn(dataDir));
  const common = { dataDir, resources, clock: time, logger, timeZone, secrets, version: '1.2.3', proxySources };
  const app = openApp({ ...common, forker: noProcesses });
  const { processing, processed, tellProcessing } = countingProcessing(app);
  const services = createServices({
    ...common,
    app,
    processing,
    portalLimits: QUICK,
    ...(voximplantPlaces && { voximplantPlaces }),
  });
  onTestFinished(async () => {
    await services.background.stop();
    app.close();
    await fake.close();
  });
  return {
    ...{ services, app, fake, dataDir, secrets, processed, tellProcessing },
    async connect() {
      await services.connection.check({ webhookUrl: fake.webhookUrl, caPem: fake.caPem });
      await services.connection.save({ acceptsMove: false });
    },
    asked: (method) => fake.journal.entries.filter((entry) => entry.method === method.toLowerCase()).length,
  };
}

const noProcesses = {
  fork(): never {
    throw new Error('nothing is transcribed here');
  },
};

/** Processing that is done as soon as it is started. */
function countingProcessing({ store }: App): Pick<Program, 'processed' | 'tellProcessing'> & {
  readonly processing: Processing;
} {
  let count = 0;
  let state: ProcessingState = IDLE;
  const listeners = new Set<() => void>();
  return {
    processed: () => count,
    tellProcessing(changed) {
      state = { ...state, ...changed };
      for (const listener of listeners) listener();
    },
    processing: {
      state: () => state,
      onChange: (listener) => {
        listeners.add(listener);
        return () => listeners.delete(listener);
      },
      start: () => {
        count++;
      },
      redo: (callIds, stage) => callIds.filter((id) => store.jobs.redo(id, stage)).length,
      noteChange: () => undefined,
      cancel: () => Promise.resolve(),
    },
  };
}
