/** What a REST method of the imitation is. */

import type { PortalData, UserRecord } from './data.ts';
import type { Parameters } from './parameters.ts';
import type { PortalSettings } from './settings.ts';

export interface MethodContext {
  readonly data: PortalData;
  readonly settings: PortalSettings;
  /** Owner of the webhook. */
  readonly user: UserRecord;
  /** `https://127.0.0.1:<port>` */
  readonly origin: string;
  readonly nowMs: number;
  readonly accessToken: string | undefined;
}

export interface MethodResult {
  readonly result: unknown;
  readonly total?: number;
  readonly next?: number;
}

/** @throws RestError */
export type Method = (parameters: Parameters, context: MethodContext) => MethodResult;
