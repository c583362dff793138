/** Bitrix24 as a source of calls and recordings. */

export { createPortal } from './portal.ts';
export { type Place, tryToReach } from './reach.ts';
export { createProviderDownloads, type ProviderDownloads } from './provider-downloads.ts';
export {
  createRedactor,
  maskedWebhook,
  parseWebhook,
  relocateWebhook,
  type Webhook,
  webhookSecrets,
  webhookUrl,
} from './webhook.ts';
export {
  nextRecordingCheckMs,
  type PageStep,
  type SweptStep,
  syncCalls,
  type SyncOptions,
  type SyncState,
  type SyncStep,
} from './sync.ts';
export type {
  CallPage,
  CheckOptions,
  ConnectionReport,
  CrmFacts,
  DownloadedRecording,
  DownloadOptions,
  ListCallsOptions,
  Portal,
  PortalAgent,
  PortalCall,
  PortalDeal,
  PortalLimits,
  PortalOptions,
  PortalStatus,
  RecordingHint,
  Verdict,
} from './types.ts';
