/** The demo: a portal of the made-up company «Сфера» with twelve calls of three managers in the last week. */

import { randomUUID } from 'node:crypto';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { z } from 'zod';
import { AppError, hasSystemCode } from '#core/errors.ts';
import {
  type CallRecord,
  emptyCrm,
  type FileRecord,
  type PortalData,
  startFakePortal,
  type UserRecord,
} from './portal/index.ts';

export interface DemoPortal {
  readonly webhookUrl: string;
  /** Certificate of the throw-away authority that the portal's address is signed with. */
  readonly caPem: string;
  /** The same as a file, for `createPortal({caFile})`. Removed by `close()`. */
  readonly caFile: string;
  /** Calls in the demo. */
  readonly callCount: number;
  close(): Promise<void>;
}

export interface DemoPortalOptions {
  /** Present moment, milliseconds since 1970; the demo calls lie in the six days before. Default: the clock. */
  readonly now?: number;
  /** Folder with `dialogues.json` and `recordings/`; default: the ones that come with the program. */
  readonly folder?: string;
}

const DIALOGUES = z.object({
  managers: z.array(z.object({ id: z.int().positive(), name: z.string(), lastName: z.string() })).nonempty(),
  calls: z
    .array(
      z.object({
        id: z.string().regex(/^[\w-]+$/u),
        file: z.string().regex(/^[\w-]+\.(?:mp3|wav)$/u),
        direction: z.enum(['in', 'out']),
        managerId: z.int(),
        clientPhone: z.string(),
        startedAt: z.object({ daysAgo: z.int().min(0), time: z.string().regex(/^\d\d:\d\d$/u) }),
        durationMs: z.number().positive(),
      }),
    )
    .nonempty(),
});

type DemoCall = z.infer<typeof DIALOGUES>['calls'][number];

/** The demo company works in Moscow. */
const UTC_OFFSET = '+03:00';
const OFFSET_MS = 3 * 3_600_000;
const DAY_MS = 86_400_000;

/** Row ids and file ids start here, so that the ids of a demo call are the same on every day. */
const FIRST_CALL_ID = 1_001;
const FIRST_FILE_ID = 5_001;

/** The webhook belongs to the administrator, as the connection screen recommends. */
const ADMIN: UserRecord = { id: 100, name: 'Анна', lastName: 'Орлова', isAdmin: true, departments: [1] };

/**
 * Starts the demo portal on 127.0.0.1.
 * @throws file.not-found when the demo recordings are not part of this installation
 */
export async function startDemoPortal(options: DemoPortalOptions = {}): Promise<DemoPortal> {
  const folder = options.folder ?? import.meta.dirname;
  const now = options.now ?? Date.now();
  const data = await readDemoData(folder, now);
  const portal = await startFakePortal(data, { settings: { userId: ADMIN.id, utcOffset: UTC_OFFSET } });
  const caFolder = await mkdtemp(path.join(tmpdir(), `razbor-demo-${randomUUID().slice(0, 8)}-`));
  const caFile = path.join(caFolder, 'demo-ca.pem');
  await writeFile(caFile, portal.caPem);
  return {
    webhookUrl: portal.webhookUrl,
    caPem: portal.caPem,
    caFile,
    callCount: data.calls.length,
    async close() {
      await portal.close();
      await rm(caFolder, { recursive: true, force: true });
    },
  };
}

async function readDemoData(folder: string, now: number): Promise<PortalData> {
  const parsed = DIALOGUES.safeParse(
    JSON.parse((await readDemoFile(path.join(folder, 'dialogues.json'))).toString('utf8')),
  );
  if (!parsed.success) throw new AppError('input.invalid', { reason: 'dialogues.json' });
  const { managers, calls } = parsed.data;
  const files = await Promise.all(calls.map((call, index) => fileOf(folder, call, index)));
  const users = managers.map(({ id, name, lastName }) => ({ id, name, lastName, departments: [2] }));
  return {
    calls: calls.map((call, index) => callOf(call, index, now)),
    files,
    users: [ADMIN, ...users],
    departments: [
      { id: 1, name: 'Сфера', headId: ADMIN.id },
      { id: 2, name: 'Отдел продаж', parentId: 1 },
    ],
    crm: emptyCrm(),
    writes: [],
  };
}

function callOf(call: DemoCall, index: number, now: number): CallRecord {
  const today = Math.floor((now + OFFSET_MS) / DAY_MS) * DAY_MS;
  const [hours, minutes] = call.startedAt.time.split(':').map(Number);
  const timeOfDay = (hours! * 60 + minutes!) * 60_000;
  return {
    id: FIRST_CALL_ID + index,
    callId: `demo.${call.id}`,
    userId: call.managerId,
    type: call.direction === 'out' ? 1 : 2,
    phone: call.clientPhone,
    startedAtMs: today - call.startedAt.daysAgo * DAY_MS + timeOfDay - OFFSET_MS,
    durationSeconds: Math.round(call.durationMs / 1_000),
    recordFileId: FIRST_FILE_ID + index,
  };
}

async function fileOf(folder: string, call: DemoCall, index: number): Promise<FileRecord> {
  return {
    id: FIRST_FILE_ID + index,
    name: call.file,
    content: await readDemoFile(path.join(folder, 'recordings', call.file)),
    contentType: call.file.endsWith('.wav') ? 'audio/wav' : 'audio/mpeg',
    userId: call.managerId,
  };
}

async function readDemoFile(file: string): Promise<Buffer> {
  try {
    return await readFile(file);
  } catch (error) {
    const code = hasSystemCode(error, 'ENOENT') ? 'file.not-found' : 'file.unreadable';
    throw new AppError(code, { path: path.basename(file) }, { cause: error });
  }
}
