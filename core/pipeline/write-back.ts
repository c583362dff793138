/** Sends planned writes into the portal, each exactly once even when an answer gets lost. */

import type { WriteAction, WriteBackCounts } from '#core/domain/write-back.ts';
import { toAppError, type ErrorCode } from '#core/errors.ts';
import type { Logger } from '#core/ports.ts';
import type { Portal } from '#core/portal/index.ts';
import type { Store, StoredWrite } from '#core/store/index.ts';

export interface WriteBackOptions {
  readonly portal: Portal;
  readonly source: string;
  readonly store: Store;
  readonly logger: Logger;
  /** What the user agreed to; everything else stays planned. Nothing is agreed to by default. */
  readonly confirmed: ReadonlySet<WriteAction>;
  readonly signal: AbortSignal;
  /** Told after each write that is settled. */
  readonly onSettled?: (counts: WriteBackCounts, total: number) => void;
}

/** The portal refused this one write, and nothing was written. */
const REFUSED: readonly ErrorCode[] = [
  'portal.bad-request',
  'portal.forbidden',
  'portal.missing-scope',
  'portal.method-missing',
];
/** The request may or may not have arrived. */
const UNCLEAR: readonly ErrorCode[] = ['portal.unreachable', 'portal.bad-answer', 'job.cancelled', 'internal'];

type Result = keyof WriteBackCounts;

/**
 * A row is marked as being sent before its request leaves. Where the answer is lost, and where an earlier run ended in
 * between, the portal is asked first whether the thing is there.
 * @throws portal.* when the portal as a whole cannot be used, job.cancelled; the rows left over are sent by a later run
 */
export async function writeBack(options: WriteBackOptions): Promise<WriteBackCounts> {
  const { store, source, confirmed, signal, onSettled } = options;
  const counts = { written: 0, found: 0, unclear: 0, failed: 0 };
  const writes = store.outbox.openOf(source).filter(({ action }) => confirmed.has(action));
  for (const write of writes) {
    if (signal.aborted) throw toAppError(signal.reason);
    counts[await settle(options, write)] += 1;
    onSettled?.({ ...counts }, writes.length);
  }
  return counts;
}

async function settle({ portal, store, logger, signal }: WriteBackOptions, write: StoredWrite): Promise<Result> {
  const { outbox } = store;
  // A transcript of somebody else must not be replaced either.
  if (write.state === 'sending' || write.action === 'transcript') {
    const isThere = await portal.isWritten(write.request, signal);
    if (isThere === true) outbox.setState(write.id, 'done');
    else if (isThere === null) outbox.setState(write.id, 'unclear');
    if (isThere !== false) return isThere ? 'found' : 'unclear';
  }
  outbox.setState(write.id, 'sending');
  try {
    await portal.write(write.request, signal);
    outbox.setState(write.id, 'done');
    return 'written';
  } catch (thrown) {
    const error = toAppError(thrown);
    logger.log('warn', 'write-back-failed', { callId: write.callId, action: write.action, code: error.code });
    if (REFUSED.includes(error.code)) {
      outbox.setState(write.id, 'failed', error.toData());
      return 'failed';
    }
    // Not accepted at all: may be sent by a later run as if for the first time.
    if (!UNCLEAR.includes(error.code)) outbox.setState(write.id, 'planned');
    throw error;
  }
}
