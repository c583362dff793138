/** How long recordings are kept; asked once more before anything is deleted. */

import { Button, Group, Modal, Select, Text } from '@mantine/core';
import { useMutation, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { DataState } from '#core/domain/data-folder.ts';
import { useFormats } from '../../components/format.ts';
import { SettingCard } from '../../components/setting-card.tsx';
import { useFailure } from '../../components/use-failure.ts';
import { useCore } from '../../rpc/core-context.tsx';

const CHOICES = [30, 90, 180, 365] as const;
const NEVER = 'never';

export function RetentionCard({ data: { retentionDays } }: { readonly data: DataState }) {
  const { t } = useTranslation();
  const core = useCore();
  const [asked, setAsked] = useState<number | null>(null);
  const set = useMutation(
    core.maintenance.setRetention.mutationOptions({ onSettled: () => setAsked(null), onError: useFailure() }),
  );
  const days = [...new Set([...CHOICES, ...(retentionDays === null ? [] : [retentionDays])])].sort((a, b) => a - b);
  return (
    <SettingCard hint={t('settings.data.retentionHint')} title={t('settings.data.retention')}>
      <Select
        allowDeselect={false}
        data={[
          { value: NEVER, label: t('settings.data.never') },
          ...days.map((count) => ({ value: String(count), label: t('settings.data.afterDays', { count }) })),
        ]}
        label={t('settings.data.keep')}
        onChange={(value) => {
          if (value === NEVER) set.mutate({ days: null });
          else if (value !== null) setAsked(Number(value));
        }}
        value={retentionDays === null ? NEVER : String(retentionDays)}
        w={240}
      />
      {asked !== null && (
        <AskDialog
          days={asked}
          isSaving={set.isPending}
          onClose={() => setAsked(null)}
          onConfirm={() => set.mutate({ days: asked })}
        />
      )}
    </SettingCard>
  );
}

interface AskDialogProperties {
  readonly days: number;
  readonly isSaving: boolean;
  readonly onClose: () => void;
  readonly onConfirm: () => void;
}

function AskDialog({ days, isSaving, onClose, onConfirm }: AskDialogProperties) {
  const { t } = useTranslation();
  const core = useCore();
  const formats = useFormats();
  const { data: count } = useQuery({ ...core.maintenance.countTooOld.queryOptions({ days }), gcTime: 0 });
  return (
    <Modal onClose={onClose} opened title={t('settings.data.retentionTitle')}>
      <Text mb="md">
        {t('settings.data.retentionText', { calls: count === undefined ? '…' : formats.number(count) })}
      </Text>
      <Group justify="end">
        <Button onClick={onClose} variant="default">
          {t('settings.cancel')}
        </Button>
        <Button color="red" disabled={count === undefined} loading={isSaving} onClick={onConfirm}>
          {t('settings.data.retentionConfirm')}
        </Button>
      </Group>
    </Modal>
  );
}
