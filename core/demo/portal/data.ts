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

/** A lead (1), deal (2), contact (3) or company (4); `fields` in the camel case of `crm.item.list`. */
export interface CrmItem {
  readonly entityTypeId: 1 | 2 | 3 | 4;
  readonly id: number;
  fields: Readonly<Record<string, unknown>>;
  /** The owner of the webhook may not read it. */
  isHidden?: boolean;
}

export interface ActivityRecord {
  readonly id: number;
  isIncoming: boolean;
  startedAtMs: number;
  bindings: readonly { readonly entityTypeId: number; readonly entityId: number }[];
  /** A list, a map, null or nothing: all of them were seen. */
  files?: unknown;
  transcript?: string | undefined;
  isHidden?: boolean;
}

export interface StageRecord {
  /** `DEAL_STAGE`, `DEAL_STAGE_<funnel>` or `STATUS`. */
  readonly entityId: string;
  readonly id: string;
  name: string;
  sort: number;
  /** In progress, won, lost. */
  semantics: 'P' | 'S' | 'F';
}

export interface StageChange {
  readonly id: number;
  readonly dealId: number;
  /** 1 created, 2 on the way, 3 final, 5 another funnel. */
  readonly typeId: number;
  readonly createdAtMs: number;
  readonly funnelId: number;
  readonly stageId: string;
  readonly semantics: 'P' | 'S' | 'F';
}

export interface CrmData {
  items: CrmItem[];
  activities: ActivityRecord[];
  stages: StageRecord[];
  funnels: { readonly id: number; name: string }[];
  history: StageChange[];
}

/** Something that was written, in order of arrival. */
export interface WriteRecord {
  readonly id: number;
  readonly method: string;
  readonly parameters: Readonly<Record<string, unknown>>;
}

/** A video call between employees that the portal transcribed. */
export interface FollowUpRecord {
  readonly id: number;
  readonly startedAtMs: number;
  readonly userIds: readonly number[];
  /** Times as `HH:MM:SS`. */
  readonly segments: readonly {
    readonly userId: number;
    readonly start: string;
    readonly end: string;
    readonly text: string;
  }[];
}

export interface PortalData {
  calls: CallRecord[];
  files: FileRecord[];
  users: UserRecord[];
  departments: DepartmentRecord[];
  crm: CrmData;
  followUps?: FollowUpRecord[];
  /** Filled by the methods that change something. */
  writes: WriteRecord[];
}

export const emptyCrm = (): CrmData => ({ items: [], activities: [], stages: [], funnels: [], history: [] });
