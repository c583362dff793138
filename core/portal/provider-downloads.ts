/** Recordings by a link alone, from whatever host a telephony provider names, with the same care as a portal's. */

import type { Clock, Logger, ProxyRules } from '#core/ports.ts';
import { DEFAULT_LIMITS } from './limits.ts';
import { createPace } from './limiter.ts';
import { createRoute } from './proxy.ts';
import { downloadRecording, type RecordingOfCall } from './recordings.ts';
import type { DownloadedRecording, DownloadOptions, PortalLimits } from './types.ts';

export interface ProviderDownloads {
  /**
   * Fetches `call.recordUrl` to `targetPath`. Public addresses only; no credentials; a link that carries one of the
   * secrets is refused.
   * @throws recording.*, disk.full, job.cancelled
   */
  download(
    call: Omit<RecordingOfCall, 'recordFileId'>,
    targetPath: string,
    options?: DownloadOptions,
  ): Promise<DownloadedRecording>;
  close(): void;
}

export interface ProviderDownloadsOptions {
  readonly proxies: ProxyRules;
  readonly clock: Clock;
  readonly logger: Logger;
  /** Must appear in no link. */
  readonly secrets: readonly string[];
  /** Hosts (with port) in private networks that are allowed all the same. */
  readonly allowedHosts?: readonly string[];
  readonly limits?: Partial<PortalLimits>;
}

export function createProviderDownloads(options: ProviderDownloadsOptions): ProviderDownloads {
  const { clock, logger, secrets, allowedHosts = [] } = options;
  const limits = { ...DEFAULT_LIMITS, ...options.limits };
  const route = createRoute({ proxies: options.proxies });
  const source = { pace: createPace({ ...limits, clock }), limits, clock, logger, cards: null };
  const files = { host: null, route, secrets: [...secrets, ...route.secrets], allowedHosts };
  return {
    download: (call, targetPath, download) =>
      downloadRecording({ ...source, files }, { call: { ...call, recordFileId: null }, targetPath }, download),
    close: () => route.close(),
  };
}
