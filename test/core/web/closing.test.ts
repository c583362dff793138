import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { expect, it, onTestFinished } from 'vitest';
import { WebSocket } from 'ws';
import { openApp } from '#core/app.ts';
import { systemClock } from '#core/clock.ts';
import { resourcesIn } from '#core/resources.ts';
import { createFileSecrets, secretsFileIn } from '#core/secrets/index.ts';
import { createProcessing, createServices } from '#core/services/index.ts';
import { openStore } from '#core/store/index.ts';
import { startWebHost } from '#core/web/index.ts';
import { createClient } from '#renderer/rpc/client.ts';
import type { CoreClient } from '#renderer/rpc/client.ts';
import { ROOT } from '../../builders/cli.ts';
import { fillStore } from '../../builders/filled-store.ts';
import { aFolder } from '../../builders/folders.ts';
import { hostLog } from '../../fakes/host.ts';

const ROUNDS = 6;
const SUBSCRIPTIONS = ['processing', 'settings', 'models'] as const;

/** A data folder of forty calls, closed. */
async function aFilledFolder(): Promise<string> {
  const dataDir = aFolder();
  const store = openStore(dataDir, systemClock);
  fillStore(store, { calls: 40 });
  store.close();
  await mkdir(path.join(dataDir, 'renderer'));
  await writeFile(path.join(dataDir, 'renderer', 'index.html'), '<title>Разбор</title>');
  return dataDir;
}

/** The program over a folder, and a screen that is connected to it. */
async function openProgram(dataDir: string) {
  const logger = hostLog();
  const common = { dataDir, resources: resourcesIn(ROOT), clock: systemClock, logger, timeZone: 'Europe/Moscow' };
  const forker = {
    fork(): never {
      throw new Error('nothing is transcribed here');
    },
  };
  const app = openApp({ ...common, forker });
  const secrets = createFileSecrets(secretsFileIn(dataDir));
  const processing = createProcessing(app, logger);
  const services = createServices({ ...common, secrets, version: '0.1.0', app, processing });
  const host = await startWebHost({ ...common, services, rendererDir: path.join(dataDir, 'renderer') });
  class Socket extends WebSocket {
    constructor(url: string) {
      super(url, ['razbor.v1', `token.${host.token}`]);
    }
  }
  const url = `ws://127.0.0.1:${host.port}/rpc`;
  const screen = createClient({ url, WebSocket: Socket as unknown as typeof globalThis.WebSocket });
  services.background.start();
  return { app, services, host, screen, logger };
}

/** Questions, orders and subscriptions of an impatient person; answers that do not come any more are no matter here. */
function ask(core: CoreClient, round: number): void {
  const quiet = (answer: Promise<unknown>): void => void answer.catch(() => undefined);
  const filter = { text: 'а' };
  quiet(core.calls.list.query({ filter }));
  quiet(core.calls.totals.query(filter));
  quiet(core.analytics.objections.query({}));
  quiet(core.processing.start.mutate());
  if (round % 3 === 0) quiet(core.sync.startDemo.mutate());
  if (round % 3 === 1) quiet(core.sync.start.mutate({ source: 'portal' }));
  quiet(core.calls.totals.query({ objection: '-' }));
}

it(
  'nothing reaches for the data folder once it is closed, however much is asked at that moment',
  { timeout: 120_000 },
  async () => {
    const dataDir = await aFilledFolder();
    const unhandled: unknown[] = [];
    const note = (error: unknown): void => void unhandled.push(error);
    process.on('unhandledRejection', note).on('uncaughtException', note);
    onTestFinished(() => void process.off('unhandledRejection', note).off('uncaughtException', note));

    for (let round = 0; round < ROUNDS; round++) {
      const { app, services, host, screen, logger } = await openProgram(dataDir);
      for (const area of SUBSCRIPTIONS) screen.core[area].state.subscribe(undefined, { onError: () => undefined });
      await screen.core.calls.totals.query({});
      ask(screen.core, round);
      await delay(round);
      const stopped = services.background.stop();
      ask(screen.core, round);
      await stopped;
      ask(screen.core, round);
      // Long enough for the orders to arrive, too short for the work to end.
      await delay(20);
      await host.close();
      app.close();
      await delay(150);
      const reached = logger.entries.filter(({ facts }) => JSON.stringify(facts).includes('connection is not open'));
      expect(reached).toEqual([]);
      await screen.close();
    }
    expect(unhandled).toEqual([]);
  },
);
