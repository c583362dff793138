/** Who answered on the way that was typed, and what is wrong with the others. */

import { Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { ProxyTrial } from '#core/domain/proxy.ts';
import { Icon } from '../../components/icons.tsx';
import { errorText } from '../../texts/index.ts';

interface ProxyTrialsProperties {
  readonly trials: readonly ProxyTrial[];
  /** What was tried is what is kept. */
  readonly isSaved: boolean;
}

export function ProxyTrials({ trials, isSaved }: ProxyTrialsProperties) {
  const { t } = useTranslation();
  return (
    <div role="status">
      <ul className="verdicts">
        {trials.map((trial) => (
          <Trial key={trial.host} trial={trial} />
        ))}
      </ul>
      {!isSaved && (
        <Text mt="sm" size="sm">
          {t('settings.network.unsaved')}
        </Text>
      )}
    </div>
  );
}

function Trial({ trial: { host, proxy, error } }: { readonly trial: ProxyTrial }) {
  const { t, i18n } = useTranslation();
  const way = proxy === null ? t('settings.network.straight') : t('settings.network.through', { proxy });
  const trouble = error && errorText(error, i18n.language);
  return (
    <li className={trouble ? 'check-bad' : 'check-good'}>
      <Icon name={trouble ? 'warning' : 'handled'} />
      <div>
        <b>{trouble ? trouble.title : t('settings.network.answers', { host })}</b>
        <p className="dimmed">{trouble ? `${host}, ${way}. ${trouble.advice}` : way}</p>
      </div>
    </li>
  );
}
