/** The state of connection, schedule, write-back and data folder, as it changes. */

import { createContext, useContext, useEffect, useState } from 'react';
import type { ReactNode } from 'react';
import type { SettingsState } from '#core/domain/settings.ts';
import { useCoreClient } from '../rpc/core-context.tsx';

const SettingsContext = createContext<SettingsState | null>(null);

export function SettingsProvider({ children }: { readonly children: ReactNode }) {
  const client = useCoreClient();
  const [state, setState] = useState<SettingsState | null>(null);
  useEffect(() => {
    const subscription = client.settings.state.subscribe(undefined, { onData: setState });
    return () => subscription.unsubscribe();
  }, [client]);
  return <SettingsContext value={state}>{children}</SettingsContext>;
}

/** Null until the core has answered for the first time. */
export function useSettings(): SettingsState | null {
  return useContext(SettingsContext);
}
