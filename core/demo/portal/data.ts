/** What lives in the imitated portal. Mutable on purpose: tests change it while a pull is running. */

/** A call in the statistics. Moments in milliseconds since 1970. */
export interface CallRecord {
  readonly id: number;
  callId?: string;
  /** Null for announcements without an employee. */
  userId: number | null;
  /** 1 outgoing, 2 incoming, 3 incoming redirected, 4 callback, 5 announcement. */
  type: number;
  phone: string;
  startedAtMs: number;
  durationSeconds: number;
  failedCode?: string;
  recordFileId?: number | null;
  recordUrl?: string | null;
  crmEntityType?: string | null;
  crmEntityId?: number | null;
  crmActivityId?: number | null;
  transcriptId?: number | null;
  /** Not in any answer before this moment: the row is written when the call ends, or later. */
  visibleFromMs?: number;
  /** `recordFileId` is null before this moment. */
  recordFromMs?: number;
  isDeleted?: boolean;
  /** Fields to send otherwise than usual, e.g. a missing id. */
  overrides?: Readonly<Record<string, unknown>>;
}

/** How the download of a file behaves. */
export type DownloadBehaviour =
  | 'ranges'
  | 'no-ranges'
  | 'range-refused'
  | 'chunked'
  | 'gzip'
  | 'page'
  | 'json-error'
  | 'not-found-page'
  | 'cut'
  | 'cut-once'
  | 'too-short'
  | 'trickle'
  | 'stall'
  | 'redirect'
  | 'redirect-to-http'
  | 'redirect-with-secret'
  | 'redirect-loop';

export interface FileRecord {
  readonly id: number;
  name: string;
  content: Buffer;
  contentType?: string;
  /** The employee who may read it besides administrators. */
  userId: number;
  /** 0 live, 3 in the trash, 4 deleted with its folder. */
  deletedType?: number;
  version?: number;
  updatedAtMs?: number;
  behaviour?: DownloadBehaviour;
  /** What the file card claims, where it differs from the content. */
  statedSize?: number | null;
}

export interface UserRecord {
  readonly id: number;
  name: string;
  lastName: string;
  isAdmin?: boolean;
  isActive?: boolean;
  departments?: readonly number[];
  position?: string;
}

export interface DepartmentRecord {
  readonly id: number;
  name: string;
  parentId?: number;
  headId?: number;
}

export interface PortalData {
  calls: CallRecord[];
  files: FileRecord[];
  users: UserRecord[];
  departments: DepartmentRecord[];
}
