/** The first screen: what happens to the data, where calls come from, what hears them. Everything can be skipped. */

import { Button, Group, Loader, Text, Title } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ConnectForm } from '../../components/connect/connect-form.tsx';
import { Icon } from '../../components/icons.tsx';
import { SCREENS } from '../../components/screens.ts';
import { useFailure } from '../../components/use-failure.ts';
import { useSettings } from '../../components/use-settings.tsx';
import { goTo, toHash } from '../../routing.ts';
import { useCore } from '../../rpc/core-context.tsx';
import '../../styles/settings.css';
import { DemoWay } from './demo-way.tsx';

export function WelcomeScreen() {
  const { t } = useTranslation();
  const core = useCore();
  const onError = useFailure();
  const settings = useSettings();
  const [isConnecting, setIsConnecting] = useState(false);
  const finish = useMutation(core.settings.finishWelcome.mutationOptions({ onError }));
  const start = useMutation(core.sync.start.mutationOptions({ onError }));
  const leave = (hash: string): void => finish.mutate(undefined, { onSuccess: () => goTo(hash) });
  if (!settings) return <Loader className="loader" />;
  const { portal } = settings.connection;
  const hasCalls = !settings.isNew;
  return (
    <div className="screen welcome">
      <header>
        <Title order={1}>{t('welcome.title')}</Title>
        <p className="welcome-lead">{t('welcome.lead')}</p>
      </header>
      <section className="card">
        <Title order={2}>{t('welcome.privacy')}</Title>
        <Text>{t('welcome.privacyText')}</Text>
      </section>
      <Title order={2}>{t('welcome.start')}</Title>
      <div className="welcome-ways">
        <section className={`card welcome-way${isConnecting ? ' is-open' : ''}`}>
          <Title order={3}>{t('welcome.bitrix24')}</Title>
          <Text c="dimmed">{t('welcome.bitrix24Text')}</Text>
          {portal ? (
            <Group gap="xs">
              <Icon name="handled" />
              <Text>{t('welcome.connected', { host: portal.host })}</Text>
            </Group>
          ) : (
            <Button aria-expanded={isConnecting} onClick={() => setIsConnecting(!isConnecting)} variant="light">
              {t('welcome.bitrix24Run')}
            </Button>
          )}
        </section>
        <section className="card welcome-way">
          <Title order={3}>{t('welcome.folder')}</Title>
          <Text c="dimmed">{t('welcome.folderText')}</Text>
          <Button onClick={() => leave(toHash(['settings', 'sources']))} variant="light">
            {t('welcome.folderRun')}
          </Button>
        </section>
        <DemoWay />
      </div>
      {isConnecting && !portal && (
        <section className="card">
          <ConnectForm onSaved={() => start.mutate({})} />
        </section>
      )}
      <section className="card">
        <Title order={2}>{t('welcome.speech')}</Title>
        <Text mb="sm">{t('welcome.speechText')}</Text>
        <Button onClick={() => leave(modelsHash())} variant="default">
          {t('welcome.speechRun')}
        </Button>
      </section>
      <div className="welcome-end">
        <Button
          loading={finish.isPending}
          onClick={() => leave(toHash(['calls']))}
          variant={hasCalls ? 'filled' : 'subtle'}
        >
          {t(hasCalls ? 'welcome.finish' : 'welcome.skip')}
        </Button>
      </div>
    </div>
  );
}

/** Models have a screen of their own. */
function modelsHash(): string {
  const names: readonly string[] = SCREENS;
  return toHash(names.includes('models') ? ['models'] : ['settings', 'speech']);
}
