/** What a webhook can do, in three verdicts with what to do about each, and the permissions that it lacks. */

import { Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { CheckVerdict, ConnectionCheck } from '#core/domain/connection.ts';
import { errorText } from '../../texts/index.ts';
import { Icon } from '../icons.tsx';

type Mark = 'good' | 'bad' | 'unknown';

interface Line {
  readonly mark: Mark;
  readonly title: string;
  readonly cure: string | null;
}

export function CheckVerdicts({ check }: { readonly check: ConnectionCheck }) {
  const { t } = useTranslation();
  const lines = useLines(check);
  const { host, user } = check;
  return (
    <div>
      <Text fw={500}>
        {t('settings.connect.owner', { host, name: user.name })}
        {user.isAdmin && `, ${t('settings.connect.administrator')}`}
      </Text>
      <ul className="verdicts">
        {lines.map(({ mark, title, cure }) => (
          <li className={`check-${mark}`} key={title}>
            <Icon name={mark === 'good' ? 'handled' : mark === 'bad' ? 'warning' : 'partly'} />
            <div>
              <b>{title}</b>
              {cure !== null && <p className="dimmed">{cure}</p>}
            </div>
          </li>
        ))}
      </ul>
    </div>
  );
}

function useLines({ statistics, coverage, recordings, ...rest }: ConnectionCheck): readonly Line[] {
  const { t, i18n } = useTranslation();
  const cureOf = ({ error }: CheckVerdict): string | null => error && errorText(error, i18n.language).advice;
  const named = (scopes: readonly string[]): string =>
    scopes
      .map((scope) => (i18n.exists(`settings.scope.${scope}`) ? t(`settings.scope.${scope}` as 'app.name') : scope))
      .join(', ');
  const { missingScopes, missingOptionalScopes } = rest;
  const lines: Line[] = [
    statistics.isOk
      ? { mark: 'good', title: t('settings.verdict.statisticsOk'), cure: null }
      : { mark: 'bad', title: t('settings.verdict.statisticsNo'), cure: cureOf(statistics) },
    {
      mark: coverage === 'all' ? 'good' : coverage === 'unknown' ? 'unknown' : 'bad',
      title: t(`settings.verdict.${coverage}`),
      cure: coverage === 'own' || coverage === 'some' ? t('settings.verdict.coverageCure') : null,
    },
    recordings.isOk
      ? { mark: 'good', title: t('settings.verdict.recordingsOk'), cure: null }
      : recordings.error
        ? { mark: 'bad', title: t('settings.verdict.recordingsNo'), cure: cureOf(recordings) }
        : { mark: 'unknown', title: t('settings.verdict.recordingsUnknown'), cure: null },
  ];
  if (missingScopes.length > 0)
    lines.push({
      mark: 'bad',
      title: t('settings.verdict.missing', { scopes: named(missingScopes) }),
      cure: t('settings.verdict.missingCure'),
    });
  if (missingOptionalScopes.length > 0)
    lines.push({
      mark: 'unknown',
      title: t('settings.verdict.optional', { scopes: named(missingOptionalScopes) }),
      cure: t('settings.verdict.optionalCure'),
    });
  return lines;
}
