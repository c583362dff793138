/** The connection to a portal as people see it: never with its key. */

import type { ErrorData } from '#core/errors.ts';

/** One question of the check: fine, or why not. No error: there was nothing to try it on. */
export interface CheckVerdict {
  readonly isOk: boolean;
  readonly error: ErrorData | null;
}

/** Whose calls are visible: see `ConnectionReport.coverage` of the portal. */
export type Coverage = 'all' | 'some' | 'own' | 'unknown';

/** What a webhook can really do; nothing is kept of it until it is saved. */
export interface ConnectionCheck {
  readonly host: string;
  /** The portal was renamed and answers under this host. Until that is confirmed nothing more is known of it. */
  readonly movedTo: string | null;
  readonly user: { readonly id: string; readonly name: string; readonly isAdmin: boolean };
  readonly statistics: CheckVerdict;
  readonly coverage: Coverage;
  readonly recordings: CheckVerdict;
  readonly missingScopes: readonly string[];
  readonly missingOptionalScopes: readonly string[];
  /** False where the connection would bring no calls at all. */
  readonly canSave: boolean;
}

export const CHECK_STEPS = ['portal', 'recording'] as const;
export type CheckStep = (typeof CHECK_STEPS)[number];

/** A connected portal. */
export interface ConnectedPortal {
  readonly host: string;
  /** The webhook without its key. */
  readonly address: string;
  readonly userId: string;
  readonly userName: string;
  readonly isAdmin: boolean;
  /** `Call.source` of its calls. */
  readonly source: string;
  /** It brings its own certificate authority. */
  readonly hasOwnCa: boolean;
  readonly coverage: Coverage;
  /** False where a recording was tried in vain; true also where there was none to try. */
  readonly canDownload: boolean;
  readonly missingScopes: readonly string[];
  /** Instant in UTC. */
  readonly checkedAt: string;
}

export interface ConnectionState {
  readonly portal: ConnectedPortal | null;
  /** What a running check is at; null while none runs. */
  readonly step: CheckStep | null;
}
