/** A Bitrix24 portal on this computer: the demo company, and the instrument that tests are written with. */

export { type DemoPortal, type DemoPortalOptions, startDemoPortal } from './demo-portal.ts';
export {
  type CallRecord,
  type CertificateKind,
  DEMO_SECRET,
  type DepartmentRecord,
  type DownloadBehaviour,
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
} from './portal/index.ts';
