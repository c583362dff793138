/** A small button that puts a text on the clipboard and says so. */

import { ActionIcon, Tooltip } from '@mantine/core';
import { useClipboard } from '@mantine/hooks';
import { useTranslation } from 'react-i18next';
import { Icon } from '../../components/icons.tsx';

export function CopyButton({ text, label }: { readonly text: string; readonly label: string }) {
  const { t } = useTranslation();
  const { copied, copy } = useClipboard();
  return (
    <Tooltip label={copied ? t('call.copied') : label}>
      <ActionIcon aria-label={label} color="gray" onClick={() => copy(text)} size="sm" variant="subtle">
        <Icon name={copied ? 'handled' : 'copy'} size={14} />
      </ActionIcon>
    </Tooltip>
  );
}
