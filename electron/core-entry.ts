/** The core process: opens the data folder and serves the screens through the main process. */

import path from 'node:path';
import { openApp } from '#core/app.ts';
import { systemClock } from '#core/clock.ts';
import { toAppError } from '#core/errors.ts';
import { createFileLogger } from '#core/logging/index.ts';
import { resourcesIn } from '#core/resources.ts';
import { createFileSecrets, secretsFileIn } from '#core/secrets/index.ts';
import { createProcessing, createServices } from '#core/services/index.ts';
import { describeError } from '#core/texts/errors.ts';
import { createRemoteForker } from './core-forker.ts';
import { serveParent } from './core-server.ts';
import type { ParentPort } from './core-server.ts';
import type { ToCore } from './messages.ts';
import { createRemoteProxy } from './remote-proxy.ts';
import { createRemoteSecrets } from './remote-secrets.ts';

const parent = process.parentPort as unknown as ParentPort;
const [dataDir = '', root = '', version = '', secretsKind = '', work = ''] = process.argv.slice(2);
const clock = systemClock;

try {
  const logger = createFileLogger(path.join(dataDir, 'logs'));
  const forker = createRemoteForker((message) => parent.postMessage(message));
  const built = (name: string): string => path.join(root, 'dist', 'electron', name);
  const workers = { speechWorker: built('speech-worker.js'), xlsxWorker: built('xlsx-worker.js') };
  const resources = { ...resourcesIn(root), ...workers };
  const { timeZone } = Intl.DateTimeFormat().resolvedOptions();
  const app = openApp({ dataDir, resources, clock, logger, forker, timeZone });
  const processing = createProcessing(app, logger);
  const remote = createRemoteSecrets((message) => parent.postMessage(message));
  const secrets = secretsKind === 'system-secrets' ? remote : createFileSecrets(secretsFileIn(dataDir));
  const system = createRemoteProxy((message) => parent.postMessage(message));
  const proxySources = { environment: process.env, systemProxy: (url: string) => system.ask(url) };
  // The main process starts a core that has ended once more.
  const restart = (): void => process.exit(0);
  const common = { dataDir, resources, clock, logger, timeZone, version, secrets, restart, proxySources };
  const services = createServices({ ...common, app, processing });
  const end = async (): Promise<void> => {
    try {
      await services.background.stop();
    } catch (error) {
      logger.log('error', 'end-failed', { error });
    }
    process.exit(0);
  };
  const onMessage = (message: ToCore): void => {
    forker.receive(message);
    remote.receive(message);
    system.receive(message);
    if (message.kind === 'end') void end();
  };
  // Before the first word on the work is told: a window that is closed keeps the program for as long as work goes on.
  if (work === 'resume-work') services.processing.start();
  serveParent({ parent, services, logger, clock, onMessage });
  services.background.start();
  process.on('exit', () => app.close());
  parent.postMessage({ kind: 'ready' });
} catch (error) {
  parent.postMessage({ kind: 'failed', ...describeError(toAppError(error)) });
  // The main process shows the sentence and ends with us.
  process.exitCode = 1;
  setImmediate(() => process.exit(1));
}
