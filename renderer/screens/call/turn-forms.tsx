/** Small forms within a turn: its text, and the category of an objection that was missed. */

import { Button, Select, Textarea } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useCategoryChoice } from './category-choice.ts';

interface TextFormProperties {
  readonly text: string;
  readonly time: string;
  readonly onSave: (text: string) => void;
  readonly onClose: () => void;
}

/** Enter saves, Escape leaves everything as it was. */
export function TextForm({ text, time, onSave, onClose }: TextFormProperties) {
  const { t } = useTranslation();
  const [value, setValue] = useState(text);
  const isEmpty = value.trim() === '';
  const save = (): void => {
    if (isEmpty) return;
    onSave(value);
    onClose();
  };
  return (
    <div className="turn-form">
      <Textarea
        aria-label={t('callScreen.turn.textLabel', { time })}
        autoFocus
        autosize
        maxLength={10_000}
        onChange={(event) => setValue(event.currentTarget.value)}
        onKeyDown={(event) => {
          if (event.key === 'Enter' && !event.shiftKey) save();
          else if (event.key === 'Escape') onClose();
          else return;
          event.preventDefault();
        }}
        value={value}
      />
      <div className="turn-form-foot">
        <Button disabled={isEmpty} onClick={save} size="compact-sm">
          {t('callScreen.turn.save')}
        </Button>
        <Button onClick={onClose} size="compact-sm" variant="default">
          {t('callScreen.turn.cancel')}
        </Button>
        <span className="dimmed">{t('callScreen.turn.hint')}</span>
      </div>
    </div>
  );
}

interface CategoryFormProperties {
  readonly onChoose: (category: string) => void;
  readonly onClose: () => void;
}

export function CategoryForm({ onChoose, onClose }: CategoryFormProperties) {
  const { t } = useTranslation();
  return (
    <div className="turn-form turn-form-row">
      <Select
        aria-label={t('callScreen.turn.category')}
        autoFocus
        data={useCategoryChoice()}
        defaultDropdownOpened
        maxDropdownHeight={300}
        onChange={(category) => {
          if (category === null) return;
          onChoose(category);
          onClose();
        }}
        placeholder={t('callScreen.turn.category')}
        size="xs"
      />
      <Button onClick={onClose} size="compact-sm" variant="default">
        {t('callScreen.turn.cancel')}
      </Button>
    </div>
  );
}
