/** Источники: folders whose new files become calls. */

import { ActionIcon, Button, Group, Switch, Text, TextInput, Tooltip } from '@mantine/core';
import { skipToken, useMutation, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { inferOutput } from '@trpc/tanstack-react-query';
import { useFormats } from '../../components/format.ts';
import { Icon } from '../../components/icons.tsx';
import { SettingCard } from '../../components/setting-card.tsx';
import { useFailure } from '../../components/use-failure.ts';
import { toApiError, useCore } from '../../rpc/core-context.tsx';
import { errorText } from '../../texts/index.ts';

/** The core tells no changes of folders; as long as they are looked at, they are asked for this often. */
const POLL_MS = 2_000;
/** How the names of files are read; other patterns can be set on the command line. */
const AUTO = { kind: 'auto' } as const;

type Folder = inferOutput<ReturnType<typeof useCore>['folders']['list']>[number];

export function SourcesSection() {
  const { t } = useTranslation();
  const core = useCore();
  const { data: folders, refetch } = useQuery({ ...core.folders.list.queryOptions(), refetchInterval: POLL_MS });
  return (
    <SettingCard hint={t('settings.sources.foldersHint')} title={t('settings.sources.folders')}>
      {folders?.length === 0 && <Text c="dimmed">{t('settings.sources.none')}</Text>}
      <ul className="setting-list">
        {folders?.map((folder) => (
          <FolderRow folder={folder} key={folder.id} onChanged={() => void refetch()} />
        ))}
      </ul>
      <AddFolder onAdded={() => void refetch()} />
    </SettingCard>
  );
}

function FolderRow({ folder, onChanged }: { readonly folder: Folder; readonly onChanged: () => void }) {
  const { t, i18n } = useTranslation();
  const core = useCore();
  const formats = useFormats();
  const options = { onSuccess: onChanged, onError: useFailure() };
  const change = useMutation(core.folders.change.mutationOptions(options));
  const remove = useMutation(core.folders.remove.mutationOptions(options));
  const { id, path, isOn, state } = folder;
  const facts = [
    t(`settings.sources.state.${state.kind}`),
    t('settings.sources.imported', {
      files: formats.number(state.imported),
      there: formats.number(state.alreadyThere),
    }),
    ...(state.failed.length > 0 ? [t('settings.sources.failed', { count: state.failed.length })] : []),
    ...(state.error ? [errorText(state.error, i18n.language).title] : []),
  ];
  const name = t('settings.sources.remove', { path });
  return (
    <li>
      <Switch
        aria-label={t('settings.sources.on', { path })}
        checked={isOn}
        onChange={(event) => change.mutate({ id, isOn: event.currentTarget.checked })}
      />
      <span className="path">{path}</span>
      <span className="dimmed">{facts.join(', ')}</span>
      <Tooltip label={name}>
        <ActionIcon aria-label={name} color="gray" onClick={() => remove.mutate({ id })} variant="subtle">
          <Icon name="close" />
        </ActionIcon>
      </Tooltip>
    </li>
  );
}

function AddFolder({ onAdded }: { readonly onAdded: () => void }) {
  const { t, i18n } = useTranslation();
  const core = useCore();
  const formats = useFormats();
  const [path, setPath] = useState('');
  const [looked, setLooked] = useState<string | null>(null);
  const preview = useQuery(
    core.folders.preview.queryOptions(looked === null ? skipToken : { path: looked, pattern: AUTO, managers: {} }),
  );
  const add = useMutation(
    core.folders.add.mutationOptions({
      onSuccess: () => {
        setPath('');
        setLooked(null);
        onAdded();
      },
      onError: useFailure(),
    }),
  );
  return (
    <>
      <Group align="end">
        <TextInput
          flex={1}
          label={t('settings.sources.path')}
          onChange={(event) => setPath(event.currentTarget.value)}
          value={path}
        />
        <Button disabled={path === ''} loading={preview.isFetching} onClick={() => setLooked(path)} variant="default">
          {t('settings.sources.look')}
        </Button>
        <Button
          disabled={path === ''}
          loading={add.isPending}
          onClick={() => add.mutate({ path, pattern: AUTO, managers: {} })}
        >
          {t('settings.sources.add')}
        </Button>
      </Group>
      {preview.error && looked !== null && (
        <Text role="alert">{errorText(toApiError(preview.error), i18n.language).title}</Text>
      )}
      {preview.data && looked !== null && (
        <Text c="dimmed">
          {t('settings.sources.found', {
            files: formats.number(preview.data.files),
            recognised: formats.number(preview.data.recognised),
          })}
        </Text>
      )}
    </>
  );
}
