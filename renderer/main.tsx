import '@mantine/core/styles.css';
import '@mantine/notifications/styles.css';
import './styles.css';
import './styles/analytics.css';
import './styles/call.css';
import './styles/categories.css';
import './styles/models.css';
import './styles/scorecards.css';
import { MantineProvider } from '@mantine/core';
import { Notifications } from '@mantine/notifications';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { App } from './app.tsx';
import { connectToCore } from './rpc/connect.ts';
import { CoreProvider } from './rpc/core-context.tsx';
import { startTexts } from './texts/index.ts';
import { theme } from './theme.ts';

startTexts();
createRoot(document.getElementById('root')!).render(
  <StrictMode>
    <MantineProvider defaultColorScheme="auto" theme={theme}>
      <Notifications position="bottom-right" />
      <CoreProvider core={connectToCore()}>
        <App />
      </CoreProvider>
    </MantineProvider>
  </StrictMode>,
);
