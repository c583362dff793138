/** The core process's side of the talk with the main process. */

import { createPortServer, fromMainPort } from '#core/api/index.ts';
import type { MainPort } from '#core/api/index.ts';
import type { Clock, Logger } from '#core/ports.ts';
import type { AppServices } from '#core/services/index.ts';
import { createTickets } from '#core/web/index.ts';
import type { ToCore, ToMain } from './messages.ts';
import { ORIGIN, RECORDINGS, REPORTS } from './origin.ts';

/** The part of `process.parentPort` that is used. */
export interface ParentPort {
  on(event: 'message', listener: (event: { data: unknown; ports: readonly MainPort[] }) => void): unknown;
  postMessage(message: ToMain): void;
}

export interface CoreServerOptions {
  readonly parent: ParentPort;
  readonly services: AppServices;
  readonly logger: Logger;
  readonly clock: Clock;
  /** Gets what is said about child processes and secrets. */
  readonly onMessage: (message: ToCore) => void;
}

export function serveParent({ parent, services, logger, clock, onMessage }: CoreServerOptions): void {
  const tickets = createTickets(clock);
  const serve = createPortServer({
    services,
    logger,
    links: {
      recordingUrl: (callId) => ORIGIN + RECORDINGS + tickets.issue(() => services.calls.recordingFile(callId)),
      reportUrl: (reportId, format) => ORIGIN + REPORTS + tickets.issue(() => services.reports.file(reportId, format)),
    },
  });
  parent.on('message', ({ data, ports: [port] }) => {
    const message = data as ToCore;
    if (message.kind === 'connect') {
      if (port) serve(fromMainPort(port));
    } else if (message.kind === 'redeem') {
      const answer = (file: Awaited<ReturnType<typeof tickets.redeem>>): void =>
        parent.postMessage({ kind: 'redeemed', id: message.id, file });
      tickets.redeem(message.ticket).then(answer, (error: unknown) => {
        logger.log('error', 'redeem-failed', { error });
        answer(null);
      });
    } else if (message.kind === 'start-work') {
      services.processing.start();
    } else if (message.kind === 'stop-work') {
      void services.processing.cancel();
    } else {
      onMessage(message);
    }
  });
  tellStatus(parent, services);
}

/** As often as an icon needs it. */
const STATUS_INTERVAL_MS = 500;

function tellStatus(parent: ParentPort, { processing, maintenance }: AppServices): void {
  let timer: NodeJS.Timeout | null = null;
  const tell = (): void => {
    timer = null;
    const { isRunning, progress, waiting, failed } = processing.state();
    const fraction = progress && progress.audioTotalMs > 0 ? progress.audioDoneMs / progress.audioTotalMs : 0;
    const { isOffline } = maintenance.state();
    parent.postMessage({ kind: 'status', status: { isRunning, fraction, waiting, failed, isOffline } });
  };
  const tellSoon = (): void => {
    timer ??= setTimeout(tell, STATUS_INTERVAL_MS);
  };
  processing.onChange(tellSoon);
  maintenance.onChange(tellSoon);
  tell();
}
