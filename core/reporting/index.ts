/** Reports from a data folder: gathered from the store, written to files. */

export type { ClipOptions } from './clips.ts';
export {
  readReport,
  writeReport,
  writeTables,
  type TableFormat,
  type TableOptions,
  type WriteOptions,
} from './files.ts';
export { makeReport, reportFrom } from './make-report.ts';
export { makeXlsx } from './make-xlsx.ts';
