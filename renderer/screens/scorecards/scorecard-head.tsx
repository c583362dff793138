/** The head of an open checklist: the way back, its name, what can be done. */

import { Title } from '@mantine/core';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Icon } from '../../components/icons.tsx';
import { toHash } from '../../routing.ts';

export function ScorecardHead({ title, children }: { readonly title: string; readonly children?: ReactNode }) {
  const { t } = useTranslation();
  return (
    <header className="screen-head scorecard-head">
      <a className="scorecard-back" href={toHash(['scorecards'])}>
        <Icon name="back" /> {t('scorecards.back')}
      </a>
      <Title order={1}>{title}</Title>
      {children}
    </header>
  );
}
