/** What the desktop window's own dialogs can be opened for; elsewhere paths are typed. */

export const PATH_KINDS = ['model-file', 'model-folder', 'recordings-folder', 'backup-folder', 'backup-file'] as const;
export type PathKind = (typeof PATH_KINDS)[number];

/** What the preload script gives the page beside the line to the core. */
export interface DesktopBridge {
  /** @returns the absolute path that the user chose; null where the dialog was closed */
  choosePath(kind: PathKind): Promise<string | null>;
}
