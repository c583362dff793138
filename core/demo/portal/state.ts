/** What the parts of the imitated portal share. */

import type { PortalData } from './data.ts';
import type { FaultScript } from './faults.ts';
import type { Journal } from './journal.ts';
import type { LimitKeeper } from './limits.ts';
import type { OAuthServer } from './oauth.ts';
import type { PortalSettings } from './settings.ts';
import type { Version3 } from './version3.ts';

export interface State {
  readonly data: PortalData;
  readonly settings: PortalSettings;
  readonly faults: FaultScript;
  readonly journal: Journal;
  readonly alreadyCut: Set<number>;
  readonly limits: LimitKeeper;
  readonly now: () => number;
  readonly sleep: (ms: number) => Promise<void>;
  readonly oauth: OAuthServer;
  readonly version3: Version3;
}

export interface PortalState extends State {
  readonly origin: string;
  readonly foreignOrigin: string;
}
