/** The company's own words: edited as a table, saved as a whole, taken from and put into files. */

import { Button, FileButton, Group, Text } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { VocabularyEntry } from '#core/domain/vocabulary.ts';
import { useFormats } from '../../components/format.ts';
import { saveFile } from '../../components/save-file.ts';
import { SettingCard } from '../../components/setting-card.tsx';
import { useFailure } from '../../components/use-failure.ts';
import { useCore, useCoreClient } from '../../rpc/core-context.tsx';
import { VocabularyTable } from './vocabulary-table.tsx';

const NEW_WORD: VocabularyEntry = { word: '', variants: [], isBoosted: true };

export function VocabularyCard({ entries }: { readonly entries: readonly VocabularyEntry[] }) {
  const { t } = useTranslation();
  const core = useCore();
  const client = useCoreClient();
  const formats = useFormats();
  const queryClient = useQueryClient();
  const onError = useFailure();
  // What is typed stays until it is saved, whatever comes from the core meanwhile.
  const [edited, setEdited] = useState<readonly VocabularyEntry[] | null>(null);
  const onSuccess = async (change: { readonly entries: number; readonly changed: number }): Promise<void> => {
    await queryClient.invalidateQueries({ queryKey: core.vocabulary.get.queryKey() });
    setEdited(null);
    const [words, changed] = [formats.number(change.entries), formats.number(change.changed)];
    notifications.show({ message: t('settings.speech.savedWords', { words, changed }) });
  };
  const save = useMutation(core.vocabulary.replace.mutationOptions({ onSuccess, onError }));
  const take = useMutation(core.vocabulary.import.mutationOptions({ onSuccess, onError }));
  const shown = edited ?? entries;
  const importFile = async (file: File | null): Promise<void> => {
    if (!file) return;
    const format = file.name.toLowerCase().endsWith('.json') ? 'json' : 'csv';
    take.mutate({ text: await file.text(), format, mode: 'add' });
  };
  const exportTo = async (format: 'csv' | 'json'): Promise<void> => {
    try {
      const { fileName, text } = await client.vocabulary.export.query({ format });
      saveFile(fileName, new Blob([text], { type: format === 'csv' ? 'text/csv' : 'application/json' }));
    } catch (error) {
      onError(error);
    }
  };
  return (
    <SettingCard hint={t('settings.speech.vocabularyHint')} title={t('settings.speech.vocabulary')}>
      {shown.length === 0 ? (
        <Text c="dimmed">{t('settings.speech.noWords')}</Text>
      ) : (
        <VocabularyTable entries={shown} onChange={setEdited} />
      )}
      <Group gap="xs">
        <Button onClick={() => setEdited([...shown, NEW_WORD])} variant="light">
          {t('settings.speech.addWord')}
        </Button>
        <Button
          disabled={edited === null || edited.some(({ word }) => word.trim() === '')}
          loading={save.isPending}
          onClick={() =>
            edited && save.mutate({ entries: edited.map((entry) => ({ ...entry, variants: [...entry.variants] })) })
          }
        >
          {t('settings.speech.saveWords')}
        </Button>
        <FileButton accept=".csv,.json" onChange={(file) => void importFile(file)}>
          {(properties) => (
            <Button {...properties} loading={take.isPending} variant="default">
              {t('settings.speech.importWords')}
            </Button>
          )}
        </FileButton>
        <Button onClick={() => void exportTo('csv')} variant="subtle">
          {t('settings.speech.exportCsv')}
        </Button>
        <Button onClick={() => void exportTo('json')} variant="subtle">
          {t('settings.speech.exportJson')}
        </Button>
      </Group>
    </SettingCard>
  );
}
