/** Rows of the vocabulary: the word, what is heard instead, whether to listen for it. */

import { ActionIcon, Checkbox, TagsInput, TextInput, Tooltip } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { VocabularyEntry } from '#core/domain/vocabulary.ts';
import { Icon } from '../../components/icons.tsx';

interface VocabularyTableProperties {
  readonly entries: readonly VocabularyEntry[];
  readonly onChange: (entries: readonly VocabularyEntry[]) => void;
}

export function VocabularyTable({ entries, onChange }: VocabularyTableProperties) {
  const { t } = useTranslation();
  const change = (index: number, part: Partial<VocabularyEntry>): void =>
    onChange(entries.map((entry, position) => (position === index ? { ...entry, ...part } : entry)));
  return (
    <table className="words">
      <thead>
        <tr>
          <th scope="col">{t('settings.speech.word')}</th>
          <th scope="col">{t('settings.speech.variants')}</th>
          <th scope="col">{t('settings.speech.boost')}</th>
          <th aria-label={t('settings.speech.removeWord', { word: '' })} scope="col" />
        </tr>
      </thead>
      <tbody>
        {entries.map((entry, index) => (
          // Words may repeat while they are typed: only the place tells rows apart.
          <Row
            entry={entry}
            key={index}
            onChange={(part) => change(index, part)}
            onRemove={() => onChange(entries.filter((_entry, position) => position !== index))}
          />
        ))}
      </tbody>
    </table>
  );
}

interface RowProperties {
  readonly entry: VocabularyEntry;
  readonly onChange: (part: Partial<VocabularyEntry>) => void;
  readonly onRemove: () => void;
}

function Row({ entry: { word, variants, isBoosted }, onChange, onRemove }: RowProperties) {
  const { t } = useTranslation();
  const remove = t('settings.speech.removeWord', { word });
  return (
    <tr>
      <td>
        <TextInput
          aria-label={t('settings.speech.word')}
          maxLength={100}
          onChange={(event) => onChange({ word: event.currentTarget.value })}
          value={word}
        />
      </td>
      <td>
        <TagsInput
          aria-label={t('settings.speech.variants')}
          maxTags={50}
          onChange={(next) => onChange({ variants: next })}
          placeholder={variants.length === 0 ? t('settings.speech.variantsHint') : ''}
          size="sm"
          value={[...variants]}
        />
      </td>
      <td>
        <Checkbox
          aria-label={t('settings.speech.boost')}
          checked={isBoosted}
          onChange={(event) => onChange({ isBoosted: event.currentTarget.checked })}
          title={t('settings.speech.boostHint')}
        />
      </td>
      <td>
        <Tooltip label={remove}>
          <ActionIcon aria-label={remove} color="gray" onClick={onRemove} variant="subtle">
            <Icon name="close" />
          </ActionIcon>
        </Tooltip>
      </td>
    </tr>
  );
}
