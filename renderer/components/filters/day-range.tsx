/** Two days of a calendar, written the way of the screens' language. */

import '@mantine/dates/styles.css';
import 'dayjs/locale/ru';
import { DatePickerInput } from '@mantine/dates';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';

interface DayRangeProperties {
  /** `YYYY-MM-DD` */
  readonly from: string | undefined;
  readonly to: string | undefined;
  readonly onChange: (days: { readonly from: string; readonly to: string }) => void;
}

/** As `valueFormat` shows it. */
const spoken = (day: string): string => day.split('-').reverse().join('.');

export default function DayRange({ from, to, onChange }: DayRangeProperties) {
  const { t, i18n } = useTranslation();
  // The first of two clicks is half a period: kept here until there is a whole one.
  const [chosen, setChosen] = useState<[string | null, string | null] | null>(null);
  return (
    <DatePickerInput
      allowSingleDateInRange
      // A name that holds what is seen: people who speak to the computer say what they see.
      aria-label={from && to ? `${t('period.custom')} ${spoken(from)} – ${spoken(to)}` : t('period.custom')}
      className="is-on"
      firstDayOfWeek={1}
      locale={i18n.language}
      onChange={([first, last]) => {
        setChosen(first !== null && last !== null ? null : [first, last]);
        if (first !== null && last !== null) onChange({ from: first, to: last });
      }}
      popoverProps={{ position: 'bottom-start' }}
      size="xs"
      style={{ '--filter-width': '190px' }}
      type="range"
      value={chosen ?? [from ?? null, to ?? null]}
      valueFormat="DD.MM.YYYY"
    />
  );
}
