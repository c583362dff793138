/** What the interface to the screens is built on: the application's services, and the host that carries it. */

import type { ReportFormat } from '#core/domain/stored-report.ts';
import type { Logger } from '#core/ports.ts';
import type { AppServices } from '#core/services/index.ts';

/** Addresses under which the host serves files to the screen that asked, and to nobody else. */
export interface HostLinks {
  recordingUrl(callId: string): string;
  reportUrl(reportId: string, format: ReportFormat): string;
}

export interface ApiContext {
  readonly services: AppServices;
  readonly links: HostLinks;
  readonly logger: Logger;
}
