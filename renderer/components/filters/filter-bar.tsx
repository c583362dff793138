/** The filters of the analytic screens; each is in the address, so a view can be kept and sent as a link. */

import { Button, Popover, Select, Stack } from '@mantine/core';
import { memo, useCallback, useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { hasFilters, readView } from './call-filters.ts';
import type { FieldProperties } from './field-properties.ts';
import { PeriodFields } from './period-fields.tsx';
import { SavedViews } from './saved-views.tsx';
import { SearchField } from './search-field.tsx';
import { useConditions } from './use-conditions.ts';
import type { FilterCondition, FilterName } from './use-conditions.ts';

interface FilterBarProperties extends FieldProperties {
  /** What can be filtered by here; a filter that is on is shown in any case. All of them unless told. */
  readonly fields?: readonly FilterName[];
  /** What the screen takes where no period is chosen. */
  readonly wholePeriod?: string;
}

export function FilterBar({ view, change, fields, wholePeriod }: FilterBarProperties) {
  const { t } = useTranslation();
  const conditions = useConditions();
  const isOn = (name: FilterName): boolean => view.filter[name] !== undefined;
  const isOffered = (name: FilterName): boolean => !fields || fields.includes(name) || isOn(name);
  // A folder of recordings tells of no departments and no deals: there is nothing to choose from.
  const offered = conditions.filter(
    ({ name, isRare, options }) => isOffered(name) && (isOn(name) || !isRare || options.length > 0),
  );
  const rare = offered.filter(({ name, isRare }) => isRare && !isOn(name));
  const latest = useRef({ view, change });
  useEffect(() => {
    latest.current = { view, change };
  });
  const choose = useCallback((name: FilterName, value: string | undefined): void => {
    const { current } = latest;
    current.change({ filter: { ...current.view.filter, [name]: value } });
  }, []);
  const field = (condition: FilterCondition) => (
    <ConditionField
      condition={condition}
      key={condition.name}
      onChoose={choose}
      value={view.filter[condition.name] ?? null}
    />
  );
  return (
    <div className="filters" role="search">
      {isOffered('text') && <SearchField change={change} view={view} />}
      <PeriodFields change={change} view={view} wholePeriod={wholePeriod} />
      {offered.filter((condition) => !rare.includes(condition)).map(field)}
      {rare.length > 0 && (
        <Popover position="bottom-start" shadow="md">
          <Popover.Target>
            <Button px={8} size="xs" variant="subtle">
              {t('filters.more')}
            </Button>
          </Popover.Target>
          <Popover.Dropdown aria-label={t('filters.more')}>
            <Stack gap={8}>{rare.map(field)}</Stack>
          </Popover.Dropdown>
        </Popover>
      )}
      {hasFilters(view) && (
        <Button onClick={() => change(readView(new URLSearchParams()))} px={8} size="xs" variant="subtle">
          {t('filters.reset')}
        </Button>
      )}
      <SavedViews change={change} view={view} />
    </div>
  );
}

interface ConditionFieldProperties {
  readonly condition: FilterCondition;
  readonly value: string | null;
  readonly onChoose: (name: FilterName, value: string | undefined) => void;
}

/** Drawn again only where its own value changes: a select with its list is what costs most on the screen. */
const ConditionField = memo(function ConditionField({ condition, value, onChoose }: ConditionFieldProperties) {
  const { name, label, options, widthPx, isRare } = condition;
  const isOn = value !== null;
  return (
    <Select
      aria-label={label}
      className={isOn ? 'is-on' : undefined}
      clearable
      comboboxProps={{ width: 'max-content', position: 'bottom-start', withinPortal: !isRare }}
      data={[...options]}
      onChange={(chosen) => onChoose(name, chosen ?? undefined)}
      placeholder={label}
      rightSectionWidth={isOn ? 44 : 20}
      size="xs"
      style={{ '--filter-width': `${widthPx}px` }}
      value={value}
    />
  );
});
