/** What the core and the process that tries a device say to each other. */

import { z } from 'zod';

import { ENGINE_DEVICES } from '#core/speech/index.ts';

export const tryDeviceMessage = z.object({
  type: z.literal('try-device'),
  device: z.enum(ENGINE_DEVICES),
  engineId: z.string(),
  modelFolder: z.string(),
  whisperServer: z.array(z.string()).readonly().exactOptional(),
  clipSeconds: z.number().positive(),
});
export type TryDeviceMessage = z.infer<typeof tryDeviceMessage>;

export const deviceReply = z.discriminatedUnion('type', [
  /** Time of one run after the first, which prepares the device. */
  z.object({ type: z.literal('worked'), runMs: z.number().positive() }),
  z.object({ type: z.literal('failed'), reason: z.string() }),
]);
export type DeviceReply = z.infer<typeof deviceReply>;
