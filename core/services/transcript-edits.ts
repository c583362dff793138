/**
 * Correcting transcripts: each change is a new version, and the call is analysed again at once, in the background. The
 * positions of utterances stay as they are, so findings point to the right place meanwhile.
 */

import { ENGINE_SETTING, type App } from '#core/app.ts';
import { retimeWords } from '#core/domain/edited-words.ts';
import type { Speaker, Utterance } from '#core/domain/transcript.ts';
import type { TranscriptChange, TranscriptHistory } from '#core/domain/transcript-version.ts';
import { AppError, causeText, toAppError } from '#core/errors.ts';
import type { Logger } from '#core/ports.ts';
import type { Resources } from '#core/resources.ts';
import { BUNDLED_ENGINE_ID } from '#core/speech/index.ts';
import { findSpeechEngine } from '#core/installed-models/index.ts';
import type { Processing } from './processing.ts';

/** What the person was looking at. */
export interface SeenVersion {
  readonly callId: string;
  /** The change is refused when another version has become current meanwhile. */
  readonly versionId: number;
}

export interface SeenUtterance extends SeenVersion {
  /** 0-based. */
  readonly utterance: number;
}

export interface TranscriptEdits {
  history(callId: string): TranscriptHistory;
  /** @returns the new version, as do the next two @throws input.invalid when something else is shown by now, as do all */
  editText(change: SeenUtterance & { readonly text: string }): { readonly versionId: number };
  setSpeaker(change: SeenUtterance & { readonly speaker: Exclude<Speaker, 'unknown'> }): { readonly versionId: number };
  /** The agent's words become the client's and the other way round. */
  swapSpeakers(seen: SeenVersion): { readonly versionId: number };
  /** Shows an earlier (or later) version again. */
  goBack(version: SeenVersion): void;
  /** Transcribes the call by another engine, before all other work. @throws model.missing, engine.unknown, recording.missing */
  transcribeBy(callId: string, engineId: string): Promise<void>;
  /** Resolves when no call is being analysed because of a change. */
  whenAnalysed(): Promise<void>;
  /** Breaks the analyses off; resolves when none runs any more. */
  stop(): Promise<void>;
}

export interface TranscriptEditOptions {
  readonly processing: Pick<Processing, 'start' | 'cancel' | 'noteChange'>;
  readonly resources: Resources;
  readonly dataDir: string;
  readonly logger: Logger;
}

export function createTranscriptEdits(app: App, options: TranscriptEditOptions): TranscriptEdits {
  const { store } = app;
  const { transcripts, transcriptVersions, engineRequests, jobs } = store;
  const { processing, resources, dataDir, logger } = options;
  const stopping = new AbortController();
  const running = new Map<string, number>();
  let queue: Promise<void> = Promise.resolve();

  /** One after another: loading the models twice at a time would win nothing. */
  function analyse(callId: string): void {
    const count = (by: number): void => {
      running.set(callId, (running.get(callId) ?? 0) + by);
      processing.noteChange();
    };
    count(1);
    queue = queue
      .then(() => app.analyseAgain(callId, stopping.signal))
      .catch((thrown: unknown) => {
        const error = toAppError(thrown);
        if (!stopping.signal.aborted) {
          logger.log('error', 'analysis-after-edit-failed', { code: error.code, cause: causeText(error) });
        }
      })
      .finally(() => count(-1));
  }

  function seen({ callId, versionId }: SeenVersion) {
    const transcript = transcripts.findCurrent(callId);
    if (!transcript) throw new AppError('input.invalid', { reason: 'У этого звонка нет расшифровки' });
    if (transcript.id !== versionId) {
      throw new AppError('input.invalid', { reason: 'Расшифровка уже изменилась: посмотрите на неё ещё раз' });
    }
    return transcript;
  }

  function seenUtterance(place: SeenUtterance): Utterance {
    const utterance = seen(place).utterances[place.utterance];
    if (!utterance) throw new AppError('input.invalid', { reason: 'Такой реплики нет' });
    return utterance;
  }

  function change({ callId, versionId }: SeenVersion, kind: TranscriptChange, work: (id: number) => void) {
    const id = store.transaction(() => {
      const copy = transcriptVersions.copy(callId, versionId, kind);
      work(copy);
      return copy;
    });
    analyse(callId);
    return { versionId: id };
  }

  return {
    history(callId) {
      return {
        versions: transcriptVersions.list(callId),
        engineId: store.settings.get(ENGINE_SETTING) ?? BUNDLED_ENGINE_ID,
        requestedEngineId: engineRequests.find(callId)?.engineId ?? null,
        isAnalysing: (running.get(callId) ?? 0) > 0,
      };
    },
    editText({ text, ...place }) {
      const utterance = seenUtterance(place);
      const tidy = text.trim().replaceAll(/\s+/gu, ' ');
      if (tidy === '') throw new AppError('input.invalid', { reason: 'Реплика не может быть пустой' });
      if (tidy === utterance.text) return { versionId: place.versionId };
      const words = retimeWords(tidy, utterance.words, utterance);
      return change(place, 'edited', (id) => transcriptVersions.rewrite(id, place.utterance, { text: tidy, words }));
    },
    setSpeaker({ speaker, ...place }) {
      if (seenUtterance(place).speaker === speaker) return { versionId: place.versionId };
      return change(place, 'speaker', (id) => transcriptVersions.assign(id, place.utterance, speaker));
    },
    swapSpeakers(version) {
      const isKnown = seen(version).utterances.some(({ speaker }) => speaker !== 'unknown');
      if (!isKnown) throw new AppError('input.invalid', { reason: 'Стороны этого разговора не различены' });
      return change(version, 'swapped', (id) => transcriptVersions.swap(id));
    },
    goBack({ callId, versionId }) {
      store.transaction(() => {
        if (!transcriptVersions.show(callId, versionId)) {
          throw new AppError('input.invalid', { reason: 'Такой версии нет' });
        }
        transcriptVersions.setChosen(versionId, true);
      });
      analyse(callId);
    },
    async transcribeBy(callId, engineId) {
      const recording = store.recordings.findStored(callId);
      if (!recording) throw new AppError('recording.missing', { call: callId });
      await findSpeechEngine({ resources, dataDir, engineId });
      store.transaction(() => {
        engineRequests.save(callId, engineId);
        // Another key than that of any planned work, so that it is done even if this engine has heard the call before.
        jobs.plan(callId, 'transcribe', `${recording.sha256}|${engineId}|asked`);
        jobs.redo(callId, 'transcribe');
      });
      // A run that goes on does not look for new work; jobs are rows, so it continues after this one.
      await processing.cancel();
      processing.start();
    },
    whenAnalysed: () => queue,
    async stop() {
      stopping.abort(new AppError('job.cancelled'));
      await queue;
    },
  };
}
