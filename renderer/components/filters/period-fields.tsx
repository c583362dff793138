/** The period: one of the usual ones, or two days. */

import { Select, Skeleton } from '@mantine/core';
import { Suspense, lazy, memo } from 'react';
import { useTranslation } from 'react-i18next';
import { useAppInfo } from '../use-app-info.tsx';
import { PERIODS } from './call-filters.ts';
import type { CallsView, PeriodId } from './call-filters.ts';
import { widthOfText } from './field-properties.ts';
import type { FieldProperties } from './field-properties.ts';

// The calendar comes when a period of one's own is wanted.
const DayRange = lazy(() => import('./day-range.tsx'));

/** There is always a period: nothing to clear. */
const CROSS_PX = 22;

interface PeriodProperties extends Pick<CallsView, 'period' | 'from' | 'to'> {
  /** What the screen takes where no period is chosen. */
  readonly wholePeriod: string | undefined;
  readonly change: FieldProperties['change'];
}

export const PeriodFields = memo(function PeriodFields({ period, from, to, wholePeriod, change }: PeriodProperties) {
  const { t } = useTranslation();
  const info = useAppInfo();
  const choose = (chosen: PeriodId): void =>
    change(
      chosen === 'custom'
        ? { period: chosen, from: from ?? info?.callDays?.from, to: to ?? info?.callDays?.to }
        : { period: chosen },
    );
  const labelOf = (id: PeriodId): string => (id === 'all' && wholePeriod) || t(`period.${id}`);
  return (
    <>
      <Select
        allowDeselect={false}
        aria-label={t('period.label')}
        className={period === 'all' ? undefined : 'is-on'}
        comboboxProps={{ width: 'max-content', position: 'bottom-start' }}
        data={PERIODS.map((id) => ({ value: id, label: labelOf(id) }))}
        onChange={(value) => choose(PERIODS.find((id) => id === value) ?? 'all')}
        rightSectionWidth={22}
        size="xs"
        style={{ '--filter-width': `${Math.max(104, widthOfText(labelOf(period)) - CROSS_PX)}px` }}
        value={period}
      />
      {period === 'custom' && (
        <Suspense fallback={<Skeleton h={30} w={180} />}>
          <DayRange from={from} onChange={change} to={to} />
        </Suspense>
      )}
    </>
  );
});
