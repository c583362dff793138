/** What a person says of a found objection: its category, right, wrong, undone. */

import { Button, Select } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { Icon } from '../../components/icons.tsx';
import { useCategoryName } from '../../components/use-app-info.tsx';
import { useCategoryChoice } from './category-choice.ts';
import type { ShownObjection } from './shown-objections.ts';
import type { CallActions } from './use-call-actions.ts';

interface ObjectionControlsProperties {
  readonly objection: ShownObjection;
  readonly actions: CallActions;
}

export function ObjectionControls({ objection, actions }: ObjectionControlsProperties) {
  const { t } = useTranslation();
  const { automatic, category, correction } = objection;
  const choice = useCategoryChoice(category ?? automatic?.category ?? null);
  return (
    <div className="objection-controls">
      <Select
        allowDeselect={false}
        aria-label={t('callScreen.objection.category')}
        comboboxProps={{ withinPortal: false }}
        data={choice}
        disabled={category === null}
        maxDropdownHeight={260}
        onChange={(to) => to !== null && to !== category && actions.relabel(objection, to)}
        size="xs"
        value={category ?? automatic?.category ?? null}
      />
      <div className="objection-buttons">
        {automatic && (
          <>
            <Button
              aria-pressed={correction?.kind === 'right'}
              leftSection={<Icon name="handled" size={14} />}
              onClick={() => actions.mark(objection, true)}
              size="compact-xs"
              variant={correction?.kind === 'right' ? 'light' : 'default'}
            >
              {t('callScreen.objection.right')}
            </Button>
            <Button
              aria-pressed={correction?.kind === 'wrong'}
              color={correction?.kind === 'wrong' ? 'red' : 'blue'}
              leftSection={<Icon name="close" size={14} />}
              onClick={() => actions.mark(objection, false)}
              size="compact-xs"
              variant={correction?.kind === 'wrong' ? 'outline' : 'default'}
            >
              {t('callScreen.objection.wrong')}
            </Button>
          </>
        )}
        {correction && (
          <Button onClick={() => actions.undo(correction.id)} size="compact-xs" variant="subtle">
            {t('callScreen.objection.undo')}
          </Button>
        )}
      </div>
      <CorrectionText objection={objection} />
    </div>
  );
}

function CorrectionText({ objection: { automatic, correction } }: { readonly objection: ShownObjection }) {
  const { t } = useTranslation();
  const name = useCategoryName();
  if (!correction) return null;
  const text =
    correction.kind === 'right'
      ? t('callScreen.objection.isRight')
      : correction.kind === 'wrong'
        ? t('callScreen.objection.isWrong')
        : automatic
          ? t('callScreen.objection.was', { name: name(automatic.category) })
          : t('callScreen.objection.byHand');
  return <p className="dimmed objection-corrected">{text}</p>;
}
