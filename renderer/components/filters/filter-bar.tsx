/** The filters of the analytic screens; each is in the address, so a view can be kept and sent as a link. */

import { Button, Select, TextInput } from '@mantine/core';
import { useDebouncedCallback } from '@mantine/hooks';
import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ANY_OBJECTION } from '#core/domain/call-list.ts';
import { SENTIMENTS, TOPIC_IDS, VERDICTS } from '#core/domain/finding.ts';
import { Icon } from '../icons.tsx';
import { useAppInfo, useCategoryName } from '../use-app-info.tsx';
import { PERIODS, hasFilters, readView } from './call-filters.ts';
import type { CallsView, PeriodId } from './call-filters.ts';

/** Long enough for a fast typist, short enough to feel at once. */
const TYPING_PAUSE_MS = 180;

type FilterName = keyof CallsView['filter'];

interface FieldProperties {
  readonly view: CallsView;
  readonly change: (changed: Partial<CallsView>, replace?: boolean) => void;
}

interface FilterBarProperties extends FieldProperties {
  /** What can be filtered by here; a filter that is on is shown in any case. All of them unless told. */
  readonly fields?: readonly FilterName[];
  /** What the screen takes where no period is chosen. */
  readonly wholePeriod?: string;
}

interface Option {
  readonly value: string;
  readonly label: string;
}

export function FilterBar({ view, change, fields, wholePeriod }: FilterBarProperties) {
  const { t } = useTranslation();
  const info = useAppInfo();
  const categoryName = useCategoryName();
  const isOffered = (name: FilterName): boolean => !fields || fields.includes(name) || view.filter[name] !== undefined;
  const setFilter = (name: FilterName, value: string | null): void =>
    change({ filter: { ...view.filter, [name]: value ?? undefined } });

  const objections: Option[] = [
    { value: ANY_OBJECTION, label: t('filters.anyObjection') },
    ...(info?.categories ?? []).map(({ id }) => ({ value: id, label: categoryName(id) })),
    { value: 'unknown', label: categoryName('unknown') },
  ];
  const filters: readonly { name: FilterName; label: string; options: Option[]; width: number }[] = [
    { name: 'objection', label: t('filters.objection'), options: objections, width: 118 },
    {
      name: 'verdict',
      label: t('filters.verdict'),
      options: VERDICTS.map((id) => ({ value: id, label: t(`verdict.${id}`) })),
      width: 100,
    },
    {
      name: 'agentId',
      label: t('filters.agent'),
      options: (info?.agents ?? []).map(({ id, name }) => ({ value: id, label: name })),
      width: 108,
    },
    {
      name: 'sentiment',
      label: t('filters.sentiment'),
      options: SENTIMENTS.map((id) => ({ value: id, label: t(`sentiment.${id}`) })),
      width: 112,
    },
    {
      name: 'topic',
      label: t('filters.topic'),
      options: TOPIC_IDS.map((id) => ({ value: id, label: t(`topic.${id}`) })),
      width: 84,
    },
    {
      name: 'direction',
      label: t('filters.direction'),
      options: (['in', 'out'] as const).map((id) => ({ value: id, label: t(`direction.${id}`) })),
      width: 118,
    },
  ];
  return (
    <div className="filters" role="search">
      {isOffered('text') && <SearchField change={change} view={view} />}
      <PeriodFields change={change} view={view} wholePeriod={wholePeriod} />
      {filters
        .filter(({ name }) => isOffered(name))
        .map(({ name, label, options, width }) => (
          <Select
            aria-label={label}
            className={view.filter[name] === undefined ? undefined : 'is-on'}
            clearable
            comboboxProps={{ width: 'max-content', position: 'bottom-start' }}
            data={options}
            key={name}
            onChange={(value) => setFilter(name, value)}
            placeholder={label}
            rightSectionWidth={view.filter[name] === undefined ? 20 : 44}
            size="xs"
            style={{ '--filter-width': `${width}px` }}
            value={view.filter[name] ?? null}
          />
        ))}
      {hasFilters(view) && (
        <Button onClick={() => change(readView(new URLSearchParams()))} px={8} size="xs" variant="subtle">
          {t('filters.reset')}
        </Button>
      )}
    </div>
  );
}

/** Asks when the typing pauses; `/` leads here from anywhere on the screen. */
function SearchField({ view, change }: FieldProperties) {
  const { t } = useTranslation();
  const given = view.filter.text ?? '';
  const [typed, setTyped] = useState(given);
  const [known, setKnown] = useState(given);
  const input = useRef<HTMLInputElement>(null);
  // The address changed by itself (back, reset): what it says goes before what was typed.
  if (known !== given) {
    setKnown(given);
    setTyped(given);
  }
  const ask = useDebouncedCallback((text: string) => {
    setKnown(text);
    change({ filter: { ...view.filter, text: text === '' ? undefined : text } }, true);
  }, TYPING_PAUSE_MS);
  useEffect(() => {
    const focus = (event: KeyboardEvent): void => {
      if (event.key !== '/' || event.target instanceof HTMLInputElement) return;
      event.preventDefault();
      input.current?.focus();
    };
    window.addEventListener('keydown', focus);
    return () => window.removeEventListener('keydown', focus);
  }, []);
  return (
    <TextInput
      aria-label={t('filters.search')}
      className="search"
      leftSection={<Icon name="search" />}
      onChange={(event) => {
        setTyped(event.currentTarget.value);
        ask(event.currentTarget.value.trim());
      }}
      placeholder={t('filters.searchShort')}
      title={t('filters.search')}
      ref={input}
      size="xs"
      type="search"
      value={typed}
    />
  );
}

function PeriodFields({ view, change, wholePeriod }: FieldProperties & { readonly wholePeriod: string | undefined }) {
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
        data={PERIODS.map((id) => ({ value: id, label: (id === 'all' && wholePeriod) || t(`period.${id}`) }))}
        comboboxProps={{ width: 'max-content', position: 'bottom-start' }}
        onChange={(value) => choose(PERIODS.find((id) => id === value) ?? 'all')}
        rightSectionWidth={22}
        size="xs"
        style={{ '--filter-width': '104px' }}
        value={view.period}
      />
      {view.period === 'custom' && (
        <>
          <TextInput
            aria-label={t('period.from')}
            max={view.to}
            onChange={(event) => change({ from: event.currentTarget.value || undefined })}
            size="xs"
            type="date"
            value={view.from ?? ''}
          />
          <TextInput
            aria-label={t('period.to')}
            min={view.from}
            onChange={(event) => change({ to: event.currentTarget.value || undefined })}
            size="xs"
            type="date"
            value={view.to ?? ''}
          />
        </>
      )}
    </>
  );
}
