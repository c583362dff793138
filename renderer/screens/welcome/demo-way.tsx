/** The demo's calls: brought from the portal that comes with the program, then worked through in sight. */

import { Button, Group, Progress, Text, Title } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { WorkState } from '#core/domain/sync.ts';
import { Icon } from '../../components/icons.tsx';
import { useAppInfo } from '../../components/use-app-info.tsx';
import { useFailure } from '../../components/use-failure.ts';
import { useSettings } from '../../components/use-settings.tsx';
import { useCore, useProcessing } from '../../rpc/core-context.tsx';
import { errorText } from '../../texts/index.ts';

/** The pull is this part of the whole. */
const PULL_SHARE = 0.2;

export function DemoWay() {
  const { t, i18n } = useTranslation();
  const core = useCore();
  const work = useProcessing();
  const isDemo = useAppInfo()?.isDemo ?? false;
  const last = useSettings()?.lastPull;
  const start = useMutation(core.sync.startDemo.mutationOptions({ onError: useFailure() }));
  const cancel = useMutation(core.processing.cancel.mutationOptions({ onError: useFailure() }));
  const isRunning = work?.pull?.source === 'demo' || (isDemo && work?.isRunning === true);
  const failure = last?.trigger === 'demo' && !isRunning ? last.error : null;
  return (
    <section className="card welcome-way">
      <Title order={3}>{t('welcome.demo')}</Title>
      <Text c="dimmed">{t('welcome.demoText')}</Text>
      {work && isRunning && (
        <>
          <Text aria-live="polite" size="sm">
            {t('welcome.demoRunning')}
          </Text>
          <Progress aria-label={t('welcome.demo')} value={shareOf(work) * 100} w="100%" />
          <Button loading={cancel.isPending} onClick={() => cancel.mutate()} variant="default">
            {t('settings.stop')}
          </Button>
        </>
      )}
      {!isRunning && isDemo && (
        <Group gap="xs">
          <Icon name="handled" />
          <Text>{t('welcome.demoDone')}</Text>
        </Group>
      )}
      {!isRunning && !isDemo && (
        <Button loading={start.isPending} onClick={() => start.mutate()} variant="light">
          {t('welcome.demoRun')}
        </Button>
      )}
      {failure && (
        <Text c="dimmed" role="alert" size="sm">
          {t('welcome.demoFailed')}. {errorText(failure, i18n.language).advice}
        </Text>
      )}
    </section>
  );
}

/** 0 to 1 over both parts of the work. */
function shareOf({ pull, progress }: WorkState): number {
  if (pull) return pull.recordingsTotal === 0 ? 0 : (PULL_SHARE * pull.recordingsDone) / pull.recordingsTotal;
  const heard = progress && progress.audioTotalMs > 0 ? progress.audioDoneMs / progress.audioTotalMs : 0;
  return PULL_SHARE + (1 - PULL_SHARE) * heard;
}
