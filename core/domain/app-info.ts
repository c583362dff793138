/** What the frame of the application shows, and what filters choose from. */

import type { Category } from './category.ts';

export interface AppInfo {
  readonly version: string;
  /** IANA name; days of filters and reports begin and end in it. */
  readonly timeZone: string;
  readonly dataDir: string;
  /** Days of the first and the last stored call, `YYYY-MM-DD`; null while there is none. */
  readonly callDays: { readonly from: string; readonly to: string } | null;
  /** True when the stored calls are the demo's. */
  readonly isDemo: boolean;
  /** Host name of the connected portal; null when none is connected. */
  readonly portalHost: string | null;
  readonly agents: readonly AgentChoice[];
  /** All their departments; empty where the source tells of none. */
  readonly departments: readonly DepartmentChoice[];
  readonly categories: readonly Pick<Category, 'id' | 'name' | 'recommendation' | 'isEnabled'>[];
}

/** A department to filter by. */
export interface DepartmentChoice {
  /** For `CallFilter.department`. */
  readonly key: string;
  readonly name: string;
  /** Named only where several sources have a department of this name. */
  readonly source: string | null;
}

/** A manager to choose or to show. */
export interface AgentChoice {
  readonly id: string;
  readonly name: string;
  /** Null where the source does not tell; of several the first by name. */
  readonly department: string | null;
  /** False for somebody who was dismissed. */
  readonly isActive: boolean;
}
