/** Everything the screens may ask for. */

import { analytics } from './analytics.ts';
import { appInfo } from './app-info.ts';
import { calls } from './calls.ts';
import { router } from './procedures.ts';
import { processing } from './processing.ts';
import { reports } from './reports.ts';
import { scorecards } from './scorecards.ts';
import { views } from './views.ts';

export const appRouter = router({ analytics, appInfo, calls, processing, reports, scorecards, views });
