/** What made a transcript, as the screens call it. */

import type { BothLanguages } from '#core/domain/models.ts';
import type { Maker } from '#core/domain/transcript.ts';

interface KnownEngines {
  readonly bundledEngineId: string;
  readonly models: readonly { readonly id: string; readonly title: BothLanguages }[];
}

interface Words {
  readonly bundled: string;
  readonly localText: (text: BothLanguages) => string;
}

/**
 * @param known null while the models are not read yet
 * @returns the model's title; for one that is not known any more its id and version
 */
export function engineName({ id, version }: Maker, known: KnownEngines | null, words: Words): string {
  if (id === known?.bundledEngineId) return words.bundled;
  const model = known?.models.find((one) => one.id === id);
  return model ? words.localText(model.title) : `${id} ${version}`;
}
