/** How conversations are read: what each way gives and needs, and how many calls would be read anew. */

import { Alert, Anchor, Badge, Button, Group, Loader, Modal, Text } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { PROFILES, type Profile, type ProfileModel, type ProfileState } from '#core/domain/profile.ts';
import { Icon } from '../../components/icons.tsx';
import { SettingCard } from '../../components/setting-card.tsx';
import { useFailure } from '../../components/use-failure.ts';
import { toHash } from '../../routing.ts';
import { useCore } from '../../rpc/core-context.tsx';

export function ProfileCard() {
  const { t } = useTranslation();
  const core = useCore();
  const queryClient = useQueryClient();
  const { data } = useQuery({ ...core.profile.get.queryOptions(), staleTime: 0 });
  const [asked, setAsked] = useState<Profile | null>(null);
  const close = (): void => setAsked(null);
  const choose = useMutation(
    core.profile.choose.mutationOptions({
      onSuccess: () => queryClient.invalidateQueries({ queryKey: core.profile.get.queryKey() }),
      onSettled: close,
      onError: useFailure(),
    }),
  );
  if (!data)
    return (
      <SettingCard hint={t('settings.profile.hint')} title={t('settings.profile.title')}>
        <Loader className="loader" />
      </SettingCard>
    );
  const { chosen, working } = data;
  return (
    <SettingCard hint={t('settings.profile.hint')} title={t('settings.profile.title')}>
      {chosen !== working && (
        <Alert color="yellow" role="status" variant="outline">
          {t('settings.profile.fallback')}
        </Alert>
      )}
      <ul className="profiles">
        {PROFILES.map((profile) => (
          <ProfileChoice key={profile} onChoose={() => setAsked(profile)} profile={profile} state={data} />
        ))}
      </ul>
      <Modal
        closeButtonProps={{ 'aria-label': t('settings.cancel') }}
        onClose={close}
        opened={asked !== null}
        title={t('settings.profile.question')}
      >
        <Text>{asked && t('settings.profile.anew', { count: data.callsAnew[asked] })}.</Text>
        <Text mb="md">{t('settings.profile.questionText')}</Text>
        <Group justify="end">
          <Button onClick={close} variant="default">
            {t('settings.cancel')}
          </Button>
          <Button loading={choose.isPending} onClick={() => asked && choose.mutate({ profile: asked })}>
            {t('settings.profile.choose')}
          </Button>
        </Group>
      </Modal>
    </SettingCard>
  );
}

interface ProfileChoiceProperties {
  readonly profile: Profile;
  readonly state: ProfileState;
  readonly onChoose: () => void;
}

function ProfileChoice({ profile, state, onChoose }: ProfileChoiceProperties) {
  const { t } = useTranslation();
  const { chosen, working, models, callsAnew } = state;
  const isReady = profile === 'bundled' || models.every(({ isNeeded, isInstalled }) => !isNeeded || isInstalled);
  const name = t(`settings.profile.names.${profile}`);
  return (
    <li aria-label={name}>
      <div>
        <Group gap="xs">
          <Text fw={500}>{name}</Text>
          {working === profile && <Badge variant="light">{t('settings.profile.works')}</Badge>}
        </Group>
        <Text c="dimmed">{t(`settings.profile.gives.${profile}`)}</Text>
        {profile === 'accurate' && <ProfileModels models={models} />}
        {chosen !== profile && isReady && (
          <Text size="sm">{t('settings.profile.anew', { count: callsAnew[profile] })}</Text>
        )}
      </div>
      {chosen !== profile && isReady && (
        <Button aria-label={`${t('settings.profile.choose')}: ${name}`} onClick={onChoose} variant="default">
          {t('settings.profile.choose')}
        </Button>
      )}
    </li>
  );
}

function ProfileModels({ models }: { readonly models: readonly ProfileModel[] }) {
  const { t, i18n } = useTranslation();
  const core = useCore();
  const { data } = useQuery(core.models.list.queryOptions());
  const titleOf = (id: string): string => {
    const title = data?.models.find((model) => model.id === id)?.title;
    return title ? title[i18n.language === 'en' ? 'en' : 'ru'] : id;
  };
  return (
    <>
      <ul className="profile-models">
        {models.map(({ id, isNeeded, isInstalled }) => (
          <li className={isInstalled ? 'check-good' : isNeeded ? 'check-bad' : 'check-unknown'} key={id}>
            <Icon name={isInstalled ? 'handled' : isNeeded ? 'warning' : 'partly'} />
            <span>
              {t(`settings.profile.${isInstalled ? 'installed' : isNeeded ? 'needed' : 'better'}`, {
                model: titleOf(id),
              })}
            </span>
          </li>
        ))}
      </ul>
      {models.some(({ isInstalled }) => !isInstalled) && (
        <Anchor href={toHash(['models'])} size="sm">
          {t('settings.profile.toModels')}
        </Anchor>
      )}
    </>
  );
}
