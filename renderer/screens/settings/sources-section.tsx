/** Источники: folders whose new files become calls. */

import { ActionIcon, Switch, Text, Tooltip } from '@mantine/core';
import { useMutation, useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { SettingsState } from '#core/domain/settings.ts';
import type { inferOutput } from '@trpc/tanstack-react-query';
import { useFormats } from '../../components/format.ts';
import { Icon } from '../../components/icons.tsx';
import { SettingCard } from '../../components/setting-card.tsx';
import { useFailure } from '../../components/use-failure.ts';
import { useCore } from '../../rpc/core-context.tsx';
import { errorText } from '../../texts/index.ts';
import { AddFolder } from './add-folder.tsx';
import { VoximplantCard } from './voximplant-card.tsx';

/** The core tells no changes of folders; as long as they are looked at, they are asked for this often. */
const POLL_MS = 2_000;
type Folder = inferOutput<ReturnType<typeof useCore>['folders']['list']>[number];

export function SourcesSection({ settings }: { readonly settings: SettingsState }) {
  const { t } = useTranslation();
  const core = useCore();
  const { data: folders, refetch } = useQuery({ ...core.folders.list.queryOptions(), refetchInterval: POLL_MS });
  return (
    <>
      <SettingCard hint={t('settings.sources.foldersHint')} title={t('settings.sources.folders')}>
        {folders?.length === 0 && <Text c="dimmed">{t('settings.sources.none')}</Text>}
        <ul className="setting-list">
          {folders?.map((folder) => (
            <FolderRow folder={folder} key={folder.id} onChanged={() => void refetch()} />
          ))}
        </ul>
        <AddFolder onAdded={() => void refetch()} />
      </SettingCard>
      <VoximplantCard account={settings.voximplantAccount} />
    </>
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
