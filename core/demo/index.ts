/** A Bitrix24 portal on this computer: the demo company, and the instrument that tests are written with. */

export { type DemoPortal, type DemoPortalOptions, startDemoPortal } from './demo-portal.ts';
export {
  type ActivityRecord,
  type CallRecord,
  type CertificateKind,
  type CrmData,
  type CrmItem,
  DEMO_SECRET,
  type DepartmentRecord,
  type DownloadBehaviour,
  emptyCrm,
  type FakePortal,
  type FakePortalOptions,
  type Fault,
  type FaultReply,
  type FileRecord,
  HTML_PAGE,
  htmlFault,
  type Journal,
  type JournalEntry,
  portalDate,
  type PortalData,
  type PortalSettings,
  startFakePortal,
  type UserRecord,
  type WriteRecord,
} from './portal/index.ts';
