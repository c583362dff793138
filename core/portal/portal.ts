/** Puts the parts together: one webhook, one pace, one place where certificates and limits are set. */

import { createAgentDirectory } from './agents.ts';
import { DEFAULT_LIMITS } from './limits.ts';
import { createConnectionCheck } from './connection.ts';
import { createCrm } from './crm.ts';
import { createFileCards } from './file-card.ts';
import { createPace } from './limiter.ts';
import { downloadRecording } from './recordings.ts';
import { createRoute } from './proxy.ts';
import { createRequests, type Requests } from './requests.ts';
import { callsByRowId, listCalls } from './statistics.ts';
import { createTransport } from './transport.ts';
import { trustWith } from './trust.ts';
import type { Portal, PortalOptions } from './types.ts';
import { createWriter } from './write.ts';
import { parseWebhook, webhookSecrets } from './webhook.ts';

/**
 * Nothing is sent yet.
 * @throws portal.bad-url, file.not-found or file.unreadable (`caFile`)
 */
export function createPortal(options: PortalOptions): Portal {
  const { clock, logger, onStatus } = options;
  const webhook = parseWebhook(options.webhookUrl);
  const limits = { ...DEFAULT_LIMITS, ...options.limits };
  const pace = createPace({ ...limits, clock });
  const route = createRoute({
    proxies: options.proxies,
    secureContext: options.caFile === undefined ? undefined : trustWith(options.caFile),
  });
  const requestsTo = (host: string): Requests => {
    const transport = createTransport({
      webhook: { ...webhook, host },
      route,
      timeoutMs: limits.requestTimeoutMs,
    });
    return createRequests({ transport, pace, clock, logger, limits, onStatus });
  };
  const requests = requestsTo(webhook.host);
  const secrets = [...webhookSecrets(webhook), ...route.secrets];
  const statistics = { requests, source: options.source ?? `portal:${webhook.host}` };
  const agents = createAgentDirectory({ requests, logger, clock });
  const crm = createCrm({ requests, logger });
  const writer = createWriter({ requests });
  const cards = createFileCards({ requests, clock });
  const files = { host: webhook.host, route, secrets, allowedHosts: options.allowedRecordingHosts ?? [] };
  return {
    host: webhook.host,
    ownerId: String(webhook.userId),
    secrets,
    checkConnection: createConnectionCheck({ requests, requestsTo, files, userId: webhook.userId }),
    listCalls: (listing) => listCalls(statistics, listing),
    callsByRowId: (rowIds, signal) => callsByRowId(statistics, rowIds, signal),
    agentNames: (ids, signal) => agents.names(ids, signal),
    departmentNames: (signal) => agents.departments(signal),
    crmOf: (calls, signal) => crm.factsOf(calls, signal),
    deals: (ids, signal) => crm.deals(ids, signal),
    transcripts: (activityIds, signal) => crm.transcripts(activityIds, signal),
    announceDownloads: (calls) => cards.announce(calls.flatMap((call) => call.recordFileId ?? [])),
    downloadRecording: (call, targetPath, download) =>
      downloadRecording({ cards, pace, files, limits, clock, logger }, { call, targetPath }, download),
    write: (request, signal) => writer.write(request, signal),
    isWritten: (request, signal) => writer.isWritten(request, signal),
    close: () => route.close(),
  };
}
