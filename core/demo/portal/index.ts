/** The imitated portal, for the demo and as an instrument for tests. */

export type { CertificateKind } from './certificate.ts';
export {
  type ActivityRecord,
  type CallRecord,
  type CrmData,
  type CrmItem,
  type DepartmentRecord,
  type DownloadBehaviour,
  emptyCrm,
  type FileRecord,
  type PortalData,
  type UserRecord,
  type WriteRecord,
} from './data.ts';
export { portalDate } from './dates.ts';
export { type Fault, type FaultReply, type FaultScript, HTML_PAGE, htmlFault } from './faults.ts';
export type { Journal, JournalEntry } from './journal.ts';
export { type FakePortal, startFakePortal } from './server.ts';
export { DEMO_SECRET, type FakePortalOptions, type PortalSettings } from './settings.ts';
