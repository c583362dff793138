/** What the portal's drive knows about a recording, with the link to its content. */

import { z } from 'zod';
import { AppError, toAppError } from '#core/errors.ts';
import type { Clock } from '#core/ports.ts';
import { idField, textField } from './fields.ts';
import type { RequestOptions, Requests } from './requests.ts';
import type { Command } from './transport.ts';

/** A recording at this moment. The link holds the webhook's key. */
export interface FileCard {
  readonly url: string;
  readonly sizeBytes: number | null;
  /** Changes with the content: a part of another version is not continued. */
  readonly version: string;
}

const CARD = z.object({
  ID: idField,
  DELETED_TYPE: textField,
  GLOBAL_CONTENT_VERSION: textField,
  SIZE: textField.transform((value) => (value !== null && /^\d{1,15}$/u.test(value) ? Number(value) : null)),
  UPDATE_TIME: textField,
  DOWNLOAD_URL: textField,
});

const METHOD = 'disk.file.get';
const MAX_BATCH = 50;
/** A link dies with the authorisation, and a file may be replaced: a card that waited longer is asked for again. */
const KEPT_FOR_MS = 5 * 60_000;

export interface FileCards {
  /** Files that will be wanted soon. */
  announce(fileIds: readonly number[]): void;
  /** @throws recording.deleted, recording.forbidden, portal.* */
  take(fileId: number, signal?: AbortSignal): Promise<FileCard>;
}

/** Asks for one card at a time, or for up to fifty where more were announced. Each card is given out once. */
export function createFileCards({ requests, clock }: { requests: Requests; clock: Clock }): FileCards {
  const announced = new Set<number>();
  const ready = new Map<number, { readonly card: FileCard; readonly untilMs: number }>();
  /** Cards on their way: downloads run side by side, and one request brings the cards of many. */
  const underWay = new Map<number, Promise<void>>();

  async function fetchTogether(fileIds: readonly number[], signal?: AbortSignal): Promise<void> {
    const commands: Record<string, Command> = {};
    for (const id of fileIds) commands[`f${id}`] = { method: METHOD, params: { id } };
    const readings = await requests.batch(commands, { signal });
    for (const id of fileIds) {
      const reading = readings.get(`f${id}`);
      // Whatever is wrong with one file is found out, and said, when it is asked for by itself.
      const card = reading && 'answer' in reading ? readCard(reading.answer.result, id) : null;
      if (card && !(card instanceof AppError)) ready.set(id, { card, untilMs: clock.now() + KEPT_FOR_MS });
    }
  }

  return {
    announce(fileIds) {
      for (const id of fileIds) announced.add(id);
    },
    async take(fileId, signal) {
      announced.delete(fileId);
      if (!ready.has(fileId) && !underWay.has(fileId) && announced.size > 0) {
        const together = [fileId, ...[...announced].slice(0, MAX_BATCH - 1)];
        for (const id of together) announced.delete(id);
        const fetching = fetchTogether(together, signal).finally(() => {
          for (const id of together) underWay.delete(id);
        });
        for (const id of together) underWay.set(id, fetching);
      }
      await underWay.get(fileId);
      const kept = ready.get(fileId);
      ready.delete(fileId);
      if (kept && kept.untilMs > clock.now()) return kept.card;
      return await fetchCard(requests, fileId, { signal });
    },
  };
}

/** @throws recording.deleted, recording.forbidden, portal.* */
export async function fetchCard(requests: Requests, fileId: number, options: RequestOptions = {}): Promise<FileCard> {
  const answer = await requests.call({ method: METHOD, params: { id: fileId } }, options).catch((thrown: unknown) => {
    throw asRecordingError(toAppError(thrown), fileId);
  });
  const card = readCard(answer.result, fileId);
  if (card instanceof AppError) throw card;
  return card;
}

function readCard(result: unknown, fileId: number): FileCard | AppError {
  const parsed = CARD.safeParse(result);
  const card = parsed.success ? parsed.data : null;
  // In the trash, or gone with its folder.
  if (card?.DELETED_TYPE === '3' || card?.DELETED_TYPE === '4') return new AppError('recording.deleted', { fileId });
  if (!card?.DOWNLOAD_URL) return new AppError('portal.bad-answer', { method: METHOD, reason: 'no-link' });
  return {
    url: card.DOWNLOAD_URL,
    sizeBytes: card.SIZE,
    version: JSON.stringify([fileId, card.GLOBAL_CONTENT_VERSION, card.UPDATE_TIME, card.SIZE]),
  };
}

/** What a refusal of one file means for its recording; troubles of the whole portal stay what they are. */
function asRecordingError(error: AppError, fileId: number): AppError {
  if (error.code === 'portal.bad-request' && error.details.reason === 'not-found')
    return new AppError('recording.deleted', { fileId });
  if (error.code === 'portal.forbidden') return new AppError('recording.forbidden', { fileId });
  return error;
}
