/** A portal that was renamed: goes on under the new address once the user has agreed to it. */

import type { App } from '#core/app.ts';
import { AppError } from '#core/errors.ts';
import { renamePortal } from '#core/pipeline/index.ts';
import { parseWebhook, relocateWebhook } from '#core/portal/index.ts';
import type { CommandContext } from './context.ts';
import { openChosenPortal, type PortalChoice } from './portal-source.ts';

/**
 * Moves the calls of the data folder to the new name.
 * @param moved what the portal answered under its old address
 * @returns the choice to repeat the command with
 * @throws `moved` where it names no new address, input.invalid, portal.*
 */
export async function followMove(
  context: CommandContext,
  app: App,
  { choice, moved }: { choice: PortalChoice; moved: AppError },
): Promise<PortalChoice & { readonly portal: string }> {
  const host = moved.code === 'portal.moved' ? moved.details.host : null;
  if (typeof host !== 'string') throw moved;
  const given = choice.portal ?? context.env.RAZBOR_WEBHOOK;
  if (given === undefined)
    throw new AppError('input.invalid', {
      reason: 'Портал подключён в этой папке данных: подтвердите новый адрес командой razbor connect --accept-move.',
    });
  const choiceNow = { ...choice, portal: relocateWebhook(given, host) };
  const { portal, source } = await openChosenPortal(context, app, choiceNow);
  try {
    const from = `portal:${parseWebhook(given).host}`;
    await renamePortal({ portal, store: app.store, from, to: source, signal: context.signal });
    return choiceNow;
  } finally {
    portal.close();
  }
}
