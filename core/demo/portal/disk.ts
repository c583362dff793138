/** `disk.file.get` and the signed links it hands out. */

import { createHmac } from 'node:crypto';
import type { FileRecord } from './data.ts';
import { portalDate } from './dates.ts';
import type { Method, MethodContext } from './method.ts';
import { parameter, text } from './parameters.ts';
import { RestError } from './rest-error.ts';
import type { PortalSettings } from './settings.ts';

export const fileGet: Method = (parameters, context) => {
  const id = text(parameter(parameters, 'id'));
  if (!/^\d+$/u.test(id)) throw new RestError('ERROR_ARGUMENT', 'Invalid value of parameter {Parameter #0}');
  const file = context.data.files.find((candidate) => candidate.id === Number(id));
  if (!file) throw new RestError('ERROR_NOT_FOUND', 'Could not find entity with id.');
  // Recordings lie in a folder that only administrators inherit; besides them the employee of the call may read one.
  if (context.user.isAdmin !== true && file.userId !== context.user.id)
    throw new RestError('ACCESS_DENIED', 'Access denied', { status: 400 });
  return { result: cardOf(file, context) };
};

function cardOf(file: FileRecord, { settings, origin, accessToken }: MethodContext): Record<string, unknown> {
  const date = portalDate(file.updatedAtMs ?? 0, settings.utcOffset);
  const token = encodeURIComponent(tokenOf(file.id, settings));
  const size = file.statedSize === undefined ? file.content.length : file.statedSize;
  return {
    ID: String(file.id),
    NAME: file.name,
    CODE: null,
    STORAGE_ID: '19',
    TYPE: 'file',
    PARENT_ID: '31',
    DELETED_TYPE: String(file.deletedType ?? 0),
    GLOBAL_CONTENT_VERSION: String(file.version ?? 1),
    FILE_ID: String(file.id + 100_000),
    SIZE: size === null ? null : String(size),
    CREATE_TIME: date,
    UPDATE_TIME: date,
    DELETE_TIME: null,
    CREATED_BY: String(file.userId),
    UPDATED_BY: String(file.userId),
    DELETED_BY: '0',
    DOWNLOAD_URL:
      accessToken === undefined
        ? `${origin}/rest/${settings.userId}/${settings.secret}/download/?token=${token}`
        : `${origin}/rest/download.json?auth=${accessToken}&token=${token}`,
    DETAIL_URL: `${origin}/docs/file/${file.id}/`,
  };
}

/** Like the real one a signature over the file and the authorisation: it dies with the webhook's key. */
function tokenOf(fileId: number, { userId, secret }: PortalSettings): string {
  const signature = createHmac('sha256', `${userId}/${secret}`).update(String(fileId)).digest('base64url');
  return `disk|${fileId}|${signature}`;
}

/** @returns the file that a link gives access to, or null for an altered one */
export function fileOfToken(token: string, files: readonly FileRecord[], settings: PortalSettings): FileRecord | null {
  const id = Number(token.split('|')[1]);
  return token === tokenOf(id, settings) ? (files.find((file) => file.id === id) ?? null) : null;
}
