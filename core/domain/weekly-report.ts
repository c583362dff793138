/** A report of the past week that makes itself. */

import type { Masking } from './report-request.ts';

export interface WeeklyReport {
  readonly isOn: boolean;
  /** 1 Monday to 7 Sunday; the report covers the seven days before. */
  readonly weekday: number;
  /** `HH:MM` in the application's time zone. */
  readonly at: string;
  readonly masking: Masking;
}

export interface WeeklyReportState {
  readonly wish: WeeklyReport;
  /** Instant in UTC; null while it is off. */
  readonly nextAt: string | null;
}
