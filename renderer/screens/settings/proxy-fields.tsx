/** Address, login and exceptions of an own proxy. */

import { Group, PasswordInput, Text, TextInput } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { ProxyKind, ProxySetting } from '#core/domain/proxy.ts';

/** As it stands in the fields; an empty password leaves the kept one. */
export interface TypedProxy {
  readonly kind: ProxyKind;
  readonly address: string;
  readonly user: string;
  readonly password: string;
  readonly bypass: string;
}

interface ProxyFieldsProperties {
  readonly typed: TypedProxy;
  readonly setting: ProxySetting;
  readonly onChange: (changes: Partial<TypedProxy>) => void;
}

export function ProxyFields({ typed, setting, onChange }: ProxyFieldsProperties) {
  const { t } = useTranslation();
  const isKept = setting.hasPassword && setting.user === typed.user;
  return (
    <>
      <TextInput
        autoComplete="off"
        label={t('settings.network.address')}
        maw={420}
        onChange={(event) => onChange({ address: event.currentTarget.value })}
        placeholder={t('settings.network.addressExample')}
        value={typed.address}
      />
      <Group align="start" maw={640} wrap="nowrap">
        <TextInput
          autoComplete="off"
          flex={1}
          label={t('settings.network.user')}
          onChange={(event) => onChange({ user: event.currentTarget.value })}
          value={typed.user}
        />
        <PasswordInput
          autoComplete="new-password"
          disabled={typed.user.trim() === ''}
          flex={1}
          label={t('settings.network.password')}
          onChange={(event) => onChange({ password: event.currentTarget.value })}
          placeholder={isKept ? t('settings.network.passwordKept') : ''}
          value={typed.password}
        />
      </Group>
      <Text c="dimmed" mt={-4} size="xs">
        {t('settings.network.optional')}
      </Text>
      <TextInput
        autoComplete="off"
        description={t('settings.network.bypassHint')}
        inputWrapperOrder={['label', 'input', 'description']}
        label={t('settings.network.bypass')}
        maw={640}
        onChange={(event) => onChange({ bypass: event.currentTarget.value })}
        value={typed.bypass}
      />
    </>
  );
}
