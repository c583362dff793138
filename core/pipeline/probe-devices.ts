/** Which of this computer's devices run speech models, how fast, and which one to use. */

import type { ProcessForker } from '#core/ports.ts';
import type { EngineDevice } from '#core/speech/index.ts';
import { deviceReply, type DeviceReply, type TryDeviceMessage } from './device-messages.ts';

/** What the models screen shows. */
export interface DeviceFact {
  readonly device: EngineDevice;
  readonly works: boolean;
  /** Null where it works; else `crashed`, `hung`, or what the runtime said. */
  readonly reason: string | null;
  /** Seconds of audio a second; null where it does not work, and for the processor where there is nothing to compare. */
  readonly speed: number | null;
}

export interface ProbeOptions {
  readonly forker: ProcessForker;
  /** The speech process's module. */
  readonly workerPath: string;
  /** What runs on them. */
  readonly engineId: string;
  readonly modelFolder: string;
  /** The program that runs Whisper models, and its first arguments. */
  readonly whisperServer?: readonly string[];
  /** Beside the processor. */
  readonly devices: readonly EngineDevice[];
  /** A device that has not answered after this long is hung. Default: a minute; shaders are compiled at first. */
  readonly limitMs?: number;
  readonly signal?: AbortSignal;
}

const CLIP_SECONDS = 5;
const LIMIT_MS = 60_000;
/** A device must be worth its driver: transfers and start-up eat small gains. */
const WORTH = 1.5;

/** Tries one after the other, each in a process of its own; the processor last. Throws the signal's reason when aborted. */
export async function probeDevices(options: ProbeOptions): Promise<DeviceFact[]> {
  const facts: DeviceFact[] = [];
  for (const device of options.devices) facts.push(await probeDevice(device, options));
  const isWorthComparing = facts.some(({ works }) => works);
  const processor: DeviceFact = { device: 'cpu', works: true, reason: null, speed: null };
  return [...facts, isWorthComparing ? await probeDevice('cpu', options) : processor];
}

async function probeDevice(device: EngineDevice, options: ProbeOptions): Promise<DeviceFact> {
  options.signal?.throwIfAborted();
  const reply = await askWorker(device, options);
  return reply.type === 'worked'
    ? { device, works: true, reason: null, speed: (CLIP_SECONDS * 1000) / reply.runMs }
    : { device, works: false, reason: reply.reason, speed: null };
}

/** The fastest one, if it is worth it; else the processor. */
export function chooseDevice(facts: readonly DeviceFact[]): EngineDevice {
  const speedOf = (device: EngineDevice): number => facts.find((fact) => fact.device === device)?.speed ?? 0;
  const [best] = facts.filter(({ works }) => works).toSorted((a, b) => (b.speed ?? 0) - (a.speed ?? 0));
  return best !== undefined && speedOf(best.device) >= WORTH * speedOf('cpu') ? best.device : 'cpu';
}

async function askWorker(device: EngineDevice, options: ProbeOptions): Promise<DeviceReply> {
  const { forker, workerPath, engineId, modelFolder, whisperServer = [], limitMs = LIMIT_MS, signal } = options;
  const { promise, resolve, reject } = Promise.withResolvers<DeviceReply>();
  const child = forker.fork(workerPath);
  const timer = setTimeout(() => resolve({ type: 'failed', reason: 'hung' }), limitMs);
  const aborted = (): void => reject(signal?.reason as Error);
  signal?.addEventListener('abort', aborted, { once: true });
  child.onExit(() => resolve({ type: 'failed', reason: 'crashed' }));
  child.onMessage((message) => {
    const reply = deviceReply.safeParse(message);
    if (reply.success) resolve(reply.data);
  });
  const request = {
    type: 'try-device',
    device,
    engineId,
    modelFolder,
    whisperServer,
    clipSeconds: CLIP_SECONDS,
  } as const;
  child.send(request satisfies TryDeviceMessage);
  try {
    return await promise;
  } finally {
    clearTimeout(timer);
    signal?.removeEventListener('abort', aborted);
    child.kill();
  }
}
