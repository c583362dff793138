/** Connecting a portal: the webhook's address, what it can do, and only then keeping it. */

import { Alert, Button, Checkbox, FileInput, Group, PasswordInput, Stack, Text } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import type { SubmitEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { useCore } from '../../rpc/core-context.tsx';
import { FailureAlert } from '../failure-alert.tsx';
import { useFailure } from '../use-failure.ts';
import { useSettings } from '../use-settings.tsx';
import { CheckVerdicts } from './check-verdicts.tsx';

/** @param onSaved told when the connection is kept */
export function ConnectForm({ onSaved }: { readonly onSaved?: () => void }) {
  const { t } = useTranslation();
  const core = useCore();
  const onError = useFailure();
  const [webhookUrl, setWebhookUrl] = useState('');
  const [caFile, setCaFile] = useState<File | null>(null);
  const [hasOwnCa, setHasOwnCa] = useState(false);
  const check = useMutation(core.connection.check.mutationOptions());
  const save = useMutation(
    core.connection.save.mutationOptions({
      onSuccess: () => {
        notifications.show({ message: t('settings.connect.saved') });
        setWebhookUrl('');
        check.reset();
        onSaved?.();
      },
      onError,
    }),
  );
  const submit = async (event: SubmitEvent): Promise<void> => {
    event.preventDefault();
    const caPem = hasOwnCa && caFile ? await caFile.text() : undefined;
    check.mutate({ webhookUrl, caPem });
  };
  const found = check.data;
  // A renamed portal says where it went; nothing is known of that place, and the key waits for a consent.
  const isElsewhere = found !== undefined && found.movedTo !== null && found.host !== found.movedTo;
  return (
    <Stack gap="md">
      <form onSubmit={(event) => void submit(event)}>
        <Stack gap="sm">
          <PasswordInput
            autoComplete="off"
            description={t('settings.connect.urlHint')}
            label={t('settings.connect.url')}
            onChange={(event) => setWebhookUrl(event.currentTarget.value)}
            placeholder="https://company.bitrix24.ru/rest/1/…/"
            required
            value={webhookUrl}
            withAsterisk={false}
          />
          <Text c="dimmed" size="sm">
            {t('settings.connect.scopes')}
          </Text>
          <Checkbox
            checked={hasOwnCa}
            label={t('settings.connect.certificateToggle')}
            onChange={(event) => setHasOwnCa(event.currentTarget.checked)}
          />
          {hasOwnCa && (
            <FileInput
              accept=".pem,.crt,.cer"
              clearable
              description={t('settings.connect.certificateHint')}
              label={t('settings.connect.certificate')}
              onChange={setCaFile}
              placeholder={t('settings.connect.choose')}
              value={caFile}
            />
          )}
          <CheckButtons isChecking={check.isPending} />
        </Stack>
      </form>
      {check.error && <FailureAlert error={check.error} />}
      {found && isElsewhere && (
        <Alert color="yellow" variant="outline">
          <Text mb="sm">{t('settings.connect.moved', { host: found.movedTo })}</Text>
          <Button
            loading={check.isPending}
            onClick={() => check.mutate({ ...check.variables, acceptsMove: true })}
            variant="light"
          >
            {t('settings.connect.movedAccept')}
          </Button>
        </Alert>
      )}
      {found && !isElsewhere && (
        <Stack gap="sm">
          <CheckVerdicts check={found} />
          {found.canSave ? (
            <Group>
              <Button loading={save.isPending} onClick={() => save.mutate({ acceptsMove: found.movedTo !== null })}>
                {t('settings.connect.save')}
              </Button>
            </Group>
          ) : (
            <Text>{t('settings.connect.cannotSave')}</Text>
          )}
        </Stack>
      )}
    </Stack>
  );
}

function CheckButtons({ isChecking }: { readonly isChecking: boolean }) {
  const { t } = useTranslation();
  const core = useCore();
  const step = useSettings()?.connection.step ?? null;
  const cancel = useMutation(core.connection.cancelCheck.mutationOptions());
  return (
    <Group>
      <Button loading={isChecking} type="submit" variant="light">
        {t('settings.connect.check')}
      </Button>
      {isChecking && (
        <>
          <Button onClick={() => cancel.mutate()} variant="default">
            {t('settings.stop')}
          </Button>
          <Text aria-live="polite" c="dimmed">
            {step && t(`settings.connect.steps.${step}`)}
          </Text>
        </>
      )}
    </Group>
  );
}
