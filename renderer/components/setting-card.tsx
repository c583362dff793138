/** One matter of the settings: what it is, what it does, its controls. */

import { Text, Title } from '@mantine/core';
import { useId } from 'react';
import type { ReactNode } from 'react';

interface SettingCardProperties {
  readonly title: string;
  readonly hint?: string;
  /** Beside the title. */
  readonly aside?: ReactNode;
  readonly children?: ReactNode;
}

export function SettingCard({ title, hint, aside, children }: SettingCardProperties) {
  const id = useId();
  return (
    <section aria-labelledby={id} className="card setting-card">
      <header className="setting-head">
        <div>
          <Title id={id} order={2}>
            {title}
          </Title>
          {hint !== undefined && <Text c="dimmed">{hint}</Text>}
        </div>
        {aside}
      </header>
      {children}
    </section>
  );
}
