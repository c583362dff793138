/** What lies in the data folder, and what is done to it besides the work on calls. */

/** Bytes by kind. */
export interface FolderSizes {
  readonly database: number;
  readonly recordings: number;
  readonly models: number;
  readonly reports: number;
  readonly logs: number;
}

/** What a running piece of housekeeping is at. */
export interface Chore {
  readonly kind: 'backup' | 'retention' | 'demo-removal';
  /** 0 to 1. */
  readonly share: number;
}

export interface DataState {
  readonly dataDir: string;
  readonly chore: Chore | null;
  /** Recordings are deleted so many days after their call, texts stay; null: never. */
  readonly retentionDays: number | null;
  /** Calls of the demo company. */
  readonly demoCalls: number;
  readonly isOffline: boolean;
  /** A backup lies ready and takes the place of the database at the next start. */
  readonly isRestorePending: boolean;
  /** The program can start anew by itself. */
  readonly canRestart: boolean;
}

/** A copy of the database that was written and found whole. */
export interface WrittenBackup {
  readonly file: string;
  readonly sizeBytes: number;
}

/** A file for the user to keep. */
export interface DownloadedFile {
  readonly name: string;
  readonly base64: string;
}
