/** Writing into the portal: each action off until it is agreed to, after a look at what it would write. */

import { Button, Group, Progress, Stack, Switch, Text } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { WRITE_ACTIONS } from '#core/domain/write-back.ts';
import type { TroubledWrite, WriteAction, WriteBackResult, WriteBackState } from '#core/domain/write-back.ts';
import { useFormats } from '../../components/format.ts';
import { SettingCard } from '../../components/setting-card.tsx';
import { useTimeZone } from '../../components/use-app-info.tsx';
import { useFailure } from '../../components/use-failure.ts';
import { toHash } from '../../routing.ts';
import { useCore } from '../../rpc/core-context.tsx';
import { errorText } from '../../texts/index.ts';
import { WriteBackDialog } from './write-back-dialog.tsx';

export function WriteBackCard({ state }: { readonly state: WriteBackState }) {
  const { t } = useTranslation();
  const core = useCore();
  const formats = useFormats();
  const timeZone = useTimeZone();
  const onError = useFailure();
  const [asked, setAsked] = useState<WriteAction | null>(null);
  const confirm = useMutation(core.writeBack.confirm.mutationOptions({ onError, onSuccess: () => setAsked(null) }));
  const start = useMutation(core.writeBack.start.mutationOptions({ onError }));
  const cancel = useMutation(core.writeBack.cancel.mutationOptions({ onError }));
  const { confirmedAt, progress, last, troubled } = state;
  const isAnything = WRITE_ACTIONS.some((action) => confirmedAt[action] !== null);
  return (
    <SettingCard hint={t('settings.writeBack.hint')} title={t('settings.writeBack.title')}>
      <Stack gap="sm">
        {WRITE_ACTIONS.map((action) => {
          const moment = confirmedAt[action];
          return (
            <Switch
              checked={moment !== null}
              description={
                moment === null
                  ? t(`settings.writeBack.actionHint.${action}`)
                  : t('settings.writeBack.confirmedAt', { moment: formats.moment(moment, timeZone) })
              }
              key={action}
              label={t(`settings.writeBack.action.${action}`)}
              onChange={(event) => {
                if (event.currentTarget.checked) setAsked(action);
                else confirm.mutate({ action, isConfirmed: false });
              }}
            />
          );
        })}
      </Stack>
      {progress ? (
        <Group justify="space-between">
          <Text aria-live="polite" className="number">
            {t('settings.writeBack.progress', progress)}
          </Text>
          <Progress
            aria-label={t('settings.writeBack.title')}
            flex={1}
            value={progress.total === 0 ? 0 : (progress.done / progress.total) * 100}
          />
          <Button loading={cancel.isPending} onClick={() => cancel.mutate()} variant="default">
            {t('settings.stop')}
          </Button>
        </Group>
      ) : (
        <Group>
          <Button disabled={!isAnything} loading={start.isPending} onClick={() => start.mutate()} variant="light">
            {t('settings.writeBack.run')}
          </Button>
          {last && <LastRun result={last} />}
        </Group>
      )}
      {troubled.length > 0 && <Troubles writes={troubled} />}
      {asked && (
        <WriteBackDialog
          action={asked}
          isSaving={confirm.isPending}
          onClose={() => setAsked(null)}
          onConfirm={() => confirm.mutate({ action: asked, isConfirmed: true })}
        />
      )}
    </SettingCard>
  );
}

function LastRun({ result }: { readonly result: WriteBackResult }) {
  const { t, i18n } = useTranslation();
  const formats = useFormats();
  const moment = formats.moment(result.endedAt, useTimeZone());
  const text = result.error
    ? t('settings.writeBack.resultError', { moment, ...errorText(result.error, i18n.language) })
    : t('settings.writeBack.result', {
        moment,
        written: formats.number(result.written),
        found: formats.number(result.found),
      });
  return <Text c="dimmed">{text}</Text>;
}

function Troubles({ writes }: { readonly writes: readonly TroubledWrite[] }) {
  const { t, i18n } = useTranslation();
  const core = useCore();
  const retry = useMutation(core.writeBack.retry.mutationOptions({ onError: useFailure() }));
  return (
    <div>
      <Text fw={500}>{t('settings.writeBack.troubles')}</Text>
      <ul className="setting-list">
        {writes.map(({ id, callId, action, state, error }) => (
          <li key={id}>
            <a href={toHash(['calls', callId])}>{t(`settings.writeBack.action.${action}`)}</a>
            <span className="dimmed">
              {error ? errorText(error, i18n.language).title : t('settings.writeBack.unclear')}
            </span>
            {state === 'failed' && (
              <Button onClick={() => retry.mutate({ id })} size="compact-sm" variant="subtle">
                {t('settings.writeBack.retry')}
              </Button>
            )}
          </li>
        ))}
      </ul>
    </div>
  );
}
