/** The proxy server of a company's network, as the user set it. */

import type { ErrorData } from '../errors.ts';

/** `system`: as the environment or the system says; `own`: the address given here; `none`: straight. */
export const PROXY_KINDS = ['system', 'own', 'none'] as const;
export type ProxyKind = (typeof PROXY_KINDS)[number];

/** Without the password: that one lies among the secrets. */
export interface ProxySetting {
  readonly kind: ProxyKind;
  /** `http://host:port` or `https://host:port`; empty where none was ever given. */
  readonly address: string;
  /** Empty: the proxy asks for nobody. */
  readonly user: string;
  readonly hasPassword: boolean;
  /** Hosts that are reached straight: names (with what lies under them), addresses, ranges. */
  readonly bypass: readonly string[];
}

/** What the screens know of it. */
export interface ProxyState {
  readonly setting: ProxySetting;
  readonly isChecking: boolean;
}

/** How one place of the network was reached, or not. */
export interface ProxyTrial {
  readonly host: string;
  /** `host:port` of the proxy on the way; null: straight. */
  readonly proxy: string | null;
  /** Null: somebody answered. */
  readonly error: ErrorData | null;
}
