/** The proxy server: how the program gets out, tried on wish before it is kept. */

import { Button, Group, SegmentedControl, Text } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import type { SubmitEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { PROXY_KINDS, type ProxySetting } from '#core/domain/proxy.ts';
import { SettingCard } from '../../components/setting-card.tsx';
import { useFailure } from '../../components/use-failure.ts';
import { useCore } from '../../rpc/core-context.tsx';
import { ProxyFields, type TypedProxy } from './proxy-fields.tsx';
import { ProxyTrials } from './proxy-trials.tsx';

interface ProxyCardProperties {
  readonly setting: ProxySetting;
  readonly isOffline: boolean;
}

export function ProxyCard({ setting, isOffline }: ProxyCardProperties) {
  const { t } = useTranslation();
  const core = useCore();
  const onError = useFailure();
  const [typed, setTyped] = useState<TypedProxy>(() => typedOf(setting));
  const check = useMutation(core.proxy.check.mutationOptions({ onError }));
  const cancel = useMutation(core.proxy.cancelCheck.mutationOptions());
  const save = useMutation(
    core.proxy.save.mutationOptions({
      onSuccess: () => {
        notifications.show({ message: t('settings.network.saved') });
        setTyped((now) => ({ ...now, password: '' }));
      },
      onError,
    }),
  );
  const change = (changes: Partial<TypedProxy>): void => {
    setTyped({ ...typed, ...changes });
    check.reset();
  };
  const { password, ...rest } = typed;
  const wish = { ...rest, ...(password !== '' && { password }) };
  const submit = (event: SubmitEvent): void => {
    event.preventDefault();
    save.mutate(wish);
  };
  return (
    <SettingCard hint={t('settings.network.proxyHint')} title={t('settings.network.proxy')}>
      <form className="setting-form" onSubmit={submit}>
        <SegmentedControl
          aria-label={t('settings.network.proxy')}
          data={PROXY_KINDS.map((kind) => ({ value: kind, label: t(`settings.network.kinds.${kind}`) }))}
          onChange={(kind) => change({ kind })}
          value={typed.kind}
        />
        <Text c="dimmed" size="sm">
          {t(`settings.network.kindHints.${typed.kind}`)}
        </Text>
        {typed.kind === 'own' && <ProxyFields onChange={change} setting={setting} typed={typed} />}
        <Group>
          <Button disabled={typed.kind === 'own' && typed.address.trim() === ''} loading={save.isPending} type="submit">
            {t('settings.network.save')}
          </Button>
          <Button
            disabled={isOffline || (typed.kind === 'own' && typed.address.trim() === '')}
            loading={check.isPending}
            onClick={() => check.mutate(wish)}
            variant="light"
          >
            {t('settings.network.check')}
          </Button>
          {check.isPending && (
            <Button onClick={() => cancel.mutate()} variant="default">
              {t('settings.stop')}
            </Button>
          )}
          <Text aria-live="polite" c="dimmed" size="sm">
            {check.isPending ? t('settings.network.checking') : isOffline ? t('settings.network.offlineNow') : ''}
          </Text>
        </Group>
      </form>
      {check.data && <ProxyTrials isSaved={isSame(typed, setting)} trials={check.data} />}
    </SettingCard>
  );
}

const typedOf = ({ kind, address, user, bypass }: ProxySetting): TypedProxy => ({
  ...{ kind, user, password: '' },
  address: address.replace(/^http:\/\//u, ''),
  bypass: bypass.join(', '),
});

function isSame(typed: TypedProxy, setting: ProxySetting): boolean {
  const kept = typedOf(setting);
  return (Object.keys(kept) as (keyof TypedProxy)[]).every((field) => kept[field] === typed[field]);
}
