/** Ctrl+K: go to a screen, find a call by words, phone or client, do what is done often. */

import '@mantine/spotlight/styles.css';
import { useComputedColorScheme, useMantineColorScheme } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { Spotlight, spotlight } from '@mantine/spotlight';
import { skipToken, useMutation, useQuery } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { formatPhone } from '#core/texts/format.ts';
import { goTo, toHash } from '../routing.ts';
import { useCore, useProcessing } from '../rpc/core-context.tsx';
import { setLanguage } from '../texts/index.ts';
import { useFormats } from './format.ts';
import { Icon } from './icons.tsx';
import { SCREENS } from './screens.ts';
import { useAppInfo, useTimeZone } from './use-app-info.tsx';

/** What Mantine's palette shows as one line; its own types do not resolve under Node's rules for modules. */
interface PaletteAction {
  readonly id: string;
  readonly label: string;
  readonly description?: string | undefined;
  readonly leftSection: ReactNode;
  readonly onClick: () => void;
}

const CALLS_SHOWN = 6;
/** Shorter words are in every call. */
const MIN_SEARCH_LENGTH = 3;
const TYPING_PAUSE_MS = 200;

interface PaletteProperties {
  /** The keys were pressed before the palette was here. */
  readonly isOpenAtOnce: boolean;
  /** Called once the palette listens to its keys itself. */
  readonly onReady: () => void;
}

export default function CommandPalette({ isOpenAtOnce, onReady }: PaletteProperties) {
  const { t } = useTranslation();
  const [query, setQuery] = useState('');
  const screens = useScreenActions();
  const managers = useManagerActions();
  const work = useWorkActions();
  const calls = useCallActions(query);
  useEffect(onReady, [onReady]);
  useEffect(() => {
    if (isOpenAtOnce) spotlight.open();
  }, [isOpenAtOnce]);
  const fits = ({ label }: PaletteAction): boolean => label.toLowerCase().includes(query.trim().toLowerCase());
  const groups: { group: string; actions: PaletteAction[] }[] = [
    { group: t('palette.screens'), actions: screens.filter(fits) },
    { group: t('palette.actions'), actions: work.filter(fits) },
    // All managers of a large company would bury the rest.
    { group: t('filters.agent'), actions: query.trim() === '' ? [] : managers.filter(fits) },
    { group: t('screens.calls'), actions: calls },
  ];
  return (
    <Spotlight
      actions={groups.filter(({ actions }) => actions.length > 0)}
      // Calls were found by their content, which their titles need not show.
      filter={(_query, actions) => actions}
      nothingFound={t('palette.nothing')}
      onQueryChange={setQuery}
      query={query}
      scrollable
      searchProps={{ placeholder: t('palette.placeholder'), leftSection: <Icon name="search" /> }}
      shortcut={['mod + K']}
    />
  );
}

function useScreenActions(): PaletteAction[] {
  const { t } = useTranslation();
  return SCREENS.map((screen) => ({
    id: `screen-${screen}`,
    label: t(`screens.${screen}`),
    leftSection: <Icon name={screen} />,
    onClick: () => goTo(toHash([screen])),
  }));
}

function useManagerActions(): PaletteAction[] {
  const { t } = useTranslation();
  const info = useAppInfo();
  return (info?.agents ?? []).map(({ id, name }) => ({
    id: `manager-${id}`,
    label: name,
    description: t('palette.callsOf'),
    leftSection: <Icon name="managers" />,
    onClick: () => goTo(toHash(['calls'], { agent: id })),
  }));
}

function useWorkActions(): PaletteAction[] {
  const { t, i18n } = useTranslation();
  const core = useCore();
  const state = useProcessing();
  const colorScheme = useComputedColorScheme();
  const { setColorScheme } = useMantineColorScheme();
  const start = useMutation(core.processing.start.mutationOptions());
  const cancel = useMutation(core.processing.cancel.mutationOptions());
  const work: PaletteAction | null = state?.isRunning
    ? { id: 'work-stop', label: t('palette.stop'), leftSection: <Icon name="pause" />, onClick: () => cancel.mutate() }
    : state && state.waiting > 0
      ? {
          id: 'work-start',
          label: t('palette.start'),
          leftSection: <Icon name="play" />,
          onClick: () => start.mutate(),
        }
      : null;
  return [
    ...(work ? [work] : []),
    {
      id: 'theme',
      label: t(colorScheme === 'dark' ? 'palette.light' : 'palette.dark'),
      leftSection: <Icon name={colorScheme === 'dark' ? 'sun' : 'moon'} />,
      onClick: () => setColorScheme(colorScheme === 'dark' ? 'light' : 'dark'),
    },
    {
      id: 'language',
      label: t('frame.language'),
      leftSection: <Icon name="language" />,
      onClick: () => void setLanguage(i18n.language === 'en' ? 'ru' : 'en'),
    },
  ];
}

function useCallActions(query: string): PaletteAction[] {
  const { t } = useTranslation();
  const core = useCore();
  const formats = useFormats();
  const timeZone = useTimeZone();
  const [text] = useDebouncedValue(query.trim(), TYPING_PAUSE_MS);
  const { data } = useQuery(
    core.calls.list.queryOptions(
      text.length < MIN_SEARCH_LENGTH ? skipToken : { filter: { text }, limit: CALLS_SHOWN },
    ),
  );
  return (data?.calls ?? []).map(({ id, startedAt, agentName, clientName, clientPhone, objections }) => ({
    id: `call-${id}`,
    label: [
      formats.moment(startedAt, timeZone),
      agentName ?? t('call.unknownAgent'),
      clientName ?? (clientPhone && formatPhone(clientPhone)) ?? t('call.unknownClient'),
    ].join(' · '),
    description: objections[0]?.quote,
    leftSection: <Icon name="calls" />,
    onClick: () => goTo(toHash(['calls', id])),
  }));
}
