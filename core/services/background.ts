/** What goes on by itself while the program is open, and the one way to end everything before the data folder closes. */

import type { Closing } from './closing.ts';
import type { Folders } from './folders.ts';
import type { Maintenance } from './maintenance.ts';
import type { Reports } from './reports.ts';
import type { Schedules } from './schedule.ts';
import type { ScoreKeeper } from './score-keeper.ts';
import type { Settling } from './settling.ts';
import type { TranscriptEdits } from './transcript-edits.ts';
import { whenNothingIsMade, type WeeklyReports } from './weekly-report.ts';
import type { Work } from './work.ts';
import type { WriteBack } from './write-back.ts';

export interface Background {
  /** The schedule, watched folders, the deletion of old recordings, scores and categories from now on. */
  start(): void;
  /** Ends these and whatever else is at work; resolves when nothing touches the data folder any more. */
  stop(): Promise<void>;
}

export interface BackgroundWork {
  readonly schedule: Schedules;
  readonly maintenance: Maintenance;
  readonly settling: Settling;
  readonly folders: Folders;
  readonly scores: ScoreKeeper;
  readonly reports: Reports;
  readonly work: Work;
  readonly writeBack: WriteBack;
  readonly weeklyReports: WeeklyReports;
  readonly transcriptEdits: TranscriptEdits;
  readonly closing: Closing;
}

export function createBackground(parts: BackgroundWork): Background {
  const { schedule, maintenance, settling, folders, scores, reports, work, writeBack, weeklyReports } = parts;
  return {
    start() {
      schedule.start();
      weeklyReports.start();
      maintenance.start();
      settling.watch();
      folders.start();
      scores.request();
    },
    async stop() {
      parts.closing.close();
      schedule.stop();
      weeklyReports.stop();
      maintenance.stop();
      settling.unwatch();
      reports.cancel();
      await parts.transcriptEdits.stop();
      await Promise.all([settling.cancel(), folders.stop(), work.cancel(), writeBack.cancel(), scores.stop()]);
      await whenNothingIsMade(reports);
    },
  };
}
