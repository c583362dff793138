/** Methods that change something. None of them is idempotent: what arrives twice is there twice. */

import type { WriteRecord } from './data.ts';
import type { Method } from './method.ts';
import { isMap, parameter, type Parameters, text } from './parameters.ts';
import { RestError } from './rest-error.ts';

function record(writes: WriteRecord[], method: string, parameters: Parameters): number {
  const id = writes.length + 1;
  writes.push({ id, method, parameters });
  return id;
}

export const attachTranscription: Method = (parameters, { data }) => {
  const callId = text(parameter(parameters, 'CALL_ID'));
  const messages = parameter(parameters, 'MESSAGES');
  const call = data.calls.find((candidate) => (candidate.callId ?? `externalCall.${candidate.id}`) === callId);
  if (!call) throw new RestError('ERROR_CORE', 'Call is not found in the statistic table. Is it finished?');
  if (!Array.isArray(messages) || messages.length === 0)
    throw new RestError('ERROR_CORE', 'MESSAGES should be an array');
  for (const message of messages) {
    const [start, stop] = [Number(messageField(message, 'START_TIME')), Number(messageField(message, 'STOP_TIME'))];
    const isSide = ['User', 'Client'].includes(messageField(message, 'SIDE'));
    const isTimed = Number.isInteger(start) && start >= 0 && Number.isInteger(stop) && stop >= 1;
    if (!isSide || !isTimed || messageField(message, 'MESSAGE') === '')
      throw new RestError('ERROR_CORE', 'Wrong MESSAGES format');
  }
  const id = record(data.writes, 'telephony.call.attachTranscription', parameters);
  call.transcriptId = id;
  return { result: { TRANSCRIPT_ID: id } };
};

const messageField = (message: unknown, name: string): string => (isMap(message) ? text(message[name]) : '');

const OWNER_TYPES: Readonly<Record<string, number>> = { lead: 1, deal: 2, contact: 3, company: 4 };

export const commentAdd: Method = (parameters, { data }) => {
  // Exactly in lower case, as documented.
  const { fields } = parameters;
  if (!isMap(fields) || text(fields.COMMENT) === '')
    throw new RestError('100', 'Could not find value for parameter {fields}');
  const entityTypeId = OWNER_TYPES[text(fields.ENTITY_TYPE)];
  const entityId = Number(text(fields.ENTITY_ID));
  if (!data.crm.items.some((item) => item.entityTypeId === entityTypeId && item.id === entityId))
    throw new RestError('OWNER_NOT_FOUND', 'Owner was not found');
  return { result: record(data.writes, 'crm.timeline.comment.add', parameters) };
};

export const commentList: Method = (parameters, { data }) => {
  const filter = parameter(parameters, 'filter');
  const [type, id] = isMap(filter) ? [text(filter.ENTITY_TYPE), text(filter.ENTITY_ID)] : ['', ''];
  const rows = data.writes
    .filter((write) => write.method === 'crm.timeline.comment.add')
    .map((write) => ({ id: write.id, fields: isMap(write.parameters.fields) ? write.parameters.fields : {} }))
    .filter(({ fields }) => text(fields.ENTITY_TYPE) === type && text(fields.ENTITY_ID) === id);
  return { result: rows.map((row) => ({ ID: String(row.id), COMMENT: row.fields.COMMENT })), total: rows.length };
};

export const todoAdd: Method = (parameters, { data }) => {
  const ownerTypeId = Number(text(parameter(parameters, 'ownerTypeId')));
  const ownerId = Number(text(parameter(parameters, 'ownerId')));
  if (Number.isNaN(Date.parse(text(parameter(parameters, 'deadline')))))
    throw new RestError('WRONG_DATETIME_FORMAT', 'Wrong datetime format');
  if (!data.crm.items.some((item) => item.entityTypeId === ownerTypeId && item.id === ownerId))
    throw new RestError('OWNER_NOT_FOUND', 'Owner was not found');
  return { result: { id: record(data.writes, 'crm.activity.todo.add', parameters) } };
};

export const taskAdd: Method = (parameters, { data }) => {
  const fields = parameter(parameters, 'fields');
  if (!isMap(fields) || text(fields.TITLE) === '' || text(fields.RESPONSIBLE_ID) === '')
    throw new RestError('ERROR_CORE', 'Title or responsible is missing');
  return { result: { task: { id: String(record(data.writes, 'tasks.task.add', parameters)) } } };
};
