/** From the address to a screen. */

import { Loader } from '@mantine/core';
import { Suspense, lazy, useEffect } from 'react';
import { AppFrame } from './components/app-frame.tsx';
import { CommandPaletteLoader } from './components/command-palette-loader.tsx';
import { SCREENS } from './components/screens.ts';
import type { ScreenId } from './components/screens.ts';
import { AppInfoProvider } from './components/use-app-info.tsx';
import { SettingsProvider, useSettings } from './components/use-settings.tsx';
import { goTo, toHash, useRoute } from './routing.ts';
import { CallsScreen } from './screens/calls/calls-screen.tsx';

// The list of calls is what opens first; the player and the report's preview come when they are wanted.
const CallScreen = lazy(() =>
  import('./screens/call/call-screen.tsx').then((module) => ({ default: module.CallScreen })),
);
const TodayScreen = lazy(() =>
  import('./screens/today/today-screen.tsx').then((module) => ({ default: module.TodayScreen })),
);
const ObjectionsScreen = lazy(() =>
  import('./screens/objections/objections-screen.tsx').then((module) => ({ default: module.ObjectionsScreen })),
);
const ManagersScreen = lazy(() =>
  import('./screens/managers/managers-screen.tsx').then((module) => ({ default: module.ManagersScreen })),
);
const ReportsScreen = lazy(() =>
  import('./screens/reports/reports-screen.tsx').then((module) => ({ default: module.ReportsScreen })),
);

const SettingsScreen = lazy(() =>
  import('./screens/settings/settings-screen.tsx').then((module) => ({ default: module.SettingsScreen })),
);
const ProcessingScreen = lazy(() =>
  import('./screens/processing/processing-screen.tsx').then((module) => ({ default: module.ProcessingScreen })),
);
const WelcomeScreen = lazy(() =>
  import('./screens/welcome/welcome-screen.tsx').then((module) => ({ default: module.WelcomeScreen })),
);
const CategoriesScreen = lazy(() =>
  import('./screens/categories/categories-screen.tsx').then((module) => ({ default: module.CategoriesScreen })),
);
const ScorecardsScreen = lazy(() =>
  import('./screens/scorecards/scorecards-screen.tsx').then((module) => ({ default: module.ScorecardsScreen })),
);
const ModelsScreen = lazy(() =>
  import('./screens/models/models-screen.tsx').then((module) => ({ default: module.ModelsScreen })),
);

export function App() {
  const { path, query } = useRoute();
  const current = SCREENS.find((screen) => screen === path[0]) ?? 'calls';
  return (
    <AppInfoProvider>
      <SettingsProvider>
        <AppFrame current={isBesideRail(path[0]) ? null : current}>
          <Suspense fallback={<Loader className="loader" />}>
            <FirstScreen isAsked={path.length > 0} />
            {path[0] === 'welcome' && <WelcomeScreen />}
            {path[0] === 'processing' && <ProcessingScreen />}
            {!isBesideRail(path[0]) && <Screen callId={path[1]} current={current} query={query} />}
          </Suspense>
        </AppFrame>
        <CommandPaletteLoader />
      </SettingsProvider>
    </AppInfoProvider>
  );
}

/** Screens that the rail does not list: the first one, and the work, which its badge leads to. */
const isBesideRail = (name: string | undefined): boolean => name === 'welcome' || name === 'processing';

/** Whoever opens a new Razbor without asking for a screen is welcomed, once. */
function FirstScreen({ isAsked }: { readonly isAsked: boolean }) {
  const isNew = useSettings()?.isNew === true;
  useEffect(() => {
    if (isNew && !isAsked) goTo(toHash(['welcome']), true);
  }, [isNew, isAsked]);
  return null;
}

interface ScreenProperties {
  readonly current: ScreenId;
  readonly callId: string | undefined;
  readonly query: URLSearchParams;
}

function Screen({ current, callId, query }: ScreenProperties) {
  switch (current) {
    case 'today':
      return <TodayScreen query={query} />;
    case 'objections':
      return <ObjectionsScreen query={query} />;
    case 'managers':
      return <ManagersScreen query={query} />;
    case 'categories':
      return <CategoriesScreen id={callId} />;
    case 'scorecards':
      return <ScorecardsScreen id={callId} query={query} />;
    case 'models':
      return <ModelsScreen />;
    case 'reports':
      return <ReportsScreen />;
    case 'settings':
      return <SettingsScreen section={callId} />;
    case 'calls':
      return callId === undefined ? (
        <CallsScreen query={query} />
      ) : (
        <CallScreen id={callId} key={callId} query={query} />
      );
  }
}
