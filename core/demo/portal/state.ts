/** What the parts of the imitated portal share. */

import type { PortalData } from './data.ts';
import type { FaultScript } from './faults.ts';
import type { Journal } from './journal.ts';
import type { LimitKeeper } from './limits.ts';
import type { PortalSettings } from './settings.ts';

export interface State {
  readonly data: PortalData;
  readonly settings: PortalSettings;
  readonly faults: FaultScript;
  readonly journal: Journal;
  readonly alreadyCut: Set<number>;
  readonly limits: LimitKeeper;
  readonly now: () => number;
}

export interface PortalState extends State {
  readonly origin: string;
  readonly foreignOrigin: string;
}
