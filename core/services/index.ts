/** The application's services for its screens, on top of an open data folder: one object per area. */

import type { App } from '#core/app.ts';
import type { Clock } from '#core/ports.ts';
import type { Resources } from '#core/resources.ts';
import { createAnalytics, type Analytics } from './analytics.ts';
import { createAppInfo, type AppInfoService } from './app-info.ts';
import { createCalls, type Calls } from './calls.ts';
import type { Processing } from './processing.ts';
import { createReports, type Reports } from './reports.ts';
import { createScoring, type Scoring } from './scoring.ts';
import { createViews, type Views } from './views.ts';

export { createProcessing } from './processing.ts';
export type { Processing } from './processing.ts';

/** What the application can do for its screens. */
export interface AppServices {
  readonly app: AppInfoService;
  readonly calls: Calls;
  readonly analytics: Analytics;
  readonly scorecards: Scoring;
  readonly reports: Reports;
  readonly processing: Processing;
  readonly views: Views;
}

export interface ServiceOptions {
  readonly app: App;
  readonly processing: Processing;
  readonly dataDir: string;
  readonly resources: Resources;
  readonly clock: Clock;
  readonly timeZone: string;
  readonly version: string;
}

export function createServices(options: ServiceOptions): AppServices {
  const { app, processing, dataDir, timeZone, version } = options;
  const { store } = app;
  return {
    app: createAppInfo(store, { version, timeZone, dataDir }),
    calls: createCalls(store, { dataDir, timeZone }),
    analytics: createAnalytics(store, timeZone),
    scorecards: createScoring(store),
    reports: createReports(app, options),
    processing,
    views: createViews(store),
  };
}
