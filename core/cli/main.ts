/** Entry of the command line. */

import { readFileSync } from 'node:fs';
import path from 'node:path';
import { createNodeForker } from '#core/pipeline/index.ts';
import { AppError } from '#core/errors.ts';
import { systemClock } from '#core/clock.ts';
import { resourcesIn } from '#core/resources.ts';
import { runCli } from './program.ts';

const controller = new AbortController();
for (const name of ['SIGINT', 'SIGTERM'] as const) {
  process.on(name, () => {
    // A second request ends at once: the first one may wait for a slow disk.
    if (controller.signal.aborted) process.exit(130);
    controller.abort(new AppError('job.cancelled'));
  });
}

const root = path.resolve(import.meta.dirname, '..', '..');
const { version } = JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8')) as { version: string };

process.exitCode = await runCli({
  argv: process.argv.slice(2),
  env: process.env,
  platform: process.platform,
  timeZone: Intl.DateTimeFormat().resolvedOptions().timeZone,
  stdout: process.stdout,
  stderr: process.stderr,
  clock: systemClock,
  forker: createNodeForker(),
  resources: resourcesIn(root),
  version,
  signal: controller.signal,
});
