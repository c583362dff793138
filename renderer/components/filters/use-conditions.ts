/** What calls can be filtered by, with the choices of each. */

import type { TFunction } from 'i18next';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { AppInfo } from '#core/domain/app-info.ts';
import { ANY_OBJECTION, DEAL_LINKS, HANDLINGS, NEXT_STEP_STATES, NO_OBJECTION } from '#core/domain/call-list.ts';
import { OUTCOMES, SENTIMENTS, TOPIC_IDS } from '#core/domain/finding.ts';
import { useAppInfo, useCategoryName } from '../use-app-info.tsx';
import { DURATION_IDS, RECORDING_IDS } from './call-filters.ts';
import type { ViewFilter } from './call-filters.ts';

export type FilterName = keyof ViewFilter;

export interface FilterCondition {
  readonly name: Exclude<FilterName, 'text'>;
  readonly label: string;
  readonly options: readonly { readonly value: string; readonly label: string }[];
  readonly widthPx: number;
  /** Wanted so rarely that it waits behind a button until it is on. */
  readonly isRare?: boolean;
}

/** The same objects until the language or what is stored changes: every one of them is a field to draw. */
export function useConditions(): readonly FilterCondition[] {
  const { t } = useTranslation();
  const info = useAppInfo();
  const categoryName = useCategoryName();
  return useMemo(() => listConditions(t, info, categoryName), [t, info, categoryName]);
}

function listConditions(
  t: TFunction,
  info: AppInfo | undefined,
  categoryName: (id: string) => string,
): readonly FilterCondition[] {
  const objections = [
    { value: ANY_OBJECTION, label: t('filters.anyObjection') },
    { value: NO_OBJECTION, label: t('filters.noObjection') },
    ...(info?.categories ?? []).map(({ id }) => ({ value: id, label: categoryName(id) })),
    { value: 'unknown', label: categoryName('unknown') },
  ];
  const options = <Id extends string>(ids: readonly Id[], label: (id: Id) => string) =>
    ids.map((id) => ({ value: id, label: label(id) }));
  return [
    { name: 'objection', label: t('filters.objection'), options: objections, widthPx: 118 },
    {
      name: 'verdict',
      label: t('filters.verdict'),
      options: options(HANDLINGS, (id) => (id === 'unhandled' ? t('filters.unhandled') : t(`verdict.${id}`))),
      widthPx: 100,
    },
    {
      name: 'agentId',
      label: t('filters.agent'),
      options: (info?.agents ?? []).map(({ id, name }) => ({ value: id, label: name })),
      widthPx: 108,
    },
    {
      name: 'sentiment',
      label: t('filters.sentiment'),
      options: options(SENTIMENTS, (id) => t(`sentiment.${id}`)),
      widthPx: 112,
    },
    { name: 'topic', label: t('filters.topic'), options: options(TOPIC_IDS, (id) => t(`topic.${id}`)), widthPx: 84 },
    {
      name: 'direction',
      label: t('filters.direction'),
      options: options(['in', 'out'] as const, (id) => t(`direction.${id}`)),
      widthPx: 118,
    },
    {
      name: 'department',
      label: t('filters.department'),
      options: (info?.departments ?? []).map(({ key, name, source }) => ({
        value: key,
        label: source === null ? name : `${name} (${source.replace(/^portal:/, '')})`,
      })),
      widthPx: 118,
      isRare: true,
    },
    {
      name: 'nextStep',
      label: t('filters.nextStep'),
      options: options(NEXT_STEP_STATES, (id) => t(`filters.nextSteps.${id}`)),
      widthPx: 126,
      isRare: true,
    },
    {
      name: 'outcome',
      label: t('filters.outcome'),
      options: options(OUTCOMES, (id) => t(`callScreen.outcome.${id}`)),
      widthPx: 118,
      isRare: true,
    },
    {
      name: 'deal',
      label: t('callScreen.deal.label'),
      options: info?.portalHost
        ? options(DEAL_LINKS, (id) => (id === 'unasked' ? t('filters.dealUnasked') : t(`callScreen.deal.${id}`)))
        : [],
      widthPx: 104,
      isRare: true,
    },
    {
      name: 'duration',
      label: t('filters.duration'),
      options: options(DURATION_IDS, (id) => t(`filters.durations.${id}`)),
      widthPx: 118,
      isRare: true,
    },
    {
      name: 'recording',
      label: t('filters.recording'),
      options: options(RECORDING_IDS, (id) => t(`filters.recordings.${id}`)),
      widthPx: 118,
      isRare: true,
    },
  ];
}
