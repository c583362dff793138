/** From the address to a screen. */

import { Loader } from '@mantine/core';
import { Suspense, lazy } from 'react';
import { AppFrame } from './components/app-frame.tsx';
import { SCREENS } from './components/screens.ts';
import type { ScreenId } from './components/screens.ts';
import { AppInfoProvider } from './components/use-app-info.tsx';
import { useRoute } from './routing.ts';
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

const CommandPalette = lazy(() => import('./components/command-palette.tsx'));

export function App() {
  const { path, query } = useRoute();
  const current = SCREENS.find((screen) => screen === path[0]) ?? 'calls';
  return (
    <AppInfoProvider>
      <AppFrame current={current}>
        <Suspense fallback={<Loader className="loader" />}>
          <Screen callId={path[1]} current={current} query={query} />
        </Suspense>
      </AppFrame>
      <Suspense>
        <CommandPalette />
      </Suspense>
    </AppInfoProvider>
  );
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
    case 'reports':
      return <ReportsScreen />;
    case 'calls':
      return callId === undefined ? (
        <CallsScreen query={query} />
      ) : (
        <CallScreen id={callId} key={callId} query={query} />
      );
  }
}
