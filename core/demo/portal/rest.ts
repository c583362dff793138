/** The answer to a REST request: authorisation, limits, the method, the envelope. */

import { runBatch } from './batch.ts';
import type { PortalData, UserRecord } from './data.ts';
import { restErrorOf } from './faults.ts';
import type { MethodContext, MethodResult } from './method.ts';
import { runMethod } from './methods.ts';
import type { Parameters } from './parameters.ts';
import { RestError } from './rest-error.ts';
import type { PortalSettings } from './settings.ts';
import type { PortalState } from './state.ts';

export interface RestCall {
  readonly method: string;
  readonly parameters: Parameters;
  readonly user: string;
  readonly secret: string;
  /** Of an application; undefined for a webhook. */
  readonly accessToken?: string | undefined;
}

export function answer(state: PortalState, call: RestCall): { status: number; body: string } {
  const nowMs = state.now();
  const timeOf = (method: string) => state.limits.timeOf(method, nowMs);
  try {
    const user = authorise(state.settings, state.data, call);
    state.limits.countRequest(nowMs);
    const context: MethodContext = {
      data: state.data,
      settings: state.settings,
      user,
      origin: state.origin,
      nowMs,
      accessToken: call.accessToken,
    };
    const runOne = (name: string, parameters: Parameters): MethodResult => {
      state.limits.charge(name.toLowerCase(), nowMs);
      return runMethod(name, parameters, context);
    };
    const runInner = (name: string, parameters: Parameters): MethodResult => {
      const fault = state.faults.next(name);
      if (fault?.kind === 'rest') throw restErrorOf(fault);
      return runOne(name, parameters);
    };
    const outcome =
      call.method === 'batch'
        ? runBatch(call.parameters, { runOne: runInner, timeOf, fillsReferences: state.settings.fillsReferences })
        : runOne(call.method, call.parameters);
    return { status: 200, body: JSON.stringify({ ...outcome, time: timeOf(call.method) }) };
  } catch (error) {
    if (!(error instanceof RestError)) throw error;
    return { status: error.status, body: JSON.stringify({ ...error.toBody(), time: timeOf(call.method) }) };
  }
}

/** Self-hosted portals check in this order and answer 401 to all of it. */
export function authorise(
  settings: PortalSettings,
  data: PortalData,
  { user, secret }: Pick<RestCall, 'user' | 'secret'>,
): UserRecord {
  const status = settings.authErrorStatus;
  if (settings.isDeleted) throw new RestError('PORTAL_DELETED', 'Portal was deleted', { status: 403 });
  if (!settings.hasPaidPlan)
    throw new RestError('ACCESS_DENIED', 'REST is available only on commercial plans.', { status });
  const isKnown = settings.isWebhookAlive && Number(user) === settings.userId && secret === settings.secret;
  if (!isKnown) throw new RestError('INVALID_CREDENTIALS', 'Invalid request credentials', { status });
  const owner = data.users.find((candidate) => candidate.id === settings.userId);
  if (!owner || owner.isActive === false) throw new RestError('user_access_error', 'The user is dismissed', { status });
  return owner;
}
