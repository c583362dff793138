/** The filters of the list; each is in the address, so a view can be kept and sent as a link. */

import { Button, Select, TextInput } from '@mantine/core';
import { useDebouncedCallback } from '@mantine/hooks';
import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ANY_OBJECTION } from '#core/domain/call-list.ts';
import { SENTIMENTS, TOPIC_IDS, VERDICTS } from '#core/domain/finding.ts';
import { Icon } from '../../components/icons.tsx';
import { useAppInfo, useCategoryName } from '../../components/use-app-info.tsx';
import { PERIODS, hasFilters, readView } from './call-filters.ts';
import type { CallsView, PeriodId } from './call-filters.ts';

/** Long enough for a fast typist, short enough to feel at once. */
const TYPING_PAUSE_MS = 180;

interface FilterBarProperties {
  readonly view: CallsView;
  readonly change: (changed: Partial<CallsView>, replace?: boolean) => void;
}

interface Option {
  readonly value: string;
  readonly label: string;
}

export function FilterBar({ view, change }: FilterBarProperties) {
  const { t } = useTranslation();
  const info = useAppInfo();
  const categoryName = useCategoryName();
  const setFilter = (name: keyof CallsView['filter'], value: string | null): void =>
    change({ filter: { ...view.filter, [name]: value ?? undefined } });

  const objections: Option[] = [
    { value: ANY_OBJECTION, label: t('filters.anyObjection') },
    ...(info?.categories ?? []).map(({ id }) => ({ value: id, label: categoryName(id) })),
    { value: 'unknown', label: categoryName('unknown') },
  ];
  const filters: readonly { name: keyof CallsView['filter']; label: string; options: Option[]; width: number }[] = [
    { name: 'objection', label: t('filters.objection'), options: objections, width: 200 },
    {
      name: 'verdict',
      label: t('filters.verdict'),
      options: VERDICTS.map((id) => ({ value: id, label: t(`verdict.${id}`) })),
      width: 150,
    },
    {
      name: 'agentId',
      label: t('filters.agent'),
      options: (info?.agents ?? []).map(({ id, name }) => ({ value: id, label: name })),
      width: 170,
    },
    {
      name: 'sentiment',
      label: t('filters.sentiment'),
      options: SENTIMENTS.map((id) => ({ value: id, label: t(`sentiment.${id}`) })),
      width: 145,
    },
    {
      name: 'topic',
      label: t('filters.topic'),
      options: TOPIC_IDS.map((id) => ({ value: id, label: t(`topic.${id}`) })),
      width: 190,
    },
    {
      name: 'direction',
      label: t('filters.direction'),
      options: (['in', 'out'] as const).map((id) => ({ value: id, label: t(`direction.${id}`) })),
      width: 145,
    },
  ];
  return (
    <div className="filters" role="search">
      <SearchField change={change} view={view} />
      <PeriodFields change={change} view={view} />
      {filters.map(({ name, label, options, width }) => (
        <Select
          aria-label={label}
          className={view.filter[name] === undefined ? undefined : 'is-on'}
          clearable
          comboboxProps={{ width: 'max-content', position: 'bottom-start' }}
          data={options}
          key={name}
          onChange={(value) => setFilter(name, value)}
          placeholder={label}
          value={view.filter[name] ?? null}
          w={width}
        />
      ))}
      {hasFilters(view) && (
        <Button onClick={() => change(readView(new URLSearchParams()))} variant="subtle">
          {t('filters.reset')}
        </Button>
      )}
    </div>
  );
}

/** Asks when the typing pauses; `/` leads here from anywhere on the screen. */
function SearchField({ view, change }: FilterBarProperties) {
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
      placeholder={t('filters.search')}
      ref={input}
      type="search"
      value={typed}
    />
  );
}

function PeriodFields({ view, change }: FilterBarProperties) {
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
        data={PERIODS.map((id) => ({ value: id, label: t(`period.${id}`) }))}
        onChange={(value) => choose(PERIODS.find((id) => id === value) ?? 'all')}
        value={view.period}
        w={145}
      />
      {view.period === 'custom' && (
        <>
          <TextInput
            aria-label={t('period.from')}
            max={view.to}
            onChange={(event) => change({ from: event.currentTarget.value || undefined })}
            type="date"
            value={view.from ?? ''}
          />
          <TextInput
            aria-label={t('period.to')}
            min={view.from}
            onChange={(event) => change({ to: event.currentTarget.value || undefined })}
            type="date"
            value={view.to ?? ''}
          />
        </>
      )}
    </>
  );
}
