/** The frame: the rail with screens, work and settings of the look; the screen beside it. */

import { ActionIcon, Tooltip, useMantineColorScheme } from '@mantine/core';
import { useLocalStorage } from '@mantine/hooks';
import { memo } from 'react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { toHash, useRoute } from '../routing.ts';
import { useIsConnected } from '../rpc/core-context.tsx';
import { setLanguage } from '../texts/index.ts';
import { readView, sharedQuery } from './filters/call-filters.ts';
import { Icon } from './icons.tsx';
import type { IconName } from './icons.tsx';
import { ProcessingBadge } from './processing-badge.tsx';
import { SCREENS } from './screens.ts';
import type { ScreenId } from './screens.ts';
import { useAppInfo } from './use-app-info.tsx';

const SCHEMES = ['auto', 'light', 'dark'] as const;
const SCHEME_ICONS = { auto: 'auto', light: 'sun', dark: 'moon' } as const satisfies Record<string, IconName>;

/** @param current null where no screen of the rail is shown */
export function AppFrame({ current, children }: { readonly current: ScreenId | null; readonly children: ReactNode }) {
  const { t } = useTranslation();
  const isConnected = useIsConnected();
  const [isCompact, setIsCompact] = useLocalStorage({ key: 'compact-rail', defaultValue: false });
  return (
    <div className={isCompact ? 'frame is-compact' : 'frame'}>
      <a className="skip" href="#content" onClick={focusContent}>
        {t('app.skip')}
      </a>
      <aside className="rail">
        <div className="rail-head">
          <img alt="" height={28} src="./icon.svg" width={28} />
          {!isCompact && <span className="rail-name">{t('app.name')}</span>}
        </div>
        <RailLinks current={current} isCompact={isCompact} />
        <RailFoot isCompact={isCompact} setIsCompact={setIsCompact} />
      </aside>
      <div className="frame-main">
        {!isConnected && (
          <div className="lost" role="alert">
            <Icon name="warning" />
            <span>
              <b>{t('connection.lost')}</b> {t('connection.hint')}
            </span>
          </div>
        )}
        <main id="content" tabIndex={-1}>
          {children}
        </main>
      </div>
    </div>
  );
}

/** The address belongs to the screens, so the skip link moves the focus itself. */
function focusContent(event: { preventDefault(): void }): void {
  event.preventDefault();
  document.getElementById('content')?.focus();
}

interface RailLinksProperties {
  readonly current: ScreenId | null;
  readonly isCompact: boolean;
}

function RailLinks({ current, isCompact }: RailLinksProperties) {
  const { t } = useTranslation();
  // Filters go along from screen to screen, also through those that have none of their own.
  const { query } = useRoute();
  const filters = sharedQuery(readView(query));
  return (
    <nav aria-label={t('frame.navigation')}>
      {SCREENS.map((screen) => (
        <RailLink
          href={toHash([screen], filters)}
          isCompact={isCompact}
          isCurrent={screen === current}
          key={screen}
          screen={screen}
        />
      ))}
    </nav>
  );
}

interface RailLinkProperties {
  readonly screen: ScreenId;
  readonly href: string;
  readonly isCurrent: boolean;
  readonly isCompact: boolean;
}

function RailLink({ screen, href, isCurrent, isCompact }: RailLinkProperties) {
  const { t } = useTranslation();
  const name = t(`screens.${screen}`);
  const link = (
    <a
      aria-current={isCurrent ? 'page' : undefined}
      aria-label={isCompact ? name : undefined}
      className="rail-link"
      href={href}
    >
      <Icon name={screen} size={18} />
      {!isCompact && name}
    </a>
  );
  if (!isCompact) return link;
  return (
    <Tooltip label={name} position="right">
      {link}
    </Tooltip>
  );
}

interface RailFootProperties {
  readonly isCompact: boolean;
  readonly setIsCompact: (isCompact: boolean) => void;
}

/** Nothing in it depends on the address, which every filter changes. */
const RailFoot = memo(function RailFoot({ isCompact, setIsCompact }: RailFootProperties) {
  const { t } = useTranslation();
  return (
    <div className="rail-foot">
      <ProcessingBadge isCompact={isCompact} />
      {!isCompact && <SourceLine />}
      <div className="rail-buttons">
        <SchemeButton />
        <LanguageButton />
        <RailButton
          icon={isCompact ? 'expand' : 'collapse'}
          label={t(isCompact ? 'frame.expand' : 'frame.collapse')}
          onClick={() => setIsCompact(!isCompact)}
        />
      </div>
    </div>
  );
});

/** Where the calls come from. */
function SourceLine() {
  const { t } = useTranslation();
  const info = useAppInfo();
  if (!info) return null;
  const text = info.isDemo
    ? t('frame.demo')
    : info.portalHost
      ? t('frame.portal', { host: info.portalHost })
      : t('frame.noPortal');
  return <p className="rail-source">{text}</p>;
}

function SchemeButton() {
  const { t } = useTranslation();
  const { colorScheme, setColorScheme } = useMantineColorScheme();
  const next = SCHEMES[(SCHEMES.indexOf(colorScheme) + 1) % SCHEMES.length] ?? 'auto';
  return (
    <RailButton
      icon={SCHEME_ICONS[colorScheme]}
      label={t(`frame.theme.${colorScheme}`)}
      onClick={() => setColorScheme(next)}
    />
  );
}

function LanguageButton() {
  const { t, i18n } = useTranslation();
  return (
    <RailButton
      icon="language"
      label={t('frame.language')}
      onClick={() => void setLanguage(i18n.language === 'ru' ? 'en' : 'ru')}
    />
  );
}

interface RailButtonProperties {
  readonly icon: IconName;
  readonly label: string;
  readonly onClick: () => void;
}

function RailButton({ icon, label, onClick }: RailButtonProperties) {
  return (
    <Tooltip label={label}>
      <ActionIcon aria-label={label} color="gray" onClick={onClick} variant="subtle">
        <Icon name={icon} />
      </ActionIcon>
    </Tooltip>
  );
}
