/** Models for one task: the advised ones and those that are here; the others when somebody wants them. */

import { Button } from '@mantine/core';
import { useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { ModelTask as Task } from '#core/domain/models.ts';
import type { ShownModel } from './use-models.ts';

/** One row of a wide window. */
const SHOWN_AT_FIRST = 4;

interface ModelTaskProperties {
  readonly task: Task;
  readonly models: readonly ShownModel[];
  /** The model is worked on, or has just been. */
  readonly isBusy: (model: ShownModel) => boolean;
  readonly card: (model: ShownModel) => ReactNode;
  /** Below the cards. */
  readonly note?: ReactNode;
}

export function ModelTask({ task, models, isBusy, card, note }: ModelTaskProperties) {
  const { t } = useTranslation();
  const [isWhole, setIsWhole] = useState(false);
  const ordered = recommendedFirst(models);
  const shown = ordered.filter(
    (model, place) => isWhole || place < SHOWN_AT_FIRST || model.state !== 'none' || isBusy(model),
  );
  const hidden = ordered.length - shown.length;
  return (
    <section className="model-task">
      <h2>{t(`models.task.${task}`)}</h2>
      <div className="model-cards">{shown.map(card)}</div>
      {hidden > 0 && (
        <Button mt="sm" onClick={() => setIsWhole(true)} size="compact-sm" variant="subtle">
          {t('models.others', { count: hidden })}
        </Button>
      )}
      {note}
    </section>
  );
}

/** What runs and is advised stands first; otherwise in the order of the catalogue. */
function recommendedFirst(models: readonly ShownModel[]): readonly ShownModel[] {
  const rank = ({ isRecommended, isUsable, state }: ShownModel): number =>
    (isRecommended ? 0 : 2) + (isUsable ? 0 : 1) - (state === 'installed' ? 1 : 0);
  return models.toSorted((one, other) => rank(one) - rank(other));
}
