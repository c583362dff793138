/** `crm.item.list`: leads, deals, contacts and companies by id, fifty in a request. */

import { z } from 'zod';
import { idField, listOf, textField } from './fields.ts';
import type { Requests } from './requests.ts';

/** As many ids, commands or rows as one request takes. */
const CHUNK = 50;

const ITEM = z.object({
  id: idField,
  title: textField.optional(),
  name: textField.optional(),
  lastName: textField.optional(),
  stageId: textField.optional(),
  categoryId: textField.optional(),
  stageSemanticId: textField.optional(),
});
export type Item = z.infer<typeof ITEM>;

const SELECT = ['id', 'title', 'name', 'lastName', 'stageId', 'categoryId', 'stageSemanticId'];

/** Distinct ids in order, at most fifty together. */
export function inChunks(ids: Iterable<number>): readonly (readonly number[])[] {
  const sorted = [...new Set(ids)].sort((a, b) => a - b);
  return Array.from({ length: Math.ceil(sorted.length / CHUNK) }, (_, index) =>
    sorted.slice(index * CHUNK, (index + 1) * CHUNK),
  );
}

export interface ItemsQuery {
  readonly entityTypeId: number;
  readonly ids: Iterable<number>;
}

/** What may not be read, or is gone, is absent. @throws portal.*, job.cancelled */
export async function listItems(
  requests: Requests,
  { entityTypeId, ids }: ItemsQuery,
  signal?: AbortSignal,
): Promise<readonly Item[]> {
  const found: Item[] = [];
  for (const chunk of inChunks(ids)) {
    const params = { entityTypeId, filter: { '@id': chunk }, select: SELECT, start: 0 };
    const answer = await requests.call({ method: 'crm.item.list', params }, { signal });
    const rows = z.object({ items: z.unknown() }).safeParse(answer.result).data?.items;
    for (const row of listOf(rows)) {
      const item = ITEM.safeParse(row).data;
      if (item) found.push(item);
    }
  }
  return found;
}
