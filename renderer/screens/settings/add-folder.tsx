/** A folder to watch: its path, how its names are read, and what would be read before it is added. */

import { Button, Group, Select, Text, TextInput } from '@mantine/core';
import { skipToken, useMutation, useQuery } from '@tanstack/react-query';
import type { inferInput } from '@trpc/tanstack-react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { PathField } from '../../components/path-field.tsx';
import { useFailure } from '../../components/use-failure.ts';
import { toApiError, useCore } from '../../rpc/core-context.tsx';
import { errorText } from '../../texts/index.ts';
import { FolderPreview } from './folder-preview.tsx';

type Pattern = inferInput<ReturnType<typeof useCore>['folders']['add']>['pattern'];

export function AddFolder({ onAdded }: { readonly onAdded: () => void }) {
  const { t, i18n } = useTranslation();
  const core = useCore();
  const [path, setPath] = useState('');
  const [choice, setChoice] = useState('auto');
  const [template, setTemplate] = useState('');
  const [managers, setManagers] = useState<Record<string, string>>({});
  const [looked, setLooked] = useState<{ path: string; pattern: Pattern } | null>(null);
  const { data: patterns = [] } = useQuery(core.folders.patterns.queryOptions());
  const preview = useQuery({
    ...core.folders.preview.queryOptions(looked ? { ...looked, managers: {} } : skipToken),
    gcTime: 0,
  });
  const add = useMutation(
    core.folders.add.mutationOptions({
      onSuccess: () => {
        setPath('');
        setManagers({});
        setLooked(null);
        onAdded();
      },
      onError: useFailure(),
    }),
  );
  const pattern = patternOf(choice, template);
  const named = Object.fromEntries(Object.entries(managers).filter(([, name]) => name.trim() !== ''));
  const isReady = path !== '' && (choice !== 'template' || template !== '');
  return (
    <>
      <Group align="end">
        <PathField kinds={['recordings-folder']} label={t('settings.sources.path')} onChange={setPath} value={path} />
        <Select
          allowDeselect={false}
          data={[
            { value: 'auto', label: t('settings.sources.patterns.auto') },
            ...patterns.map(({ id, title }) => ({ value: `ready:${id}`, label: title })),
            { value: 'template', label: t('settings.sources.patterns.template') },
            { value: 'none', label: t('settings.sources.patterns.none') },
          ]}
          flex={1}
          label={t('settings.sources.pattern')}
          onChange={(value) => setChoice(value ?? 'auto')}
          value={choice}
        />
      </Group>
      {choice === 'template' && (
        <TextInput
          description={t('settings.sources.templateHint')}
          label={t('settings.sources.template')}
          onChange={(event) => setTemplate(event.currentTarget.value)}
          value={template}
        />
      )}
      {preview.error && looked && <Text role="alert">{errorText(toApiError(preview.error), i18n.language).title}</Text>}
      {preview.data && looked && <FolderPreview managers={managers} onManagers={setManagers} preview={preview.data} />}
      <Group>
        <Button
          disabled={!isReady}
          loading={preview.isFetching}
          onClick={() => setLooked({ path, pattern })}
          variant="default"
        >
          {t('settings.sources.look')}
        </Button>
        <Button
          disabled={!isReady}
          loading={add.isPending}
          onClick={() => add.mutate({ path, pattern, managers: named })}
        >
          {t('settings.sources.add')}
        </Button>
      </Group>
    </>
  );
}

/** @param choice `auto`, `none`, `template`, or `ready:` with the id of a ready pattern */
function patternOf(choice: string, template: string): Pattern {
  if (choice === 'template') return { kind: 'template', template };
  if (choice.startsWith('ready:')) return { kind: 'ready', id: choice.slice('ready:'.length) };
  return { kind: choice === 'none' ? 'none' : 'auto' };
}
