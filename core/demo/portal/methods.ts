/** The methods of the imitated portal and the scope that each of them needs. */

import {
  activityGet,
  activityList,
  bindingList,
  callTranscript,
  categoryList,
  itemList,
  legacyList,
  stageHistoryList,
  statusList,
} from './crm.ts';
import { portalDate } from './dates.ts';
import { fileGet } from './disk.ts';
import { followUpGet, followUpList } from './follow-ups.ts';
import type { Method } from './method.ts';
import { parameter, text } from './parameters.ts';
import { departmentGet, profile, userGet } from './people.ts';
import { RestError } from './rest-error.ts';
import { statisticGet } from './statistics.ts';
import { attachTranscription, commentAdd, commentList, taskAdd, todoAdd } from './writes.ts';

interface Entry {
  /** Any one of them; null: the basic scope, which every webhook has. */
  readonly scopes: readonly string[] | null;
  readonly run: Method;
}

const basic = (run: Method): Entry => ({ scopes: null, run });

const crm = (run: Method): Entry => ({ scopes: ['crm'], run });

const METHODS: Readonly<Record<string, Entry>> = {
  profile: basic(profile),
  scope: basic((_parameters, { settings }) => ({ result: [...settings.scopes] })),
  'server.time': basic((_parameters, { nowMs, settings }) => ({ result: portalDate(nowMs, settings.utcOffset) })),
  'user.admin': basic((_parameters, { user }) => ({ result: user.isAdmin ?? false })),
  'feature.get': basic(() => ({ result: { value: 'N' } })),
  'method.get': basic((parameters, { settings }) => {
    const name = text(parameter(parameters, 'name')).toLowerCase();
    const isExisting = name in METHODS && !settings.missingMethods.includes(name);
    return { result: { isExisting, isAvailable: isExisting && isGranted(METHODS[name]!, settings.scopes) } };
  }),
  'app.info': basic(() => {
    throw new RestError('ACCESS_DENIED', 'Access denied! Application context required', { status: 400 });
  }),
  'voximplant.statistic.get': { scopes: ['telephony'], run: statisticGet },
  'disk.file.get': { scopes: ['disk'], run: fileGet },
  'user.get': { scopes: ['user_brief', 'user_basic', 'user'], run: userGet },
  'department.get': { scopes: ['department'], run: departmentGet },
  'crm.item.list': crm(itemList),
  'crm.activity.get': crm(activityGet),
  'crm.activity.list': crm(activityList),
  'crm.activity.binding.list': crm(bindingList),
  'crm.activity.call.gettranscript': crm(callTranscript),
  'crm.status.list': crm(statusList),
  'crm.category.list': crm(categoryList),
  'crm.stagehistory.list': crm(stageHistoryList),
  'crm.deal.list': crm(legacyList),
  'crm.contact.list': crm(legacyList),
  'crm.timeline.comment.add': crm(commentAdd),
  'crm.timeline.comment.list': crm(commentList),
  'crm.activity.todo.add': crm(todoAdd),
  'telephony.call.attachtranscription': { scopes: ['telephony'], run: attachTranscription },
  'call.followup.list': { scopes: ['call'], run: followUpList },
  'call.followup.get': { scopes: ['call'], run: followUpGet },
  'tasks.task.add': { scopes: ['task'], run: taskAdd },
};

function isGranted({ scopes }: Entry, granted: readonly string[]): boolean {
  return scopes === null || scopes.some((scope) => granted.includes(scope));
}

/** @throws RestError for an unknown method or a missing scope */
export const runMethod = (
  name: string,
  parameters: Parameters<Method>[0],
  context: Parameters<Method>[1],
): ReturnType<Method> => {
  const { settings } = context;
  const entry = METHODS[name.toLowerCase()];
  if (!entry || settings.missingMethods.includes(name.toLowerCase()))
    throw new RestError('ERROR_METHOD_NOT_FOUND', 'Method not found!', { status: 404 });
  if (!isGranted(entry, settings.scopes))
    throw new RestError(
      'insufficient_scope',
      'The request requires higher privileges than provided by the access token',
      { status: settings.authErrorStatus },
    );
  return entry.run(parameters, context);
};
