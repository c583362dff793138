/** From the address to a screen. */

import { Loader } from '@mantine/core';
import { Suspense, lazy } from 'react';
import { AppFrame } from './components/app-frame.tsx';
import { AppInfoProvider } from './components/use-app-info.tsx';
import { useRoute } from './routing.ts';
import { CallsScreen } from './screens/calls/calls-screen.tsx';

// The list of calls is what opens first; the player and the report's preview come when they are wanted.
const CallScreen = lazy(() =>
  import('./screens/call/call-screen.tsx').then((module) => ({ default: module.CallScreen })),
);
const ReportsScreen = lazy(() =>
  import('./screens/reports/reports-screen.tsx').then((module) => ({ default: module.ReportsScreen })),
);

export function App() {
  const { path, query } = useRoute();
  const [screen, id] = path;
  const isReports = screen === 'reports';
  return (
    <AppInfoProvider>
      <AppFrame current={isReports ? 'reports' : 'calls'}>
        <Suspense fallback={<Loader className="loader" />}>
          {isReports ? (
            <ReportsScreen />
          ) : id === undefined ? (
            <CallsScreen query={query} />
          ) : (
            <CallScreen id={id} key={id} query={query} />
          )}
        </Suspense>
      </AppFrame>
    </AppInfoProvider>
  );
}
