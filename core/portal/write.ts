/** Writes into the portal. None of its methods is idempotent, so nothing is repeated after an answer that got lost. */

import { z } from 'zod';
import type { CommentWrite, CrmTarget, TodoWrite, TranscriptWrite, WriteRequest } from '#core/domain/write-back.ts';
import { idField, listOf, textField } from './fields.ts';
import type { Requests } from './requests.ts';
import type { Command } from './transport.ts';

const OWNER_TYPES: Readonly<Record<CrmTarget['type'], number>> = { lead: 1, deal: 2, contact: 3, company: 4 };

const ROW = z.object({ ID: idField, TRANSCRIPT_ID: idField });
const COMMENT = z.object({ COMMENT: textField });

export interface Writer {
  /** See `Portal.write`. */
  write(request: WriteRequest, signal?: AbortSignal): Promise<void>;
  /** See `Portal.isWritten`. */
  isWritten(request: WriteRequest, signal?: AbortSignal): Promise<boolean | null>;
}

export function createWriter({ requests }: { requests: Requests }): Writer {
  return {
    async write(request, signal) {
      await requests.call(commandOf(request), { signal, repeat: 'limits' });
    },
    async isWritten(request, signal) {
      if (request.action === 'transcript') return await hasTranscript(requests, request, signal);
      if (request.action === 'comment') return await hasComment(requests, request, signal);
      // No documented method finds a to-do again by what it says.
      return null;
    },
  };
}

function commandOf(request: WriteRequest): Command {
  if (request.action === 'transcript')
    return { method: 'telephony.call.attachTranscription', params: transcriptParams(request) };
  if (request.action === 'comment') return { method: 'crm.timeline.comment.add', params: commentParams(request) };
  return { method: 'crm.activity.todo.add', params: todoParams(request) };
}

/** Whole seconds; a message must not end before the first one. */
const transcriptParams = ({ portalCallId, lines }: TranscriptWrite) => ({
  CALL_ID: portalCallId,
  MESSAGES: lines.map(({ speaker, startMs, endMs, text }) => ({
    SIDE: speaker === 'agent' ? 'User' : 'Client',
    START_TIME: Math.floor(startMs / 1_000),
    STOP_TIME: Math.max(1, Math.ceil(endMs / 1_000)),
    MESSAGE: text,
  })),
});

const commentParams = ({ target, text }: CommentWrite) => ({
  fields: { ENTITY_TYPE: target.type, ENTITY_ID: target.id, COMMENT: text },
});

const todoParams = ({ target, title, description, deadline }: TodoWrite) => ({
  ownerTypeId: OWNER_TYPES[target.type],
  ownerId: target.id,
  title,
  description,
  deadline,
});

async function hasTranscript(requests: Requests, { rowId }: TranscriptWrite, signal?: AbortSignal): Promise<boolean> {
  const params = { FILTER: { ID: [rowId] }, SORT: 'ID', ORDER: 'ASC', start: -1 };
  const answer = await requests.call({ method: 'voximplant.statistic.get', params }, { signal });
  const rows = listOf(answer.result).flatMap((row) => ROW.safeParse(row).data ?? []);
  return rows.some((row) => row.ID === rowId && row.TRANSCRIPT_ID !== null);
}

async function hasComment(requests: Requests, { target, marker }: CommentWrite, signal?: AbortSignal) {
  const params = {
    filter: { ENTITY_TYPE: target.type, ENTITY_ID: target.id },
    select: ['ID', 'COMMENT'],
    order: { ID: 'DESC' },
  };
  const answer = await requests.call({ method: 'crm.timeline.comment.list', params }, { signal });
  return listOf(answer.result).some((row) => COMMENT.safeParse(row).data?.COMMENT?.includes(marker) === true);
}
