/** The history of the set, with a way back. */

import { Button, Modal } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { useFormats } from '../../components/format.ts';
import { useTimeZone } from '../../components/use-app-info.tsx';
import { useCore } from '../../rpc/core-context.tsx';

interface VersionsDialogProperties {
  readonly onClose: () => void;
  readonly onRestore: (version: number) => void;
}

export function VersionsDialog({ onClose, onRestore }: VersionsDialogProperties) {
  const { t } = useTranslation();
  const formats = useFormats();
  const timeZone = useTimeZone();
  const { data: versions = [] } = useQuery(useCore().categories.versions.queryOptions());
  return (
    <Modal onClose={onClose} opened size="lg" title={t('categories.versionsTitle')}>
      {versions.length === 0 && <p className="dimmed">{t('categories.versionsNone')}</p>}
      <ol className="category-versions">
        {versions.map(({ version, note, createdAt }, place) => (
          <li key={version}>
            <span className="number dimmed">{version}</span>
            <span>{note}</span>
            <span className="number dimmed">{formats.moment(createdAt, timeZone)}</span>
            {place === 0 ? (
              <span className="dimmed">{t('categories.versionCurrent')}</span>
            ) : (
              <Button onClick={() => onRestore(version)} size="compact-xs" variant="default">
                {t('categories.restore')}
              </Button>
            )}
          </li>
        ))}
        {versions.length > 0 && (
          <li>
            <span className="number dimmed">0</span>
            <span>{t('categories.standard')}</span>
            <span />
            <Button onClick={() => onRestore(0)} size="compact-xs" variant="default">
              {t('categories.restore')}
            </Button>
          </li>
        )}
      </ol>
    </Modal>
  );
}
