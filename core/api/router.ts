/** Everything the screens may ask for. */

import { analytics } from './analytics.ts';
import { appInfo } from './app-info.ts';
import { calls } from './calls.ts';
import { categories, suggestions } from './categories.ts';
import { corrections } from './corrections.ts';
import { connection } from './connection.ts';
import { folders } from './folders.ts';
import { maintenance } from './maintenance.ts';
import { models } from './models.ts';
import { notes } from './notes.ts';
import { router } from './procedures.ts';
import { processing } from './processing.ts';
import { profile } from './profile.ts';
import { proxy } from './proxy.ts';
import { qualification } from './qualification.ts';
import { queue } from './queue.ts';
import { refining } from './refining.ts';
import { reports } from './reports.ts';
import { scorecards } from './scorecards.ts';
import { settings } from './settings.ts';
import { sync } from './sync.ts';
import { transcriptEdits } from './transcript-edits.ts';
import { vocabulary } from './vocabulary.ts';
import { voximplant } from './voximplant.ts';
import { writeBack } from './write-back.ts';
import { views } from './views.ts';

export const appRouter = router({
  ...{ categories, suggestions, corrections },
  connection,
  folders,
  maintenance,
  models,
  notes,
  transcriptEdits,
  queue,
  refining,
  settings,
  sync,
  writeBack,
  analytics,
  appInfo,
  calls,
  processing,
  profile,
  proxy,
  qualification,
  reports,
  scorecards,
  vocabulary,
  voximplant,
  views,
});
