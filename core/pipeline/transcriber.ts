/** Speech processes as one transcriber: as many calls at a time as there are processes. */

import { BUNDLED_ENGINE_ID, describeEngine, type ChannelRoles, type EngineSettings } from '#core/speech/index.ts';
import type { Logger, ProcessForker } from '#core/ports.ts';
import type { Transcriber } from './process-calls.ts';
import { refineTranscript, type Refiners } from './refine-transcript.ts';
import { createSpeechProcess } from './speech-process.ts';

export interface TranscriberOptions {
  readonly forker: ProcessForker;
  /** Module that runs in each speech process. */
  readonly modulePath: string;
  /** Folder of the engine's model. */
  readonly modelFolder: string;
  /** Default: the bundled engine. */
  readonly engineId?: string;
  readonly engineSettings?: EngineSettings;
  /** How many processes may run; each loads the model. Default: 1. */
  readonly processes?: number;
  /** Which side of a stereo recording is the agent's. Default: decided by what is known and said. */
  readonly channelRoles?: ChannelRoles;
  /** Words and names to listen for. */
  readonly vocabulary?: readonly string[];
  /** Models for speakers and punctuation. Default: none. */
  readonly refiners?: Refiners;
  /** Told of refining that failed. */
  readonly logger?: Logger;
}

const NO_REFINERS: Refiners = { punctuation: null, diarization: null };
const NO_LOG: Logger = { log: () => undefined };

export interface ClosableTranscriber extends Transcriber {
  /** Ends the processes. */
  close(): void;
}

/** @throws engine.unknown, model.missing, model.corrupt before any process is started */
export async function createTranscriber(options: TranscriberOptions): Promise<ClosableTranscriber> {
  const {
    forker,
    modulePath,
    modelFolder,
    engineId = BUNDLED_ENGINE_ID,
    engineSettings = {},
    processes = 1,
    channelRoles = 'auto',
    vocabulary = [],
    refiners = NO_REFINERS,
    logger = NO_LOG,
  } = options;
  const maker = await describeEngine(engineId, modelFolder);
  const lanes = Array.from({ length: processes }, () => ({
    process: createSpeechProcess({ forker, workerPath: modulePath }),
    waiting: 0,
  }));
  /** The lane with the shortest queue; a process is started by its first request only. */
  const take = () => lanes.reduce((best, lane) => (lane.waiting < best.waiting ? lane : best));

  return {
    maker,
    async transcribe({ path, direction, agentName = null }, { signal, onProgress }) {
      const lane = take();
      lane.waiting++;
      try {
        const about = { path, direction, agentName, channelRoles, vocabulary };
        const request = { ...about, engineId, modelFolder, engineSettings };
        const transcript = await lane.process.transcribe(request, { signal, onProgress });
        return await refineTranscript(transcript, about, { ...refiners, process: lane.process, logger, signal });
      } finally {
        lane.waiting--;
      }
    },
    close: () => {
      for (const lane of lanes) lane.process.close();
    },
  };
}
