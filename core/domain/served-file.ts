/** A file that a host may send to the screens. */

export interface ServedFile {
  readonly path: string;
  readonly sizeBytes: number;
  /** Media type, e.g. `audio/mpeg`. */
  readonly contentType: string;
  /** For a file to be saved and not shown. */
  readonly downloadName?: string;
}
