/** Reading methods of the CRM, as far as calls lead there. */

import type { ActivityRecord, CrmItem } from './data.ts';
import { portalDate } from './dates.ts';
import type { Method, MethodContext } from './method.ts';
import { page } from './paging.ts';
import { isMap, parameter, type Parameters, text } from './parameters.ts';
import { RestError } from './rest-error.ts';

/** Lead, deal, contact, company. */
const ENTITY_TYPES = [1, 2, 3, 4];
const FILTER_FIELDS = new Set(['id', 'contactId', 'companyId', 'categoryId', 'stageId', 'assignedById', 'title']);

/** Rows without the right to read them are absent, and nothing is said about it. */
export const itemList: Method = (parameters, { data }) => {
  const entityTypeId = Number(text(parameter(parameters, 'entityTypeId')));
  if (!ENTITY_TYPES.includes(entityTypeId)) throw new RestError('NOT_FOUND', 'Smart process was not found');
  const filter = parameter(parameters, 'filter');
  const conditions = Object.entries(isMap(filter) ? filter : {}).map(([key, value]) => itemCondition(key, value));
  const items = data.crm.items
    .filter((item) => item.entityTypeId === entityTypeId && item.isHidden !== true)
    .filter((item) => conditions.every((holds) => holds(item)))
    .toSorted((a, b) => a.id - b.id);
  const { result, ...counts } = page(items, parameter(parameters, 'start'), (item) => ({
    id: item.id,
    ...item.fields,
  }));
  return { result: { items: result }, ...counts };
};

function itemCondition(key: string, value: unknown): (item: CrmItem) => boolean {
  const field = key.replace(/^[@=!<>%]+/u, '');
  if (!FILTER_FIELDS.has(field))
    throw new RestError('INVALID_ARG_VALUE', `Invalid filter: field '${field}' is not allowed`);
  const wanted = (Array.isArray(value) ? value : [value]).map(text);
  return (item) => {
    const actual = field === 'id' ? item.id : item.fields[field];
    if (key.startsWith('>')) return Number(actual) > Number(wanted[0]);
    return wanted.includes(text(actual));
  };
}

/** Older methods of the CRM have no error codes, only words. */
function activityOf(parameters: Parameters, name: string, { data }: MethodContext) {
  const id = Number(text(parameter(parameters, name)));
  const activity = data.crm.activities.find((candidate) => candidate.id === id);
  if (!activity) throw new RestError('', 'Activity is not found');
  if (activity.isHidden === true) throw new RestError('', 'Access denied.');
  return activity;
}

export const activityGet: Method = (parameters, context) => ({
  result: activityRow(activityOf(parameters, 'id', context), context, true),
});

/** `FILES` comes only where `select` names it. */
export const activityList: Method = (parameters, context) => {
  const filter = parameter(parameters, 'filter');
  const wanted = isMap(filter) ? parameter(filter, 'ID') : undefined;
  const ids = (Array.isArray(wanted) ? wanted : [wanted]).map(text);
  const select = parameter(parameters, 'select');
  const hasFiles = Array.isArray(select) && select.map(text).includes('FILES');
  const rows = context.data.crm.activities
    .filter(({ isHidden }) => isHidden !== true)
    .filter(({ id }) => wanted === undefined || ids.includes(String(id)));
  return page(rows, parameter(parameters, 'start'), (row) => activityRow(row, context, hasFiles));
};

function activityRow(activity: ActivityRecord, { settings }: MethodContext, hasFiles: boolean): unknown {
  return {
    ID: String(activity.id),
    TYPE_ID: '2',
    PROVIDER_ID: 'VOXIMPLANT_CALL',
    PROVIDER_TYPE_ID: 'CALL',
    // Here 1 is incoming: the other way round than in the statistics.
    DIRECTION: activity.isIncoming ? '1' : '2',
    START_TIME: portalDate(activity.startedAtMs, settings.utcOffset),
    OWNER_TYPE_ID: String(activity.bindings[0]?.entityTypeId ?? 0),
    OWNER_ID: String(activity.bindings[0]?.entityId ?? 0),
    ...(activity.files === undefined || !hasFiles ? {} : { FILES: activity.files }),
  };
}

/** Only bindings that may be read. */
export const bindingList: Method = (parameters, context) => ({
  result: activityOf(parameters, 'activityId', context).bindings.map(({ entityTypeId, entityId }) => ({
    entityTypeId,
    entityId,
  })),
});

/** Plain text without speakers and times, or null: not ready, absent or failed. */
export const callTranscript: Method = (parameters, { data }) => {
  const id = Number(text(parameter(parameters, 'activityId')));
  const activity = data.crm.activities.find((candidate) => candidate.id === id);
  if (!activity) throw new RestError('NOT_FOUND', 'Activity not found');
  if (activity.isHidden === true) throw new RestError('ACCESS_DENIED', 'Access denied', { status: 403 });
  return { result: activity.transcript === undefined ? null : { transcription: activity.transcript } };
};

export const statusList: Method = (parameters, { data }) => {
  const filter = parameter(parameters, 'filter');
  const entity = isMap(filter) ? text(parameter(filter, 'ENTITY_ID')) : '';
  const rows = data.crm.stages.filter((stage) => entity === '' || stage.entityId === entity);
  return page(rows, parameter(parameters, 'start'), (stage) => ({
    ENTITY_ID: stage.entityId,
    STATUS_ID: stage.id,
    NAME: stage.name,
    SORT: String(stage.sort),
    SEMANTICS: stage.semantics === 'P' ? null : stage.semantics,
  }));
};

export const categoryList: Method = (_parameters, { data }) => ({
  result: {
    categories: data.crm.funnels.map(({ id, name }) => ({
      id,
      name,
      entityTypeId: 2,
      isDefault: id === 0 ? 'Y' : 'N',
    })),
  },
  total: data.crm.funnels.length,
});

export const stageHistoryList: Method = (parameters, { data, settings }) => {
  const filter = parameter(parameters, 'filter');
  const wanted = isMap(filter) ? parameter(filter, 'OWNER_ID') : undefined;
  const ids = (Array.isArray(wanted) ? wanted : [wanted]).map(text);
  const rows = data.crm.history.filter((entry) => wanted === undefined || ids.includes(String(entry.dealId)));
  const { result, ...counts } = page(rows, parameter(parameters, 'start'), (entry) => ({
    ID: entry.id,
    TYPE_ID: entry.typeId,
    OWNER_ID: entry.dealId,
    CREATED_TIME: portalDate(entry.createdAtMs, settings.utcOffset),
    CATEGORY_ID: entry.funnelId,
    STAGE_SEMANTIC_ID: entry.semantics,
    STAGE_ID: entry.stageId,
  }));
  return { result: { items: result }, ...counts };
};

/** Deprecated lists of the CRM answer with an empty code to whoever may not read. */
export const legacyList: Method = () => {
  throw new RestError('', 'Access denied.');
};
