import { expect, it, onTestFinished } from 'vitest';
import type { App } from '#core/app.ts';
import { systemClock } from '#core/clock.ts';
import { createProcessing } from '#core/services/processing.ts';
import { openStore } from '#core/store/index.ts';
import { aFolder } from '../../builders/folders.ts';
import { memoryLogger } from '../../fakes/logger.ts';

const NOTHING_DONE = { transcribed: 0, analysed: 0, failed: [] };

it('tells how far the accurate profile has learned, until it has', async () => {
  const store = openStore(aFolder(), systemClock);
  onTestFinished(() => store.close());
  const told: (number | null)[] = [];
  const learns: App['process'] = ({ onLearning }) => {
    for (const fraction of [0, 0.4, 1]) onLearning?.(fraction);
    return Promise.resolve(NOTHING_DONE);
  };
  const processing = createProcessing({ store, process: learns }, memoryLogger());
  processing.onChange(() => told.push(processing.state().learning));
  processing.start();
  await processing.cancel();
  expect(told).toEqual([0, 0.4, null, null, null]);
});
