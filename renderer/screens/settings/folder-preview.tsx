/** What would be read out of the names of a folder, and whose the internal numbers are. */

import { Group, Text, TextInput } from '@mantine/core';
import type { inferOutput } from '@trpc/tanstack-react-query';
import { useTranslation } from 'react-i18next';
import { useFormats } from '../../components/format.ts';
import { useTimeZone } from '../../components/use-app-info.tsx';
import type { useCore } from '../../rpc/core-context.tsx';

interface FolderPreviewProperties {
  readonly preview: inferOutput<ReturnType<typeof useCore>['folders']['preview']>;
  /** Names by internal number. */
  readonly managers: Readonly<Record<string, string>>;
  readonly onManagers: (managers: Record<string, string>) => void;
}

export function FolderPreview({ preview, managers, onManagers }: FolderPreviewProperties) {
  const { t } = useTranslation();
  const formats = useFormats();
  const timeZone = useTimeZone();
  const { files, recognised, samples, unrecognised, extensions, hasTable } = preview;
  return (
    <>
      <Text>
        {t('settings.sources.found', { files: formats.number(files), recognised: formats.number(recognised) })}
        {hasTable && `. ${t('settings.sources.hasTable')}`}
      </Text>
      {samples.length > 0 && (
        <table className="words">
          <thead>
            <tr>
              <th scope="col">{t('settings.sources.file')}</th>
              <th scope="col">{t('settings.sources.when')}</th>
              <th scope="col">{t('settings.sources.phone')}</th>
              <th scope="col">{t('settings.sources.manager')}</th>
            </tr>
          </thead>
          <tbody>
            {samples.map(({ fileName, startedAt, phone, manager }) => (
              <tr key={fileName}>
                <td className="path">{fileName}</td>
                <td className="number">{startedAt === null ? '—' : formats.moment(startedAt, timeZone)}</td>
                <td className="number">{phone ?? '—'}</td>
                <td>{manager ?? '—'}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      {unrecognised.length > 0 && (
        <Text c="dimmed">{t('settings.sources.unread', { files: unrecognised.join(', ') })}</Text>
      )}
      {extensions.length > 0 && (
        <div>
          <Text fw={500}>{t('settings.sources.extensions')}</Text>
          <Group mt="xs">
            {extensions.map((extension) => (
              <TextInput
                key={extension}
                label={extension}
                onChange={(event) => onManagers({ ...managers, [extension]: event.currentTarget.value })}
                value={managers[extension] ?? ''}
              />
            ))}
          </Group>
        </div>
      )}
    </>
  );
}
