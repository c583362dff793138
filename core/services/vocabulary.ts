/** The user's own words as the screens see them. */

import { AGENT_CHANNEL_SETTING } from '#core/app.ts';
import type { VocabularyEntry } from '#core/domain/vocabulary.ts';
import { AGENT_CHANNELS, type AgentChannelSetting } from '#core/speech/index.ts';
import type { Store } from '#core/store/index.ts';
import {
  checkEntries,
  createReplacer,
  mergeEntries,
  readVocabularyCsv,
  readVocabularyJson,
  writeVocabularyCsv,
  writeVocabularyJson,
} from '#core/vocabulary/index.ts';

export type VocabularyFormat = 'json' | 'csv';

export interface VocabularyChange {
  /** How many words the vocabulary has now. */
  readonly entries: number;
  /** How many utterances of stored transcripts read otherwise than before. */
  readonly changed: number;
}

export interface Vocabulary {
  get(): {
    readonly entries: readonly VocabularyEntry[];
    /** Utterances that read otherwise than recognised. */
    readonly replaced: number;
    readonly agentChannel: AgentChannelSetting;
  };
  /**
   * Stored texts change at once, without hearing any recording again; what was recognised is kept and comes back when
   * the word goes. Analyses of changed texts are made anew by the next processing.
   * @param entries anything @throws input.invalid with a Russian reason
   */
  replace(entries: unknown): VocabularyChange;
  /** @param mode `add` keeps the words that are there @throws input.invalid */
  import(text: string, format: VocabularyFormat, mode: 'replace' | 'add'): VocabularyChange;
  export(format: VocabularyFormat): { readonly fileName: string; readonly text: string };
  /** Where the agent is heard in stereo recordings; counts for what is transcribed from now on. */
  setAgentChannel(setting: AgentChannelSetting): void;
}

export function createVocabularyService(store: Store): Vocabulary {
  const { vocabulary, settings } = store;
  const replace = (entries: unknown): VocabularyChange => {
    const checked = checkEntries(entries);
    const changed = store.transaction(() => {
      vocabulary.save(checked);
      return vocabulary.rewriteAll(
        checked.flatMap(({ variants }) => variants),
        createReplacer(checked),
      );
    });
    return { entries: checked.length, changed };
  };
  return {
    get: () => ({
      entries: vocabulary.list(),
      replaced: vocabulary.countReplaced(),
      agentChannel: AGENT_CHANNELS.find((one) => one === settings.get(AGENT_CHANNEL_SETTING)) ?? 'auto',
    }),
    replace,
    import(text, format, mode) {
      const entries = format === 'json' ? readVocabularyJson(text) : readVocabularyCsv(text);
      return replace(mode === 'add' ? mergeEntries(vocabulary.list(), entries) : entries);
    },
    export: (format) => ({
      fileName: `razbor-vocabulary.${format}`,
      text: (format === 'json' ? writeVocabularyJson : writeVocabularyCsv)(vocabulary.list()),
    }),
    setAgentChannel: (setting) => settings.set(AGENT_CHANNEL_SETTING, setting),
  };
}
