/** Versions of the transcript: what was changed, back to an earlier one, another engine, the sides swapped. */

import { Button, Menu } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { TranscriptHistory, TranscriptVersion } from '#core/domain/transcript-version.ts';
import { useFormats } from '../../components/format.ts';
import { Icon } from '../../components/icons.tsx';
import { useTimeZone } from '../../components/use-app-info.tsx';
import { useLocalText } from '../../components/use-local-text.ts';
import { useCore } from '../../rpc/core-context.tsx';
import type { CallActions } from './use-call-actions.ts';
import { useEngineName } from './use-engine-name.ts';

interface VersionsMenuProperties {
  readonly history: TranscriptHistory;
  readonly hasRecording: boolean;
  readonly hasSides: boolean;
  readonly actions: CallActions;
}

export function VersionsMenu({ history, hasRecording, hasSides, actions }: VersionsMenuProperties) {
  const { t } = useTranslation();
  const formats = useFormats();
  const timeZone = useTimeZone();
  const versionName = useVersionName();
  const { data: models } = useQuery(useCore().models.list.queryOptions());
  const installed = (models?.models ?? []).filter(
    ({ task, state, isUsable, id }) =>
      task === 'speech' && state === 'installed' && isUsable && id !== models?.bundledEngineId,
  );
  const localText = useLocalText();
  const engines = models
    ? [
        { id: models.bundledEngineId, title: t('callScreen.versions.bundled') },
        ...installed.map(({ id, title }) => ({ id, title: localText(title) })),
      ]
    : [];
  return (
    <Menu position="bottom-end" shadow="md" width={320}>
      <Menu.Target>
        <Button rightSection={<Icon name="down" size={14} />} size="compact-sm" variant="default">
          {t('callScreen.versions.open')} · {history.versions.length}
        </Button>
      </Menu.Target>
      <Menu.Dropdown className="versions">
        {history.versions.map((version) => (
          <Menu.Item
            aria-current={version.isCurrent}
            key={version.id}
            leftSection={<Icon name={version.isCurrent ? 'handled' : 'partly'} size={14} />}
            onClick={() => !version.isCurrent && actions.goBack(version.id)}
          >
            {versionName(version)}
            <span className="dimmed version-moment">
              {formats.moment(version.createdAt, timeZone)}
              {version.isCurrent && <> · {t('callScreen.versions.current')}</>}
            </span>
          </Menu.Item>
        ))}
        <Menu.Divider />
        {hasSides && <Menu.Item onClick={() => actions.swapSpeakers()}>{t('callScreen.versions.swap')}</Menu.Item>}
        {hasRecording && (
          <>
            <Menu.Label>{t('callScreen.versions.again')}</Menu.Label>
            {engines.map(({ id, title }) => (
              <Menu.Item key={id} onClick={() => actions.transcribeBy(id)}>
                {title}
                {id === history.engineId && (
                  <span className="dimmed version-moment">{t('callScreen.versions.usual')}</span>
                )}
              </Menu.Item>
            ))}
          </>
        )}
      </Menu.Dropdown>
    </Menu>
  );
}

function useVersionName(): (version: TranscriptVersion) => string {
  const { t } = useTranslation();
  const engineName = useEngineName();
  return ({ change, engine }) =>
    change === 'transcribed'
      ? t('callScreen.versions.transcribed', { engine: engineName(engine) })
      : t(`callScreen.versions.${change}`);
}

/** Where the shown text is a person's choice: what that means, and what is newer. */
export function VersionNote({ history, actions }: Pick<VersionsMenuProperties, 'history' | 'actions'>) {
  const { t } = useTranslation();
  const engineName = useEngineName();
  const current = history.versions.find(({ isCurrent }) => isCurrent);
  if (!current?.isChosen) return null;
  const newer = history.versions.find(({ id, change }) => id > current.id && change === 'transcribed');
  return (
    <p className="note version-note" role="status">
      <span>
        {t(current.change === 'transcribed' ? 'callScreen.versions.chosen' : 'callScreen.versions.byHand')}.{' '}
        {newer ? t('callScreen.versions.newer', { engine: engineName(newer.engine) }) : t('callScreen.versions.kept')}
      </span>
      {newer && (
        <Button onClick={() => actions.goBack(newer.id)} size="compact-sm" variant="default">
          {t('callScreen.versions.showNewer')}
        </Button>
      )}
    </p>
  );
}
