/** Bitrix24 as a source of calls and recordings. */

export type {
  CallPage,
  ConnectionReport,
  DownloadedRecording,
  DownloadOptions,
  ListCallsOptions,
  Portal,
  PortalCall,
  PortalLimits,
  PortalOptions,
  PortalStatus,
  RecordingHint,
  Verdict,
} from './types.ts';
