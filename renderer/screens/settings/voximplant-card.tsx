/** A Voximplant account: connected after a try, its new calls pulled on wish. */

import { Button, Group, PasswordInput, Text, TextInput } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import type { SubmitEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { FailureAlert } from '../../components/failure-alert.tsx';
import { SettingCard } from '../../components/setting-card.tsx';
import { useFailure } from '../../components/use-failure.ts';
import { useCore, useProcessing } from '../../rpc/core-context.tsx';

/** @param account number of the connected account; null while there is none */
export function VoximplantCard({ account }: { readonly account: string | null }) {
  const { t } = useTranslation();
  const core = useCore();
  const onError = useFailure();
  const pull = useProcessing()?.pull ?? null;
  const start = useMutation(core.sync.start.mutationOptions({ onError }));
  const disconnect = useMutation(core.voximplant.disconnect.mutationOptions({ onError }));
  return (
    <SettingCard hint={t('settings.sources.voximplantHint')} title={t('settings.sources.voximplant')}>
      {account === null ? (
        <AccountForm />
      ) : (
        <>
          <Text fw={500}>{t('settings.sources.connected', { account })}</Text>
          <Group>
            <Button
              loading={start.isPending || pull?.source === 'voximplant'}
              onClick={() => start.mutate({ source: 'voximplant' })}
            >
              {t('settings.pull.now')}
            </Button>
            <Button color="red" onClick={() => disconnect.mutate()} variant="subtle">
              {t('settings.sources.disconnect')}
            </Button>
          </Group>
        </>
      )}
    </SettingCard>
  );
}

function AccountForm() {
  const { t } = useTranslation();
  const core = useCore();
  const [accountId, setAccountId] = useState('');
  const [apiKey, setApiKey] = useState('');
  const connect = useMutation(core.voximplant.connect.mutationOptions());
  const cancel = useMutation(core.voximplant.cancelConnect.mutationOptions());
  const submit = (event: SubmitEvent): void => {
    event.preventDefault();
    connect.mutate({ accountId: accountId.trim(), apiKey: apiKey.trim() });
  };
  return (
    <form className="setting-form" onSubmit={submit}>
      <Group align="end">
        <TextInput
          inputMode="numeric"
          label={t('settings.sources.account')}
          onChange={(event) => setAccountId(event.currentTarget.value)}
          value={accountId}
        />
        <PasswordInput
          autoComplete="off"
          flex={1}
          label={t('settings.sources.key')}
          onChange={(event) => setApiKey(event.currentTarget.value)}
          value={apiKey}
        />
        <Button
          disabled={!/^\d{1,15}$/.test(accountId.trim()) || apiKey.trim().length < 8}
          loading={connect.isPending}
          type="submit"
        >
          {t('settings.sources.connect')}
        </Button>
        {connect.isPending && (
          <Button onClick={() => cancel.mutate()} variant="default">
            {t('settings.stop')}
          </Button>
        )}
      </Group>
      {connect.error && <FailureAlert error={connect.error} />}
    </form>
  );
}
