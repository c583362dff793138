/** Small wishes of the user, and the state of everything that the screen of settings shows. */

import { z } from 'zod';
import type { App } from '#core/app.ts';
import type { SettingsState } from '#core/domain/settings.ts';
import type { Connection } from './connection.ts';
import type { Maintenance } from './maintenance.ts';
import type { Schedules } from './schedule.ts';
import type { Proxy } from './proxy.ts';
import { storedValue } from './stored-value.ts';
import type { Sync } from './sync.ts';
import type { VoximplantAccount } from './voximplant.ts';
import type { WriteBack } from './write-back.ts';

export interface Settings {
  state(): SettingsState;
  /** @returns a function that ends the listening */
  onChange(listener: () => void): () => void;
  /** The first screen is not shown again. */
  finishWelcome(): void;
}

interface Areas {
  readonly connection: Connection;
  readonly proxy: Proxy;
  readonly voximplant: VoximplantAccount;
  readonly sync: Sync;
  readonly schedule: Schedules;
  readonly writeBack: WriteBack;
  readonly maintenance: Maintenance;
}

export function createSettings({ store }: App, areas: Areas): Settings {
  const { connection, proxy, voximplant, sync, schedule, writeBack, maintenance } = areas;
  const { settings } = store;
  const wasWelcomed = storedValue(settings, { key: 'welcome.isDone', schema: z.boolean(), fallback: false });
  const listeners = new Set<() => void>();
  const changed = (): void => {
    for (const listener of listeners) listener();
  };
  return {
    state: () => ({
      connection: connection.state(),
      proxy: proxy.state(),
      voximplantAccount: voximplant.state().accountId,
      lastPull: sync.last(),
      schedule: schedule.state(),
      writeBack: writeBack.state(),
      data: maintenance.state(),
      isNew: !wasWelcomed.get() && store.calls.count() === 0,
    }),
    onChange(listener) {
      listeners.add(listener);
      const stops = [connection, proxy, voximplant, sync, schedule, writeBack, maintenance].map((area) =>
        area.onChange(listener),
      );
      return () => {
        listeners.delete(listener);
        for (const stop of stops) stop();
      };
    },
    finishWelcome() {
      wasWelcomed.set(true);
      changed();
    },
  };
}
