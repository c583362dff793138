/** Puts the parts together: one webhook, one pace, one place where certificates and limits are set. */

import { readFileSync } from 'node:fs';
import https from 'node:https';
import tls from 'node:tls';
import path from 'node:path';
import { AppError, hasSystemCode } from '../errors.ts';
import { agentNames } from './agents.ts';
import { DEFAULT_LIMITS } from './limits.ts';
import { createConnectionCheck } from './connection.ts';
import { createPace } from './limiter.ts';
import { downloadRecording } from './recordings.ts';
import { createRequests, type Requests } from './requests.ts';
import { callsByRowId, listCalls } from './statistics.ts';
import { createTransport, type Transport } from './transport.ts';
import type { Portal, PortalOptions } from './types.ts';
import { parseWebhook, webhookSecrets } from './webhook.ts';

/**
 * Nothing is sent yet.
 * @throws portal.bad-url, file.not-found or file.unreadable (`caFile`)
 */
export function createPortal(options: PortalOptions): Portal {
  const { clock, logger, onStatus } = options;
  const webhook = parseWebhook(options.webhookUrl);
  const limits = { ...DEFAULT_LIMITS, ...options.limits };
  const ca = options.caFile === undefined ? null : trusted(options.caFile);
  const pace = createPace({ ...limits, clock });
  const transports: Transport[] = [];
  const requestsTo = (host: string): Requests => {
    const transport = createTransport({ webhook: { ...webhook, host }, ca, timeoutMs: limits.requestTimeoutMs });
    transports.push(transport);
    return createRequests({ transport, pace, clock, logger, limits, onStatus });
  };
  const requests = requestsTo(webhook.host);
  const agent = new https.Agent({ keepAlive: true, ...(ca ? { ca: [...ca] } : {}) });
  const secrets = webhookSecrets(webhook);
  const statistics = { requests, source: options.source ?? `portal:${webhook.host}` };
  const files = { host: webhook.host, agent, secrets };
  return {
    host: webhook.host,
    secrets,
    checkConnection: createConnectionCheck({ requests, requestsTo, files, userId: webhook.userId }),
    listCalls: (listing) => listCalls(statistics, listing),
    callsByRowId: (rowIds, signal) => callsByRowId(statistics, rowIds, signal),
    agentNames: (ids, signal) => agentNames({ requests, logger }, ids, signal),
    downloadRecording: (call, targetPath, download) =>
      downloadRecording({ requests, pace, files, limits, clock, logger }, { call, targetPath }, download),
    close() {
      for (const transport of transports) transport.close();
      agent.destroy();
    },
  };
}

/** The usual authorities and the given one: recordings may lie on a public storage host. */
function trusted(caFile: string): readonly string[] {
  return [...tls.getCACertificates('default'), readCaFile(caFile)];
}

function readCaFile(caFile: string): string {
  try {
    const pem = readFileSync(caFile, 'utf8');
    if (!pem.includes('-----BEGIN CERTIFICATE-----'))
      throw new AppError('file.unreadable', { path: path.basename(caFile) });
    return pem;
  } catch (error) {
    if (error instanceof AppError) throw error;
    const code = hasSystemCode(error, 'ENOENT') ? 'file.not-found' : 'file.unreadable';
    throw new AppError(code, { path: path.basename(caFile) }, { cause: error });
  }
}
