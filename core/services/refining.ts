/** Transcripts that are older than the models for punctuation and speakers: how many there are, and hearing them again. */

import type { App } from '#core/app.ts';
import { REFINING_TASKS, type RefiningTask } from '#core/domain/models.ts';
import { modelFolder, readManifest } from '#core/model-files/index.ts';
import { installedModelsDir, REFINERS } from '#core/installed-models/index.ts';
import type { Processing } from './processing.ts';

/** How many calls lack what the installed models give; 0 where a model for it is not installed. */
export type PlainTranscripts = Readonly<Record<RefiningTask, number>>;

export interface Refining {
  plain(): Promise<PlainTranscripts>;
  /**
   * Hears these calls again with the engine in use, and starts. What a person wrote or chose stays.
   * @returns how many
   */
  hearAgain(task: RefiningTask): Promise<number>;
}

/** Models that are needed together. */
const MODELS: Readonly<Record<RefiningTask, readonly string[]>> = {
  punctuation: [REFINERS.punctuation],
  diarization: [REFINERS.segmentation, REFINERS.voices],
};

export function createRefining(
  { store }: App,
  { dataDir, processing }: { readonly dataDir: string; readonly processing: Processing },
): Refining {
  /** Since when the task is done for new transcripts; null where it is not. */
  async function sinceWhen(task: RefiningTask): Promise<string | null> {
    const modelsDir = installedModelsDir(dataDir);
    const manifests = await Promise.all(MODELS[task].map((id) => readManifest(modelFolder(modelsDir, id))));
    const dates = manifests.flatMap((manifest) => (manifest ? [manifest.installedAt] : []));
    return dates.length === manifests.length ? dates.toSorted().at(-1)! : null;
  }
  async function callIds(task: RefiningTask): Promise<readonly string[]> {
    const since = await sinceWhen(task);
    return since === null ? [] : store.plainTranscripts.callIds(task, since);
  }
  return {
    async plain() {
      const counts = await Promise.all(
        REFINING_TASKS.map(async (task) => [task, (await callIds(task)).length] as const),
      );
      return Object.fromEntries(counts) as PlainTranscripts;
    },
    async hearAgain(task) {
      const { isRunning } = processing.state();
      const count = processing.redo(await callIds(task), 'transcribe');
      if (isRunning && count > 0) {
        // A run that goes on does not look for new work; jobs are rows, so it continues after this.
        await processing.cancel();
        processing.start();
      }
      return count;
    },
  };
}
