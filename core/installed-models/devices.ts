/** Which device runs the speech models of this computer: tried once a run of the program, said in the log. */

import { chooseDevice, probeDevices, type DeviceFact } from '#core/pipeline/index.ts';
import type { DeviceChoice } from '#core/domain/models.ts';
import { devicesToTry, type EngineDevice } from '#core/speech/index.ts';
import type { Logger, ProcessForker } from '#core/ports.ts';
import type { SpeechEngineChoice } from './speech.ts';

export interface SpeechDevices {
  /** What an engine runs on; null before it was used, and where it knows the processor only. */
  choiceFor(engineId: string): DeviceChoice | null;
  /** The engine on the device that suits it; devices are tried with its own model where that has not been done. */
  onBestDevice(speech: SpeechEngineChoice, signal?: AbortSignal): Promise<SpeechEngineChoice>;
}

export function createSpeechDevices({ forker, logger }: { forker: ProcessForker; logger: Logger }): SpeechDevices {
  const known: Record<string, readonly DeviceFact[] | undefined> = {};

  const probe = async (
    { engineId, modelFolder, modulePath, engineSettings }: SpeechEngineChoice,
    devices: readonly EngineDevice[],
    signal: AbortSignal | undefined,
  ): Promise<readonly DeviceFact[]> => {
    const { whisperServer = [] } = engineSettings;
    const place = { forker, engineId, modelFolder, workerPath: modulePath, devices, whisperServer };
    const facts = await probeDevices({ ...place, ...(signal === undefined ? {} : { signal }) });
    for (const { device, works, reason, speed } of facts) {
      // A device that this computer does not have is no trouble, but explains the speed.
      logger.log('info', 'speech.device', { engine: engineId, device, works, reason, speed });
    }
    return facts;
  };

  return {
    choiceFor(engineId) {
      const facts = known[engineId];
      return facts === undefined ? null : explain(facts);
    },
    async onBestDevice(speech, signal) {
      const { engineId, modelFolder, engineSettings } = speech;
      const devices = await devicesToTry(engineId, modelFolder, engineSettings);
      if (devices.length === 0) return speech;
      const facts = (known[engineId] ??= await probe(speech, devices, signal));
      const device = chooseDevice(facts);
      logger.log('info', 'speech.device-chosen', { engine: engineId, device });
      return { ...speech, engineSettings: { ...speech.engineSettings, device } };
    },
  };
}

function explain(facts: readonly DeviceFact[]): DeviceChoice {
  const device = chooseDevice(facts);
  if (device !== 'cpu') return { device, instead: null };
  const reasons = facts.filter((fact) => fact.device !== 'cpu').map(({ works, reason }) => (works ? 'slow' : reason));
  const instead = (['crashed', 'hung', 'slow'] as const).find((reason) => reasons.includes(reason)) ?? 'absent';
  return { device, instead };
}
