/** Which columns the list has. */

import { ActionIcon, Checkbox, Popover, Stack, Tooltip } from '@mantine/core';
import { memo } from 'react';
import { useTranslation } from 'react-i18next';
import { Icon } from '../../components/icons.tsx';
import { COLUMN_IDS } from './columns.tsx';
import type { ColumnId } from './columns.tsx';

interface ColumnMenuProperties {
  readonly columns: readonly ColumnId[];
  readonly onChange: (columns: readonly ColumnId[]) => void;
}

export const ColumnMenu = memo(function ColumnMenu({ columns, onChange }: ColumnMenuProperties) {
  const { t } = useTranslation();
  const toggle = (id: ColumnId): void =>
    onChange(COLUMN_IDS.filter((each) => (each === id ? !columns.includes(id) : columns.includes(each))));
  return (
    <Popover position="bottom-end" shadow="md">
      <Popover.Target>
        <Tooltip label={t('calls.columns')} position="left">
          <ActionIcon aria-label={t('calls.columns')} color="gray" variant="subtle">
            <Icon name="columns" />
          </ActionIcon>
        </Tooltip>
      </Popover.Target>
      <Popover.Dropdown aria-label={t('calls.columns')}>
        <Stack gap={8}>
          {COLUMN_IDS.map((id) => (
            <Checkbox
              checked={columns.includes(id)}
              key={id}
              label={t(`calls.${id}`)}
              onChange={() => toggle(id)}
              size="xs"
            />
          ))}
        </Stack>
      </Popover.Dropdown>
    </Popover>
  );
});
