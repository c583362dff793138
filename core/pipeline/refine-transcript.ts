/** A new transcript with speakers and punctuation, as far as the models for them are installed and work. */

import type { CallFacts, DiarizationFolders } from '#core/speech/index.ts';

import type { Transcript, Utterance } from '#core/domain/transcript.ts';
import { causeText, toAppError } from '#core/errors.ts';
import type { Logger } from '#core/ports.ts';
import type { RefineRequest } from './refine-messages.ts';
import type { SpeechProcess } from './speech-process.ts';

/** Folders of installed models; null where they are not installed. */
export interface Refiners {
  readonly punctuation: string | null;
  readonly diarization: DiarizationFolders | null;
}

export interface RefineOptions extends Refiners {
  readonly process: SpeechProcess;
  readonly logger: Logger;
  readonly signal: AbortSignal;
}

/**
 * The text is never lost: a step that fails, or takes its process down with it, is left out and logged.
 * @throws job.cancelled
 */
export async function refineTranscript(
  transcript: Transcript,
  call: CallFacts & { readonly path: string },
  options: RefineOptions,
): Promise<Transcript> {
  const { punctuation, diarization, process, logger, signal } = options;
  let { utterances } = transcript;
  const step = async (request: RefineRequest): Promise<readonly Utterance[]> => {
    try {
      return (await process.refine(request, { signal })) ?? utterances;
    } catch (thrown) {
      const error = toAppError(thrown);
      if (error.code === 'job.cancelled') throw error;
      logger.log('warn', 'transcript-not-refined', { step: request.step, code: error.code, cause: causeText(error) });
      return utterances;
    }
  };
  if (utterances.length > 0 && transcript.channels === 1 && diarization !== null) {
    const { path, direction, agentName = null } = call;
    utterances = await step({ step: 'diarize', utterances, path, direction, agentName, folders: diarization });
  }
  if (utterances.length > 0 && punctuation !== null) {
    utterances = await step({ step: 'punctuate', utterances, folder: punctuation });
  }
  return { ...transcript, utterances };
}
