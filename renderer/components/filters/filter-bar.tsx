/** The filters of the analytic screens; each is in the address, so a view can be kept and sent as a link. */

import { Button, Popover, Select, Stack } from '@mantine/core';
import { memo, useCallback, useEffect, useMemo, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { hasFilters, readView } from './call-filters.ts';
import type { ViewFilter } from './call-filters.ts';
import { widthOfText } from './field-properties.ts';
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
  const { shown, rare } = useOffered(view.filter, fields);
  const latest = useRef(view.filter);
  useEffect(() => {
    latest.current = view.filter;
  });
  const choose = useCallback(
    (name: FilterName, value: string | undefined): void => change({ filter: { ...latest.current, [name]: value } }),
    [change],
  );
  const search = useCallback(
    (text: string): void => change({ filter: { ...latest.current, text: text === '' ? undefined : text } }, true),
    [change],
  );
  const isSearched = !fields || fields.includes('text') || view.filter.text !== undefined;
  return (
    <div className="filters" role="search">
      {isSearched && <SearchField given={view.filter.text ?? ''} onSearch={search} />}
      <PeriodFields change={change} from={view.from} period={view.period} to={view.to} wholePeriod={wholePeriod} />
      {shown.map((condition) => (
        <ConditionField
          condition={condition}
          key={condition.name}
          onChoose={choose}
          value={view.filter[condition.name] ?? null}
        />
      ))}
      {rare.length > 0 && <RareFields conditions={rare} onChoose={choose} />}
      {hasFilters(view) && (
        <Button onClick={() => change(readView(new URLSearchParams()))} px={8} size="xs" variant="subtle">
          {t('filters.reset')}
        </Button>
      )}
      <SavedViews change={change} view={view} />
    </div>
  );
}

interface RareFieldsProperties {
  readonly conditions: readonly FilterCondition[];
  readonly onChoose: ConditionFieldProperties['onChoose'];
}

/** Behind a button: none of them is on. */
const RareFields = memo(function RareFields({ conditions, onChoose }: RareFieldsProperties) {
  const { t } = useTranslation();
  return (
    <Popover position="bottom-start" shadow="md">
      <Popover.Target>
        <Button px={8} size="xs" variant="subtle">
          {t('filters.more')}
        </Button>
      </Popover.Target>
      <Popover.Dropdown aria-label={t('filters.more')}>
        <Stack gap={8}>
          {conditions.map((condition) => (
            <ConditionField condition={condition} key={condition.name} onChoose={onChoose} value={null} />
          ))}
        </Stack>
      </Popover.Dropdown>
    </Popover>
  );
});

interface ConditionFieldProperties {
  readonly condition: FilterCondition;
  readonly value: string | null;
  readonly onChoose: (name: FilterName, value: string | undefined) => void;
}

/** Drawn again only where its own value changes: a select with its list is what costs most on the screen. */
const ConditionField = memo(function ConditionField({ condition, value, onChoose }: ConditionFieldProperties) {
  const { name, label, options, widthPx, isRare } = condition;
  const isOn = value !== null;
  const chosen = options.find((option) => option.value === value)?.label;
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
      style={{ '--filter-width': `${Math.max(widthPx, chosen ? widthOfText(chosen) : 0)}px` }}
      title={chosen && `${label}: ${chosen}`}
      value={value}
    />
  );
});

interface Offered {
  readonly shown: readonly FilterCondition[];
  readonly rare: readonly FilterCondition[];
}

/** @param fields all of them unless told @returns the same lists until another filter is on */
function useOffered(filter: ViewFilter, fields: readonly FilterName[] | undefined): Offered {
  const conditions = useConditions();
  const on = conditions.map(({ name }) => name).filter((name) => filter[name] !== undefined);
  const [onKey, fieldsKey] = [on.join(' '), fields?.join(' ')];
  return useMemo(() => {
    const isOn = (name: FilterName): boolean => onKey.split(' ').includes(name);
    const isField = (name: FilterName): boolean => fieldsKey?.split(' ').includes(name) ?? true;
    // A folder of recordings tells of no departments and no deals: there is nothing to choose from.
    const offered = conditions.filter(
      ({ name, isRare, options }) => isOn(name) || (isField(name) && (!isRare || options.length > 0)),
    );
    const isHidden = ({ name, isRare }: FilterCondition): boolean => isRare === true && !isOn(name);
    return { shown: offered.filter((condition) => !isHidden(condition)), rare: offered.filter(isHidden) };
  }, [conditions, onKey, fieldsKey]);
}
