/** What every command gets: where the data lies, how to speak, when to stop. */

import path from 'node:path';
import type { App } from '#core/app.ts';
import { createFileLogger } from '#core/logging/index.ts';
import type { Clock, Logger, ProcessForker } from '#core/ports.ts';
import type { Resources } from '#core/resources.ts';
import { defaultDataFolder } from './data-folder.ts';
import type { Output } from './output.ts';

/** The outside world, so that tests can run a command in their own process too. */
export interface Environment {
  readonly argv: readonly string[];
  readonly env: NodeJS.ProcessEnv;
  readonly platform: NodeJS.Platform;
  readonly timeZone: string;
  readonly stdout: { write(text: string): unknown };
  readonly stderr: { write(text: string): unknown; readonly isTTY?: boolean };
  readonly clock: Clock;
  readonly forker: ProcessForker;
  readonly resources: Resources;
  /** Of the program, e.g. `0.1.0`. */
  readonly version: string;
  /** Aborted by Ctrl-C and by a request to end. */
  readonly signal: AbortSignal;
}

/** Options that every command has. */
export interface CommonOptions {
  readonly data?: string;
  readonly json?: boolean;
}

export interface CommandContext extends Environment {
  readonly output: Output;
  readonly dataDir: string;
  /** The log of the data folder; made on first use, so that commands without data leave no folder behind. */
  logger(): Logger;
  /** Runs `work` with the data folder open and closes it whatever happens. */
  withApp<T>(work: (app: App) => Promise<T>): Promise<T>;
}

/** @param dataDir another folder than the one asked for or usual, e.g. the demo's */
export function createContext(environment: Environment, output: Output, options: CommonOptions): CommandContext {
  const { env, platform, clock, forker, resources, timeZone } = environment;
  const dataDir = path.resolve(options.data ?? defaultDataFolder(platform, env));
  let opened: Logger | undefined;
  const logger = () => (opened ??= createFileLogger(path.join(dataDir, 'logs')));
  return {
    ...environment,
    output,
    dataDir,
    logger,
    async withApp(work) {
      const { openApp } = await import('#core/app.ts');
      const app = openApp({ dataDir, clock, logger: logger(), forker, resources, timeZone });
      try {
        return await work(app);
      } finally {
        app.close();
      }
    },
  };
}
