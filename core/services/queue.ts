/** The queue of the work for its screen: look, try again. Start and stop are the processing's. */

import type { App } from '#core/app.ts';
import type { QueuePage, QueuePart } from '#core/domain/queue.ts';
import { AppError } from '#core/errors.ts';
import type { Processing } from './processing.ts';

export interface Queue {
  page(part: QueuePart, range: { readonly offset: number; readonly limit: number }): QueuePage;
  /** Works on a failed call once more. @throws input.invalid where it has not failed */
  retry(callId: string): void;
  /** Works on every failed call once more. @returns how many steps are planned again */
  retryAll(): number;
}

export function createQueueService(app: App, processing: Pick<Processing, 'redo' | 'start'>): Queue {
  const { queue, jobs } = app.store;
  return {
    page: (part, range) => queue.page(part, range),
    retry(callId) {
      const failed = (['transcribe', 'analyse'] as const).find((stage) => jobs.find(callId, stage)?.state === 'failed');
      if (!failed) throw new AppError('input.invalid', { reason: 'С этим звонком всё в порядке' });
      processing.redo([callId], failed);
    },
    retryAll() {
      const planned = app.retryFailed();
      if (planned > 0) processing.start();
      return planned;
    },
  };
}
