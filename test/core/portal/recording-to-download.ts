/** A portal with one recording, ready to be fetched. */

import { createHash } from 'node:crypto';
import path from 'node:path';
import type { FileRecord } from '#core/demo/index.ts';
import type { PortalCall } from '#core/portal/index.ts';
import { aCallRecord, aFileRecord, aPortal } from '../../fakes/portal-data.ts';
import { type Connected, type ConnectOptions, connectPortal, onlyCall } from '../../fakes/portal.ts';

export const sha256 = (content: Buffer): string => createHash('sha256').update(content).digest('hex');

/** One call with one recording, and where it should go. */
export async function oneRecording(
  file: Partial<FileRecord> = {},
  options: ConnectOptions = {},
): Promise<Connected & { call: PortalCall; target: string; file: FileRecord }> {
  const record = aFileRecord({ id: 5, ...file });
  const data = aPortal({ calls: [aCallRecord({ id: 1, recordFileId: 5 })], files: [record] });
  const connected = await connectPortal({ data, ...options });
  const call = await onlyCall(connected.portal);
  return { ...connected, call, file: record, target: path.join(connected.folder, 'call.wav') };
}

export const download = ({ portal, call, target }: { portal: Connected['portal']; call: PortalCall; target: string }) =>
  portal.downloadRecording(call, target);
