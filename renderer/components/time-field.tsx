/** A time of day in twenty-four hours, whatever the browser's own language is. */

import '@mantine/dates/styles.css';
import { TimePicker } from '@mantine/dates';
import { useTranslation } from 'react-i18next';

interface TimeFieldProperties {
  readonly label: string;
  /** `HH:MM` */
  readonly value: string;
  readonly onChange: (value: string) => void;
  readonly size?: 'xs' | 'sm';
}

export function TimeField({ label, value, onChange, size = 'sm' }: TimeFieldProperties) {
  const { t } = useTranslation();
  return (
    <TimePicker
      aria-label={label}
      format="24h"
      hoursInputLabel={t('time.hours')}
      minutesInputLabel={t('time.minutes')}
      // Half a time is an empty text.
      onChange={(next) => {
        if (next !== '') onChange(next.slice(0, 5));
      }}
      size={size}
      value={value}
    />
  );
}
