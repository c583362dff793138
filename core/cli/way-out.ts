/** The way out of this computer for a command: the proxy that is set in the data folder, else what the environment says. */

import type { App } from '#core/app.ts';
import { wayOutOf } from '#core/network-switch.ts';
import { openProxyRules, trustSystemAuthorities } from '#core/outgoing/index.ts';
import type { Logger, ProxyRules } from '#core/ports.ts';
import { createFileSecrets, secretsFileIn } from '#core/secrets/index.ts';
import type { CommandContext } from './context.ts';

/** @throws proxy.password, input.invalid */
export async function proxiesOf(context: CommandContext, app: App): Promise<ProxyRules> {
  trustSystemAuthorities(lazyLogger(context));
  return await openProxyRules(app.store.settings, secretsOf(context), { environment: context.env });
}

/** For commands that work beside a program which has the data folder open. @throws network.offline, proxy.password, input.invalid */
export async function proxiesBeside(context: CommandContext): Promise<ProxyRules> {
  trustSystemAuthorities(lazyLogger(context));
  const { dataDir, clock, env } = context;
  return await wayOutOf(dataDir, { clock, secrets: secretsOf(context), environment: env });
}

/** The log is opened when there is something to say: a command without data leaves no folder behind. */
const lazyLogger = (context: CommandContext): Logger => ({
  log: (level, event, facts) => context.logger().log(level, event, facts),
});

/** Secrets of the command line: a file beside the data. */
export const secretsOf = ({ dataDir, platform }: CommandContext) => createFileSecrets(secretsFileIn(dataDir), platform);
