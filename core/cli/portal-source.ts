/** Which portal a command talks to: the one it is told, else the one that is connected in the data folder. */

import path from 'node:path';
import type { App } from '#core/app.ts';
import { AppError } from '#core/errors.ts';
import { createPortal, type PortalStatus } from '#core/portal/index.ts';
import { createConnection } from '#core/services/index.ts';
import { describeError } from '#core/texts/errors.ts';
import type { CommandContext } from './context.ts';
import { proxiesOf, secretsOf } from './way-out.ts';

export interface PortalChoice {
  readonly portal?: string;
  readonly ca?: string;
}

/** The connection of the data folder, for this command. */
export function connectionOf(context: CommandContext, app: App) {
  const { dataDir, clock } = context;
  const common = { dataDir, clock, secrets: secretsOf(context), logger: context.logger() };
  return createConnection(app, { ...common, proxies: () => proxiesOf(context, app) });
}

/**
 * `--portal` wins, then RAZBOR_WEBHOOK, then what `razbor connect` or the screens have saved.
 * @throws portal.not-connected, network.offline, portal.bad-url, proxy.password
 */
export async function openChosenPortal(context: CommandContext, app: App, { portal: given, ca }: PortalChoice) {
  const webhookUrl = given ?? context.env.RAZBOR_WEBHOOK;
  const onStatus = waitingLine(context);
  if (webhookUrl === undefined) {
    const opened = await connectionOf(context, app).open(onStatus);
    return opened;
  }
  app.network.assertOnline();
  const portal = createPortal({
    webhookUrl,
    proxies: await proxiesOf(context, app),
    ...(ca === undefined ? {} : { caFile: path.resolve(ca) }),
    clock: context.clock,
    logger: context.logger(),
    onStatus,
  });
  return { portal, source: `portal:${portal.host}` };
}

function waitingLine({ clock, output }: CommandContext): (status: PortalStatus) => void {
  return (status) => {
    if (status.kind !== 'waiting') return;
    const seconds = Math.max(1, Math.round((status.untilMs - clock.now()) / 1000));
    const { title } = describeError({ code: status.reason, details: {} });
    output.progress(`${title}. Следующая попытка через ${seconds} с…`);
  };
}

/** @throws input.invalid when neither the option nor the variable names a webhook */
export function givenWebhook({ env }: CommandContext, { portal }: PortalChoice): string {
  const webhookUrl = portal ?? env.RAZBOR_WEBHOOK;
  if (webhookUrl !== undefined) return webhookUrl;
  throw new AppError('input.invalid', { reason: 'Укажите вебхук: --portal или переменная RAZBOR_WEBHOOK.' });
}
