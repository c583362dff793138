/** Tries a device inside the speech process: a bad driver takes down that one and nothing else. */

import { openEngine } from '#core/speech/index.ts';

import { toAppError } from '#core/errors.ts';
import type { DeviceReply, TryDeviceMessage } from './device-messages.ts';

/** The best counts, so that one slow run does not decide. */
const RUNS = 3;

/** Runs the engine on a short tone; what goes wrong is the answer, in the runtime's words. */
export async function tryDevice(request: TryDeviceMessage): Promise<DeviceReply> {
  try {
    return { type: 'worked', runMs: await timeOfRun(request) };
  } catch (error) {
    const { message, cause } = toAppError(error);
    return { type: 'failed', reason: cause instanceof Error ? cause.message : message };
  }
}

async function timeOfRun(request: TryDeviceMessage): Promise<number> {
  const { device, engineId, modelFolder, clipSeconds, whisperServer = [] } = request;
  const engine = await openEngine(engineId, modelFolder, { device, whisperServer });
  try {
    const clip = Float32Array.from({ length: clipSeconds * engine.sampleRateHz }, (_, i) => 0.1 * Math.sin(i / 5));
    // The first run prepares the device: shaders are compiled, weights copied.
    await engine.recognize(clip, {});
    let best = Infinity;
    for (let run = 0; run < RUNS; run += 1) {
      const started = performance.now();
      await engine.recognize(clip, {});
      best = Math.min(best, performance.now() - started);
    }
    return best;
  } finally {
    await engine.close();
  }
}
