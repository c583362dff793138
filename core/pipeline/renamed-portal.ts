/** A portal that was renamed: its calls move to the new name, so that nothing is brought a second time. */

import { AppError } from '#core/errors.ts';
import type { Portal } from '#core/portal/index.ts';
import type { Store } from '#core/store/index.ts';

export interface RenameOptions {
  /** Under the new address, which the user has confirmed. */
  readonly portal: Pick<Portal, 'callsByRowId'>;
  readonly store: Store;
  /** `Call.source` before and after. */
  readonly from: string;
  readonly to: string;
  readonly signal: AbortSignal;
}

/** One request's worth of known calls is looked for at the new address. */
const SAMPLE = 50;

/**
 * One transaction over calls and everything that refers to them; before it, some known calls are looked for at the new
 * address: a portal of somebody else must not take their place.
 * @returns how many calls moved
 * @throws input.invalid when another portal answers there, portal.*, job.cancelled
 */
export async function renamePortal({ portal, store, from, to, signal }: RenameOptions): Promise<number> {
  const former = store.sources.present(from);
  const known = store.sources.newest(former, SAMPLE);
  const callIds = new Map(known.map(({ sourceRef }) => [Number(sourceRef.rowId), sourceRef.portalCallId]));
  if (callIds.size > 0) {
    const rows = await portal.callsByRowId([...callIds.keys()], signal);
    if (rows.length > 0 && !rows.some(({ rowId, portalCallId }) => callIds.get(rowId) === portalCallId))
      throw new AppError('input.invalid', {
        reason: 'По новому адресу отвечает другой портал: загруженных звонков на нём нет. Ничего не изменено.',
      });
  }
  return store.transaction(() => store.sources.rename(former, to));
}
