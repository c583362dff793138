/** The period: one of the usual ones, or two days. */

import { Select, Skeleton } from '@mantine/core';
import { Suspense, lazy } from 'react';
import { useTranslation } from 'react-i18next';
import { useAppInfo } from '../use-app-info.tsx';
import { PERIODS } from './call-filters.ts';
import type { PeriodId } from './call-filters.ts';
import type { FieldProperties } from './field-properties.ts';

// The calendar comes when a period of one's own is wanted.
const DayRange = lazy(() => import('./day-range.tsx'));

interface PeriodProperties extends FieldProperties {
  /** What the screen takes where no period is chosen. */
  readonly wholePeriod: string | undefined;
}

export function PeriodFields({ view, change, wholePeriod }: PeriodProperties) {
  const { t } = useTranslation();
  const info = useAppInfo();
  const choose = (period: PeriodId): void =>
    change(
      period === 'custom'
        ? { period, from: view.from ?? info?.callDays?.from, to: view.to ?? info?.callDays?.to }
        : { period },
    );
  return (
    <>
      <Select
        allowDeselect={false}
        aria-label={t('period.label')}
        className={view.period === 'all' ? undefined : 'is-on'}
        comboboxProps={{ width: 'max-content', position: 'bottom-start' }}
        data={PERIODS.map((id) => ({ value: id, label: (id === 'all' && wholePeriod) || t(`period.${id}`) }))}
        onChange={(value) => choose(PERIODS.find((id) => id === value) ?? 'all')}
        rightSectionWidth={22}
        size="xs"
        style={{ '--filter-width': '104px' }}
        value={view.period}
      />
      {view.period === 'custom' && (
        <Suspense fallback={<Skeleton h={30} w={180} />}>
          <DayRange from={view.from} onChange={change} to={view.to} />
        </Suspense>
      )}
    </>
  );
}
