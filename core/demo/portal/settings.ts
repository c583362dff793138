/** How the imitated portal is set up, and the ways in which real portals differ. */

import type { CertificateKind } from './certificate.ts';

export interface PortalSettings {
  /** Owner of the webhook. */
  userId: number;
  secret: string;
  scopes: readonly string[];
  /** Self-hosted portals answer every trouble of authorisation with 401, the cloud mostly with 403. */
  authErrorStatus: 401 | 403;
  hasPaidPlan: boolean;
  isWebhookAlive: boolean;
  isDeleted: boolean;
  /** Right «call statistics — view» of the webhook's owner. */
  statisticsRight: 'all' | 'department' | 'own' | 'none';
  /** Whether `filter` in lower case counts (both were seen). */
  acceptsLowerCaseFilter: boolean;
  /** Sends everything whatever was asked for, as if all conditions were dropped. */
  ignoresFilter: boolean;
  ignoresSorting: boolean;
  /** Whether commands of a batch may refer to the answers of earlier ones. */
  fillsReferences: boolean;
  recordFileIdAs: 'number' | 'string';
  time: 'full' | 'absent' | 'no-operating' | 'iso-reset';
  /** Zone of the server as an offset. */
  utcOffset: string;
  /** Methods that this portal does not have. */
  missingMethods: readonly string[];
  /** Leaky bucket, or null for no limit. */
  bucket: { readonly capacity: number; readonly drainPerSecond: number } | null;
  /** Seconds of operating time that each call of a method costs, and the limit. */
  operating: { readonly perCall: number; readonly limit: number };
  /** Answers limits with HTTP 200 and an error body. */
  limitsAs200: boolean;
  /** The local application, for OAuth instead of a webhook. */
  oauth: {
    readonly clientId: string;
    readonly clientSecret: string;
    readonly expiresInSeconds: number;
    readonly isPaid: boolean;
  };
  /** Sends every request on to another address. */
  movedTo: { readonly origin: string; readonly status: 301 | 302 | 307 | 308 } | null;
}

export interface FakePortalOptions {
  readonly settings?: Partial<PortalSettings>;
  readonly certificate?: CertificateKind;
  /** Default: the system's clock. */
  readonly now?: () => number;
  /** How a slow answer waits; default: in true time. */
  readonly sleep?: (ms: number) => Promise<void>;
}

/** A made-up key of the shape the portal gives out. */
export const DEMO_SECRET = 'demo0key0portal0';

export const DEFAULT_SETTINGS: PortalSettings = {
  userId: 1,
  secret: DEMO_SECRET,
  scopes: ['telephony', 'disk', 'user_brief', 'crm', 'department', 'task'],
  authErrorStatus: 401,
  hasPaidPlan: true,
  isWebhookAlive: true,
  isDeleted: false,
  statisticsRight: 'all',
  acceptsLowerCaseFilter: false,
  ignoresFilter: false,
  ignoresSorting: false,
  fillsReferences: true,
  recordFileIdAs: 'number',
  time: 'full',
  utcOffset: '+03:00',
  missingMethods: [],
  bucket: null,
  operating: { perCall: 0.05, limit: 420 },
  limitsAs200: false,
  oauth: { clientId: 'local.demo', clientSecret: 'demo0client0secret0', expiresInSeconds: 3_600, isPaid: true },
  movedTo: null,
};
