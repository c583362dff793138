/** Everything the screen of settings shows, as it changes. */

import type { ConnectionState } from './connection.ts';
import type { DataState } from './data-folder.ts';
import type { ProxyState } from './proxy.ts';
import type { PullResult, ScheduleState } from './sync.ts';
import type { WriteBackState } from './write-back.ts';

/** Where the agent is heard in stereo recordings; `auto` decides by what is said. */
export const AGENT_CHANNELS = ['auto', 'left', 'right'] as const;

export interface SettingsState {
  readonly connection: ConnectionState;
  readonly proxy: ProxyState;
  /** Number of the connected Voximplant account. */
  readonly voximplantAccount: string | null;
  readonly lastPull: PullResult | null;
  readonly schedule: ScheduleState;
  readonly writeBack: WriteBackState;
  readonly data: DataState;
  /** Nobody has been through the first screen, and there are no calls yet. */
  readonly isNew: boolean;
}
